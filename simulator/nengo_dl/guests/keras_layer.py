"""Layers and models of Keras."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import jax
import numpy as np

from nengo_dl.frameworks import import_keras
from nengo_dl.guests.base import Arrays, Guest


class KerasLayer(Guest):
    """A layer or model of Keras; one that has no weights yet makes them.

    Averages that move during training, as those of batch normalisation, stay where they are.

    Parameters
    ----------
    layer : keras.layers.Layer
    args : tuple of ndarray
        Examples of its arguments.
    options : dict, optional
        Examples of arguments by name.
    """

    def __init__(self, layer: Any, args: Arrays, options: dict[str, Any] | None = None) -> None:
        import_keras()  # refuses to go on where Keras does not run on JAX
        options = {} if options is None else options
        if not layer.built:
            layer(*args, **options)
        super().__init__(layer, tuple(np.asarray(v.value) for v in layer.trainable_variables))
        self.fixed = [np.asarray(v.value) for v in layer.non_trainable_variables]
        self.can_train = self._takes_training(args, options)

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the layer; see `Guest.apply`."""
        return self.call(weights, args, {}, key, training)

    def call(
        self, weights: Arrays, args: Arrays, options: dict[str, Any], key: Any, training: bool
    ) -> Any:
        """Call the layer like `apply`, with arguments by name in ``options``."""
        if self.can_train:
            options = {**options, "training": training}
        fixed = [_generator(key, i) if _is_seed(x) else x for i, x in enumerate(self.fixed)]
        y, _ = self.source.stateless_call(list(weights), fixed, *args, **options)
        return y

    def assign(self, weights: Arrays) -> None:
        """Write ``weights`` into the layer."""
        for variable, value in zip(self.source.trainable_variables, weights, strict=True):
            variable.assign(value)

    def _takes_training(self, args: Arrays, options: dict[str, Any]) -> bool:
        """Whether the layer knows of training, and only uses random numbers in it."""
        if "training" not in inspect.signature(self.source.call).parameters:
            return False
        options = {**options, "training": True}
        _, after = self.source.stateless_call(self.weights, self.fixed, *args, **options)
        pairs = zip(self.fixed, after, strict=True)
        moves = any(new is not old for old, new in pairs if not _is_seed(old))
        if moves:
            warnings.warn(
                f"{self.source.name} keeps moving averages, which do not move here. It runs as in "
                "inference, also while training.",
                stacklevel=2,
            )
        return not moves


def _is_seed(array: np.ndarray) -> bool:
    """Whether a fixed variable is the state of a random generator."""
    return array.dtype == np.uint32 and array.shape == (2,)


def _generator(key: Any, stream: int) -> Any:
    """Return a state for a generator of Keras, which keeps keys of JAX in the form of numbers."""
    return jax.random.key_data(jax.random.fold_in(key, stream))
