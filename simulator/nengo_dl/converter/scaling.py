"""More spikes that weigh less: which type, gain and bias keep the mean output of neurons."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

from nengo.exceptions import ValidationError
from nengo.neurons import (
    LIFRate,
    NeuronType,
    RatesToSpikesNeuronType,
    RectifiedLinear,
)


class Scaled(NamedTuple):
    """Neurons that spike more often.

    Attributes
    ----------
    neuron_type : NeuronType
        The type, whose spikes weigh less.
    factor : float
        What gains and biases are multiplied with.
    """

    neuron_type: NeuronType
    factor: float


def scaled(neuron_type: NeuronType, scale: float, name: str, is_asked_for: bool) -> Scaled:
    """Make neurons spike ``scale`` times as often, with the same mean output.

    Parameters
    ----------
    neuron_type : NeuronType
        The type as it is.
    scale : float
        Positive.
    name : str
        Of the layer, for messages.
    is_asked_for : bool
        Whether the user named this very layer, and so may bend its response.

    Returns
    -------
    Scaled

    Raises
    ------
    ValidationError
        If the response would change its form.
    """
    if scale == 1:
        return Scaled(neuron_type, 1.0)
    if isinstance(neuron_type, RatesToSpikesNeuronType):
        return Scaled(_scaled_inside(neuron_type, scale), 1.0)
    if isinstance(neuron_type, RectifiedLinear):
        # Its response consists of rays from the origin, and is the same at every scale.
        return Scaled(_with(neuron_type, amplitude=neuron_type.amplitude / scale), scale)
    if isinstance(neuron_type, LIFRate):
        _allow_bending(neuron_type, name, is_asked_for)
        return Scaled(_with(neuron_type, amplitude=neuron_type.amplitude / scale), scale)
    warnings.warn(
        f"{name} has neurons {neuron_type}, whose rates cannot be scaled; they stay as they are. "
        "Swap them for a spiking type, or leave the layer out of scale_firing_rates.",
        stacklevel=2,
    )
    return Scaled(neuron_type, 1.0)


def _scaled_inside(neuron_type: RatesToSpikesNeuronType, scale: float) -> NeuronType:
    """Multiply the rates, whatever their curve, and divide the spikes."""
    base = neuron_type.base_type
    if hasattr(base, "amplitude"):
        base = _with(base, amplitude=base.amplitude * scale)
    else:
        base = _with(base, tau_ref=base.tau_ref / scale)
    return _with(neuron_type, base_type=base, amplitude=neuron_type.amplitude / scale)


def _allow_bending(neuron_type: NeuronType, name: str, is_asked_for: bool) -> None:
    if not is_asked_for:
        raise ValidationError(
            f"{name} has neurons {neuron_type}, whose response has another form at other rates: "
            "scaling them would change what the model computes. Leave them out, or name the layer "
            "in a dictionary: scale_firing_rates={layer: scale}.",
            attr="scale_firing_rates",
        )


def _with(neuron_type: NeuronType, **changes: Any) -> Any:
    """Return a neuron type with some constants changed."""
    state = {**neuron_type.__getstate__(), **changes}
    twin = type(neuron_type).__new__(type(neuron_type))
    twin.__setstate__(state)
    return twin
