"""Layers that bring several tensors together."""

from __future__ import annotations

import keras
import numpy as np

from nengo.node import Node
from nengo_dl.converter.base import LayerConverter
from nengo_dl.converter.registry import register


@register(keras.layers.Add, keras.layers.Average, keras.layers.Subtract)
class ConvertSum(LayerConverter):
    """A weighted sum of tensors, which are repeated along axes where they have length one."""

    def convert(self) -> Node:
        """Add a Node, and a connection from each input."""
        node = self.add_node()
        for i, (obj, weight) in enumerate(zip(self.inputs, self._weights(), strict=True)):
            shape = self.input_shape(i)
            if shape != self.output_shape:
                places = np.arange(np.prod(shape)).reshape(shape)
                obj = obj[np.broadcast_to(places, self.output_shape).ravel().tolist()]
            self.connect(obj, node, transform=None if weight == 1 else weight)
        return node

    def _weights(self) -> list[float]:
        n = len(self.inputs)
        if isinstance(self.layer, keras.layers.Average):
            return [1 / n] * n
        return [1, -1] if isinstance(self.layer, keras.layers.Subtract) else [1] * n


@register(keras.layers.Concatenate)
class ConvertConcatenate(LayerConverter):
    """Tensors behind each other along an axis."""

    def refusal(self) -> str | None:
        """Refuse the axes of batch and time."""
        if self._axis() < 0:
            return "it works along the axis of items or of time"
        return None

    def convert(self) -> Node:
        """Add a Node, and a connection from each input to its part of it."""
        node = self.add_node()
        places = np.arange(np.prod(self.output_shape)).reshape(self.output_shape)
        lengths = [self.input_shape(i)[self._axis()] for i in range(len(self.inputs))]
        parts = np.split(places, np.cumsum(lengths)[:-1], axis=self._axis())
        for obj, part in zip(self.inputs, parts, strict=True):
            self.connect(obj, node[part.ravel().tolist()])
        return node

    def _axis(self) -> int:
        """Return the axis, counted without those of batch and time."""
        n_axes = len(self.call.outputs[0].shape)
        return self.layer.axis % n_axes - (n_axes - len(self.output_shape))
