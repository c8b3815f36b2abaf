"""Layers that only apply an activation function."""

from __future__ import annotations

from typing import Any

import keras

from nengo_dl.converter.base import LayerConverter
from nengo_dl.converter.registry import register


@register(keras.layers.Activation, keras.layers.ReLU, keras.layers.LeakyReLU)
class ConvertActivation(LayerConverter):
    """An activation becomes neurons without biases; a linear one, nothing."""

    def refusal(self) -> str | None:
        """Refuse rectifiers of other forms."""
        if isinstance(self.layer, keras.layers.ReLU):
            if self.layer.max_value is not None or self.layer.threshold:
                return "it has a threshold or a largest value, which no neurons have"
        return None

    def convert(self) -> Any:
        """Add the neurons, and a connection without weights."""
        if self.options.activations.neuron_type(self.layer) is None:
            return self.inputs[0]
        units = self.add_units(self.layer)
        self.connect(self.inputs[0], units.entry)
        return units.exit
