"""Pooling layers."""

from __future__ import annotations

from typing import ClassVar

import keras
import numpy as np

from nengo.node import Node
from nengo.transforms import Convolution
from nengo_dl.converter.base import Shape
from nengo_dl.converter.convolution import Spatial
from nengo_dl.converter.registry import register

layers = keras.layers


@register(layers.AveragePooling1D, layers.AveragePooling2D, layers.AveragePooling3D)
class ConvertAveragePooling(Spatial):
    """The mean over a window is a convolution with equal weights, each channel by itself."""

    # Windows that reach over the edge are averages over fewer elements.
    allowed: ClassVar = {"padding": ("valid",)}

    def convert(self) -> Node:
        """Add a Node, and the convolution."""
        node = self.add_node()
        shape = self.input_shape()
        n_channels = shape[-1 if self.channels_last else 0]
        window = self._window()
        transform = Convolution(
            n_channels,
            shape,
            kernel_size=window,
            strides=self._strides(),
            channels_last=self.channels_last,
            init=np.full((*window, 1, n_channels), 1 / np.prod(window)),
            groups=n_channels,
        )
        self.connect(self.inputs[0], node, transform)
        return node

    def _window(self) -> Shape:
        return tuple(self.layer.pool_size)

    def _strides(self) -> Shape:
        return tuple(self.layer.strides)


@register(
    layers.GlobalAveragePooling1D, layers.GlobalAveragePooling2D, layers.GlobalAveragePooling3D
)
class ConvertGlobalAveragePooling(ConvertAveragePooling):
    """The mean over the whole image."""

    allowed: ClassVar = {}

    def _window(self) -> Shape:
        shape = self.input_shape()
        return shape[:-1] if self.channels_last else shape[1:]

    def _strides(self) -> Shape:
        return self._window()


class AveragedInstead(Spatial):
    """What the user lets us take the mean of, instead of the largest element."""

    def refusal(self) -> str | None:
        """Refuse unless the user agrees."""
        if not self.options.max_to_avg_pool:
            return "neurons have no maximum; pass max_to_avg_pool=True to take the mean instead"
        return super().refusal()


@register(layers.MaxPooling1D, layers.MaxPooling2D, layers.MaxPooling3D)
class ConvertMaxPooling(AveragedInstead, ConvertAveragePooling):
    """The mean over a window, if the user agrees."""


@register(layers.GlobalMaxPooling1D, layers.GlobalMaxPooling2D, layers.GlobalMaxPooling3D)
class ConvertGlobalMaxPooling(AveragedInstead, ConvertGlobalAveragePooling):
    """The mean over the whole image, if the user agrees."""
