"""Normalisation of batches, once its averages stand still."""

from __future__ import annotations

import keras
import numpy as np

from nengo.node import Node
from nengo_dl.converter.base import LayerConverter, weights_of
from nengo_dl.converter.registry import register


@register(keras.layers.BatchNormalization)
class ConvertBatchNormalization(LayerConverter):
    """A layer that is not trained any more becomes a factor and a shift for each channel."""

    def refusal(self) -> str | None:
        """Refuse layers whose averages move."""
        if self.will_train:
            return (
                "its averages move in training; freeze it with layer.trainable = False, "
                "or pass inference_only=True"
            )
        return None

    def convert(self) -> Node:
        """Add a Node, with factors on the way and shifts beside it."""
        layer = self.layer
        factors = 1 / np.sqrt(weights_of(layer.moving_variance) + layer.epsilon)
        if layer.scale:
            factors = factors * weights_of(layer.gamma)
        shifts = -factors * weights_of(layer.moving_mean)
        if layer.center:
            shifts = shifts + weights_of(layer.beta)
        node = self.add_node()
        self.connect(self.inputs[0], node, transform=self._spread(factors))
        self.add_biases(self._spread(shifts), node)
        return node

    def _spread(self, values: np.ndarray) -> np.ndarray:
        """Give each element of the output the value of its channel."""
        shape = self.output_shape
        # The axis is counted with those of batch and, perhaps, of time, unless from behind.
        axis = self.layer.axis
        if axis >= 0:
            axis -= len(self.call.outputs[0].shape)
        along = [1] * len(shape)
        along[axis] = -1
        return np.broadcast_to(values.reshape(along), shape).ravel()
