"""What the user may choose about a conversion."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from nengo.exceptions import ValidationError
from nengo_dl.converter.activations import Activations

AUTO = "auto"


@dataclasses.dataclass(frozen=True)
class Options:
    """How a model is converted; see `Converter` for the meaning of each."""

    activations: Activations
    scales: Scales
    allow_fallback: bool = True
    inference_only: bool = False
    max_to_avg_pool: bool = False
    split_shared_weights: bool = False
    synapse: Any = None
    temporal_model: bool = False


class Scales:
    """How many times as often the neurons of each layer fire.

    Parameters
    ----------
    scale : float, dict or None
        One number for all layers; or from layers, or their names, to numbers.
    is_asked_for : bool, optional
        Whether the user named the layers, and so takes what scaling does to them; by default if
        there is a dictionary.

    Raises
    ------
    ValidationError
        If a number is not positive.
    """

    def __init__(self, scale: Any, is_asked_for: bool | None = None) -> None:
        is_per_layer = isinstance(scale, Mapping)
        numbers = scale if is_per_layer else {}
        self.by_name = {_name(layer): _positive(number) for layer, number in numbers.items()}
        self.for_all = 1.0 if is_per_layer or scale is None else _positive(scale)
        self.is_asked_for = is_per_layer if is_asked_for is None else is_asked_for

    def of(self, layer: Any) -> float:
        """Return the number for a layer; one where nothing was said."""
        return self.by_name.get(layer.name, self.for_all)

    def check_names(self, names: list[str]) -> None:
        """Raise a `ValidationError` if a layer was named that is not among ``names``."""
        unknown = sorted(set(self.by_name) - set(names))
        if unknown:
            raise ValidationError(
                f"has the layers {unknown}, but the model has {sorted(set(names))}. "
                "Check the names.",
                attr="scale_firing_rates",
            )


def _name(layer: Any) -> str:
    return layer if isinstance(layer, str) else layer.name


def _positive(scale: Any) -> float:
    if not (isinstance(scale, int | float) or hasattr(scale, "item")) or not float(scale) > 0:
        raise ValidationError(
            f"must be positive, but is {scale!r}. Pass a number, a dictionary from layers to "
            f"numbers, or {AUTO!r} together with sample_data.",
            attr="scale_firing_rates",
        )
    return float(scale)
