"""Convolutional layers."""

from __future__ import annotations

from typing import Any, ClassVar

import keras
import numpy as np

from nengo.transforms import Convolution
from nengo_dl.converter.base import LayerConverter, Shape, weights_of
from nengo_dl.converter.dense import PLAIN_WEIGHTS
from nengo_dl.converter.registry import register


class Spatial(LayerConverter):
    """What works on images with channels, and not along time."""

    def works_along_time(self) -> bool:
        """Whether one of its axes of space is that of time."""
        n_axes = len(self.call.inputs[0].shape) - 2
        return self.has_time and len(self.input_shape()) != n_axes + 1

    @property
    def channels_last(self) -> bool:
        """Whether the last axis is that of channels; else the first one is."""
        return self.layer.data_format == "channels_last"

    def channels(self, shape: Shape) -> np.ndarray:
        """Return the channel of each element of an image of some shape, flattened."""
        axis = -1 if self.channels_last else 0
        along = [1] * len(shape)
        along[axis] = -1
        return np.broadcast_to(np.arange(shape[axis]).reshape(along), shape).ravel()


@register(keras.layers.Conv1D, keras.layers.Conv2D, keras.layers.Conv3D)
class ConvertConv(Spatial):
    """A convolution becomes neurons behind a convolution, with one bias for each channel."""

    allowed_in_training: ClassVar = PLAIN_WEIGHTS
    allowed: ClassVar = {
        "padding": ("valid", "same"),
        "dilation_rate": ((1,), (1, 1), (1, 1, 1)),
    }

    def convert(self) -> Any:
        """Add neurons (or a Node, if the layer is linear), biases, and the convolution."""
        layer = self.layer
        units = self.add_units(layer.activation)
        if layer.use_bias:
            channels = self.channels(self.output_shape)
            self.add_channel_biases(weights_of(layer.bias), units.entry, channels)
        transform = Convolution(
            layer.filters,
            self.input_shape(),
            kernel_size=layer.kernel_size,
            strides=layer.strides,
            padding=layer.padding,
            channels_last=self.channels_last,
            init=weights_of(layer.kernel),
            groups=layer.groups,
        )
        self.connect(self.inputs[0], units.entry, transform, trainable=self.will_train)
        return units.exit
