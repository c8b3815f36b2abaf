"""How active the layers of a Keras model are on some data, and which scales that asks for."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from nengo.exceptions import ValidationError
from nengo_dl.converter.graph import Call, calls_of, has_graph

PEAK = 99.9
"""Percentile that counts as the peak: single outliers would make all others rare."""


def auto_scales(model: Any, sample_data: Any, target_rate: float) -> dict[str, float]:
    """Find how the neurons of each layer must be scaled to fire at some rate at their peak.

    Parameters
    ----------
    model : keras.Model
    sample_data : array-like or list of array-like
        Some typical inputs, as for ``model.predict``.
    target_rate : float
        In hertz.

    Returns
    -------
    dict
        From the name of each layer to its scale.

    Raises
    ------
    ValidationError
        If there are no data, or the rate is not positive.
    """
    if sample_data is None:
        raise ValidationError(
            "there is none, but scale_firing_rates='auto' measures activities on data. "
            "Pass some typical inputs.",
            attr="sample_data",
        )
    if not target_rate > 0:
        raise ValidationError(f"must be positive, but is {target_rate}.", attr="target_rate")
    peaks = _peaks(model, sample_data)
    return {name: target_rate / peak for name, peak in peaks.items() if peak > 0}


def _peaks(model: Any, sample_data: Any) -> dict[str, float]:
    data = sample_data if isinstance(sample_data, list | tuple) else [sample_data]
    peaks: dict[str, float] = {}
    _evaluate(model, [keras.ops.convert_to_tensor(x, "float32") for x in data], peaks)
    return peaks


def _evaluate(model: Any, data: list[Any], peaks: dict[str, float]) -> list[Any]:
    """Compute the outputs of a model, and note the peaks of all layers on the way."""
    values = dict(zip(map(id, model.inputs), data, strict=True))
    for call in calls_of(model):
        if not call.inputs:
            continue
        outputs = _outputs(call, values, peaks)
        values.update(zip(map(id, call.outputs), outputs, strict=True))
        name = call.layer.name
        peaks[name] = max(peaks.get(name, 0.0), *(_peak(y) for y in outputs))
    return [values[id(tensor)] for tensor in model.outputs]


def _outputs(call: Call, values: dict[int, Any], peaks: dict[str, float]) -> list[Any]:
    if has_graph(call.layer):
        return _evaluate(call.layer, [values[id(x)] for x in call.inputs], peaks)
    args, options = call.fill_in(values)
    return keras.tree.flatten(call.layer(*args, **options))


def _peak(y: Any) -> float:
    return float(np.percentile(np.abs(np.asarray(y)), PEAK))
