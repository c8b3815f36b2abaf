"""Dense layers."""

from __future__ import annotations

from typing import Any, ClassVar

import keras
import numpy as np

from nengo.transforms import Convolution
from nengo_dl.converter.base import LayerConverter, weights_of
from nengo_dl.converter.registry import register

NONE = (None,)

PLAIN_WEIGHTS: dict[str, tuple[Any, ...]] = {
    "kernel_regularizer": NONE,
    "bias_regularizer": NONE,
    "activity_regularizer": NONE,
    "kernel_constraint": NONE,
    "bias_constraint": NONE,
}
"""Training here knows nothing of the rules that a layer may have for its weights."""


@register(keras.layers.Dense)
class ConvertDense(LayerConverter):
    """A dense layer becomes neurons behind a matrix."""

    allowed_in_training: ClassVar = PLAIN_WEIGHTS

    def convert(self) -> Any:
        """Add neurons (or a Node, if the layer is linear), biases, and the matrix."""
        if len(self.input_shape()) > 1:
            return self._convert_places()
        biases = weights_of(self.layer.bias) if self.layer.use_bias else None
        units = self.add_units(self.layer.activation, biases)
        kernel = weights_of(self.layer.kernel)
        self.connect(self.inputs[0], units.entry, kernel.T, trainable=self.will_train)
        return units.exit

    def _convert_places(self) -> Any:
        """Apply the same matrix at each place: a convolution with a kernel of one place."""
        kernel = weights_of(self.layer.kernel)
        n_in, n_out = kernel.shape
        n_places = int(np.prod(self.input_shape()[:-1]))
        units = self.add_units(self.layer.activation)
        if self.layer.use_bias:
            channels = np.tile(np.arange(n_out), n_places)
            self.add_channel_biases(weights_of(self.layer.bias), units.entry, channels)
        transform = Convolution(
            n_out, (n_places, n_in), kernel_size=(1,), strides=(1,), init=kernel[np.newaxis]
        )
        self.connect(self.inputs[0], units.entry, transform, trainable=self.will_train)
        return units.exit
