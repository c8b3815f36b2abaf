"""Inputs of the model."""

from __future__ import annotations

import keras
import numpy as np

from nengo.node import Node
from nengo_dl.converter.base import LayerConverter
from nengo_dl.converter.registry import register


@register(keras.layers.InputLayer)
class ConvertInput(LayerConverter):
    """An input becomes a Node, whose zeros are replaced by data when the network runs."""

    def convert(self) -> Node:
        """Add the Node."""
        return Node(np.zeros(np.prod(self.output_shape)), label=self.call.name)
