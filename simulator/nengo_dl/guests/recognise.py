"""Which framework something callable belongs to."""

from __future__ import annotations

import sys
from typing import Any

import jax
import numpy as np

from nengo.exceptions import ValidationError
from nengo_dl.guests.base import Guest, Shape
from nengo_dl.guests.function import plain_function
from nengo_dl.guests.keras_layer import KerasLayer
from nengo_dl.guests.pytree import Applied, FlaxModule, of_equinox
from nengo_dl.guests.torch_module import TorchModule


def as_guest(func: Any, shapes: list[Shape], dtype: str = "float32") -> Guest:
    """Bring something callable into the form that the engine compiles.

    Parameters
    ----------
    func : callable, Guest or (tree of ndarray, callable)
        A layer or model of Keras, a module of flax.nnx, equinox or PyTorch, a pair of parameters
        and a function that takes them first, or a function of jax.numpy or TensorFlow.
    shapes : list of tuple of int
        Shapes of its arguments, without the axis of the minibatch; the time has shape ().
    dtype : str
        Type of its arguments.

    Returns
    -------
    Guest

    Raises
    ------
    ValidationError
        If it is none of these.
    """
    if isinstance(func, Guest):
        return func
    if _is_a(func, "keras", "layers.Layer"):
        return KerasLayer(func, tuple(np.zeros((1, *shape), "float32") for shape in shapes))
    if _is_a(func, "flax.nnx", "Module"):
        return FlaxModule(func)
    if _is_a(func, "equinox", "Module"):
        return of_equinox(func)
    if _is_a(func, "torch", "nn.Module"):
        return TorchModule(func, shapes)
    if isinstance(func, tuple) and len(func) == 2 and callable(func[1]):
        return Applied(func)
    if callable(func):
        return plain_function(func, tuple(example(shape, dtype) for shape in shapes))
    raise ValidationError(
        f"{func!r} cannot be called. Pass a function, a layer or module, or (params, apply).",
        attr="tensor_func",
    )


def example(shape: Shape, dtype: str) -> Any:
    """Return what stands for an argument of this ``shape`` and ``dtype``: two items, or the time.

    There are two, so that an axis that was lost or added does not pass for one of length one.
    """
    return jax.ShapeDtypeStruct((2, *shape) if shape else (), np.dtype(dtype))


def _is_a(obj: Any, module: str, name: str) -> bool:
    """Tell whether an object is of a class of some framework, without importing that."""
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found is not None and isinstance(obj, found)
