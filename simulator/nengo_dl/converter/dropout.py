"""Layers that only act in training."""

from __future__ import annotations

from typing import Any

import keras

from nengo_dl.converter.base import LayerConverter
from nengo_dl.converter.registry import register

layers = keras.layers


@register(
    layers.Dropout,
    layers.SpatialDropout1D,
    layers.SpatialDropout2D,
    layers.SpatialDropout3D,
    layers.AlphaDropout,
    layers.GaussianDropout,
    layers.GaussianNoise,
    layers.ActivityRegularization,
)
class ConvertDropout(LayerConverter):
    """Without training there is nothing to do."""

    def refusal(self) -> str | None:
        """Refuse if the network will be trained."""
        if not self.options.inference_only:
            return "it acts in training; pass inference_only=True to leave it out"
        return None

    def convert(self) -> Any:
        """Pass on the input as it is."""
        return self.inputs[0]
