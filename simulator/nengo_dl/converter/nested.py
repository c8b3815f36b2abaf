"""Models inside a model."""

from __future__ import annotations

import dataclasses
from typing import Any

import keras

from nengo.network import Network
from nengo_dl.converter.base import LayerConverter
from nengo_dl.converter.registry import register


class ConvertModel(LayerConverter):
    """A model becomes a network inside the network."""

    def convert(self) -> list[Any]:
        """Convert its layers in a network of their own."""
        objects = self.conversion.objects
        for tensor, obj in zip(self.layer.inputs, self.inputs, strict=True):
            objects[id(tensor)] = obj
        with Network(label=self.call.name):
            self.conversion.follow(self.layer)
        return [objects[id(tensor)] for tensor in self.layer.outputs]


@register(keras.layers.TimeDistributed)
class ConvertTimeDistributed(LayerConverter):
    """The layer inside, since a network goes through time by itself."""

    def refusal(self) -> str | None:
        """Refuse models without time."""
        if not self.options.temporal_model:
            return "it goes through time, which takes temporal_model=True"
        return None

    def convert(self) -> Any:
        """Convert the layer inside."""
        inner = dataclasses.replace(self.call, layer=self.layer.layer, is_per_step=True)
        return self.conversion.converter_for(inner).convert()
