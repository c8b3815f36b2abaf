"""Which neuron type does what an activation function does, and what to use in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras

import nengo.neurons as neurons
from nengo.neurons import NeuronType
from nengo_dl.neurons import LeakyReLU

NEURON_TYPES: dict[Any, NeuronType | None] = {
    keras.activations.linear: None,
    keras.activations.relu: neurons.RectifiedLinear(),
    keras.activations.sigmoid: neurons.Sigmoid(tau_ref=1),
    keras.activations.tanh: neurons.Tanh(tau_ref=1),
    keras.activations.leaky_relu: LeakyReLU(negative_slope=0.2),
}
"""Activation function → neuron type of the same response; None for none."""


class Activations:
    """What layers' activations become, with what the user wants swapped.

    Parameters
    ----------
    swaps : dict, optional
        From activation functions or neuron types to those used in their place.
    """

    def __init__(self, swaps: Mapping[Any, Any] | None) -> None:
        self.swaps = {function_of(old): function_of(new) for old, new in (swaps or {}).items()}
        self.met: set[Any] = set()

    def neuron_type(self, activation: Any) -> Any:
        """Return the neuron type for an activation.

        Parameters
        ----------
        activation : callable, NeuronType, str or None
            As a layer has it.

        Returns
        -------
        NeuronType or None or callable
            None where values pass as they are; the function itself if no neuron type does what
            it does.
        """
        found = self._swapped(function_of(activation))
        found = self._swapped(NEURON_TYPES.get(found, found))
        return NEURON_TYPES.get(found, found)

    def unused(self) -> list[str]:
        """Return a sentence if the user wanted something swapped that the model does not have."""
        unused = [old for old in self.swaps if old not in self.met]
        if not unused:
            return []
        return [
            f"swap_activations has {', '.join(map(_name, unused))}, which the model does not use. "
            "Check which activations its layers have."
        ]

    def _swapped(self, key: Any) -> Any:
        if key in self.swaps:
            self.met.add(key)
            return self.swaps[key]
        return key


def function_of(activation: Any) -> Any:
    """Return the one function of Keras for an activation, however it is said.

    Parameters
    ----------
    activation : callable, NeuronType, str, keras.layers.Layer or None
        Functions of other frameworks are known by their names.
    """
    if isinstance(activation, NeuronType):
        return activation
    if isinstance(activation, keras.layers.Layer):
        return _function_of_layer(activation)
    if activation is None or isinstance(activation, str):
        return keras.activations.get(activation)
    module = getattr(activation, "__module__", "") or ""
    if module.startswith(("tensorflow", "jax", "torch")):
        return getattr(keras.activations, _name(activation), activation)
    return activation


def _function_of_layer(layer: Any) -> Any:
    """Return the function, or neuron type, for a layer that only applies one."""
    if type(layer) is keras.layers.Activation:
        return function_of(layer.activation)
    if type(layer) is keras.layers.LeakyReLU:
        return LeakyReLU(negative_slope=float(layer.negative_slope))
    if type(layer) is keras.layers.ReLU and layer.max_value is None and not layer.threshold:
        slope = float(layer.negative_slope)
        return LeakyReLU(negative_slope=slope) if slope else keras.activations.relu
    return layer


def _name(activation: Any) -> str:
    return getattr(activation, "__name__", repr(activation))
