"""What was built, trained and recorded: ``sim.data[obj]``."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.ensemble import Ensemble
from nengo.probe import Probe
from nengo_dl.parameters import Parameter

Value = Callable[[Parameter], np.ndarray]
"""Gives the present value of a parameter."""


class Samples:
    """What one probe has recorded, chunk after chunk."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._shape = shape
        self._chunks: list[np.ndarray] = []

    def extend(self, chunk: np.ndarray) -> None:
        """Keep (batch, n_steps, n) further samples."""
        self._chunks.append(chunk.reshape(*chunk.shape[:2], *self._shape))

    def clear(self) -> None:
        """Forget everything."""
        self._chunks = []

    def array(self, batch: int) -> np.ndarray:
        """(batch, n_steps, …) ndarray of all samples."""
        if len(self._chunks) > 1:
            self._chunks = [np.concatenate(self._chunks, axis=1)]
        if not self._chunks:
            return np.zeros((batch, 0, *self._shape), np.float32)
        return self._chunks[0]


class SimulationData(Mapping):
    """What was built, trained and recorded.

    Probes give ``(minibatch_size, n_steps, …)`` read-only arrays, without the first axis if no
    minibatch size was asked for. Ensembles and connections give what they were built with, and
    of encoders, biases and weights the present values.

    Parameters
    ----------
    built : dict
        Object → what it was built with.
    samples : dict
        Probe → samples.
    parameters : dict
        Object → what → parameter.
    value : callable
        Gives the present value of a parameter.
    batch : int or None
        The minibatch size that was asked for.
    """

    def __init__(
        self,
        built: Mapping[Any, Any],
        samples: Mapping[Any, Samples],
        parameters: Mapping[Any, Mapping[str, Parameter]],
        value: Value,
        batch: int | None,
    ) -> None:
        self._built, self._samples, self._parameters = built, samples, parameters
        self._value, self._batch = value, batch

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, Probe):
            return self._recorded(key)
        built, own = self._built[key], self._parameters.get(key, {})
        if isinstance(key, Ensemble) and "encoders" in own:
            return _live_ensemble(key, built, self._now(own["encoders"]), self._now(own["bias"]))
        if isinstance(key, Connection) and "weights" in own and not own["weights"].signal.sparse:
            return built._replace(weights=self._now(own["weights"]))
        return built

    def _recorded(self, probe: Probe) -> np.ndarray:
        samples = self._samples[probe].array(self._batch or 1)
        view = samples[0] if self._batch is None else samples.view()
        view.flags.writeable = False
        return view

    def _now(self, parameter: Parameter) -> np.ndarray:
        value = self._value(parameter)
        has_items = value.ndim > len(parameter.shape)
        return value[0] if has_items and self._batch is None else value

    def __len__(self) -> int:
        return len(self._built)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._built)


def _live_ensemble(ens: Ensemble, built: Any, scaled: np.ndarray, bias: np.ndarray) -> Any:
    encoders = scaled * (ens.radius / built.gain)[:, np.newaxis]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # neurons may be silent for now
        max_rates, intercepts = ens.neuron_type.max_rates_intercepts(built.gain, bias)
    return built._replace(
        encoders=encoders,
        scaled_encoders=scaled,
        bias=bias,
        max_rates=max_rates,
        intercepts=intercepts,
    )
