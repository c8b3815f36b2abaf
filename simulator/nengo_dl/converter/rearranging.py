"""Layers that only put elements elsewhere: they copy, repeat, leave out, or add zeros."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from nengo_dl.converter.base import LayerConverter
from nengo_dl.converter.registry import register

layers = keras.layers


@register(
    layers.Flatten,
    layers.Reshape,
    layers.Permute,
    layers.RepeatVector,
    layers.UpSampling1D,
    layers.UpSampling2D,
    layers.UpSampling3D,
    layers.ZeroPadding1D,
    layers.ZeroPadding2D,
    layers.ZeroPadding3D,
    layers.Cropping1D,
    layers.Cropping2D,
    layers.Cropping3D,
)
class ConvertRearranging(LayerConverter):
    """Elements elsewhere become connections between them; where nothing moves, nothing."""

    def refusal(self) -> str | None:
        """Refuse to interpolate."""
        if getattr(self.layer, "interpolation", "nearest") != "nearest":
            return f"interpolation is {self.layer.interpolation}, but must be nearest"
        return None

    def works_along_time(self) -> bool:
        """Whether elements move from step to step."""
        return self._sources() is None

    def convert(self) -> Any:
        """Add a Node and connect the elements; or pass on the input as it is."""
        sources = self._sources()
        assert sources is not None, "what works along time is refused before"
        n_inputs = int(np.prod(self.input_shape()))
        if np.array_equal(sources, np.arange(n_inputs)):
            return self.inputs[0]
        node = self.add_node()
        filled = np.flatnonzero(sources >= 0)
        self.connect(self.inputs[0][sources[filled].tolist()], node[filled.tolist()])
        return node

    def _sources(self) -> np.ndarray | None:
        """Return the element that each element of the output comes from, -1 for zeros.

        The layer itself is asked, with numbered elements. None if it mixes steps.
        """
        n_inputs = int(np.prod(self.input_shape()))
        n_steps = (self.call.inputs[0].shape[1] or 2) if self.has_time else 1
        time = (n_steps,) if self.has_time else ()
        numbers = np.arange(1, n_steps * n_inputs + 1, dtype="float32")
        moved = np.asarray(self.layer(numbers.reshape(1, *time, *self.input_shape())))
        if self.has_time and moved.shape[:2] != (1, n_steps):
            return None
        sources = moved.reshape(n_steps, -1).astype(int) - 1
        steps = np.where(sources >= 0, sources // n_inputs, np.arange(n_steps)[:, np.newaxis])
        stays_in_step = np.all(steps == np.arange(n_steps)[:, np.newaxis])
        return sources[0] if stays_in_step else None
