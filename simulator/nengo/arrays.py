"""The few shape and dtype helpers everyone needs."""

from __future__ import annotations

import numbers
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np

from nengo.exceptions import ValidationError

maxint = np.iinfo(np.int32).max
"""Bound (exclusive) of the seeds drawn from a generator."""

maxseed = np.iinfo(np.uint32).max
"""Largest seed a legacy NumPy generator takes."""

Shape = tuple[int, ...]
"""Lengths of the axes of an array."""

Rng = Any
"""A legacy NumPy generator, `numpy.random.RandomState`, or the module `numpy.random` itself."""


def is_integer(obj: Any) -> bool:
    """Whether ``obj`` is a Python or NumPy integer."""
    return isinstance(obj, int | np.integer)


def is_number(obj: Any, check_complex: bool = False) -> bool:
    """Whether ``obj`` is a real (with ``check_complex``, a complex) Python or NumPy number."""
    return isinstance(obj, numbers.Complex if check_complex else numbers.Real)


def is_iterable(obj: Any) -> bool:
    """Whether one can loop over ``obj``; an array without axes does not count."""
    return obj.ndim > 0 if isinstance(obj, np.ndarray) else isinstance(obj, Iterable)


def is_array(obj: Any) -> bool:
    """Whether ``obj`` is a NumPy array."""
    return isinstance(obj, np.ndarray)


def is_array_like(obj: Any) -> bool:
    """Whether ``obj`` is an array, a number, or a list or tuple that may become an array."""
    return is_array(obj) or is_number(obj) or isinstance(obj, list | tuple)


def is_spmatrix(obj: Any) -> bool:
    """Whether ``obj`` is a SciPy sparse matrix or array."""
    # While nobody has loaded SciPy's module, which takes long, there is no such matrix.
    sparse = sys.modules.get("scipy.sparse")
    return sparse is not None and sparse.issparse(obj)


def as_shape(x: int | Iterable[int] | None, min_dim: int = 0) -> Shape:
    """Make a shape from ``x``, a size or a sequence, with leading ones up to ``min_dim`` axes."""
    if is_integer(x):
        shape: Shape = (x,)  # type: ignore[assignment]
    elif is_iterable(x):
        shape = tuple(x)  # type: ignore[arg-type]
    else:
        raise ValueError(f"{x!r} is no shape. Pass an integer, or a sequence of integers.")
    return broadcast_shape(shape, min_dim)


def broadcast_shape(shape: Shape, length: int) -> Shape:
    """Pad a shape with leading ones until it has at least ``length`` axes."""
    return (1,) * (length - len(shape)) + tuple(shape)


def array(
    x: Any, dims: int | None = None, min_dims: int = 0, readonly: bool = False, **kwargs: Any
) -> np.ndarray:
    """Copy into an array with trailing axes of length one added as needed.

    Parameters
    ----------
    x : array-like
        The values.
    dims : int, optional
        Number of axes the result has; `ValidationError` if ``x`` has more.
    min_dims : int
        Number of axes the result has at least.
    readonly : bool
        Whether the result refuses to be written.
    **kwargs
        Passed to `numpy.array`.
    """
    y = np.array(x, **kwargs)
    wanted = max(min_dims, y.ndim) if dims is None else max(dims, min_dims)
    if y.ndim > wanted:
        raise ValidationError(
            f"the array has {y.ndim} axes, but at most {wanted} are allowed. Reshape it first.",
            attr="dims",
        )
    y = y.reshape(y.shape + (1,) * (wanted - y.ndim))
    if readonly:
        y.flags.writeable = False
    return y


def array_hash(a: Any, n: int = 100) -> int:
    """Hash an array ``a`` by its shape and at most ``n`` of its entries.

    Equal arrays have equal hashes whatever their dtype. Larger arrays are sampled at the same
    pseudo-random places each time.
    """
    if not is_array(a):
        return hash(a)
    entries = a.ravel()
    if a.size > n:
        entries = entries[np.random.RandomState(a.size % maxint).randint(a.size, size=n)]
    return hash((a.shape, tuple(entries.tolist())))


def array_offset(x: np.ndarray) -> int:
    """Bytes between the start of the memory that ``x`` is a view of and its first element."""
    if x.base is None:
        return 0
    base_start = x.base.__array_interface__["data"][0]
    return x.__array_interface__["data"][0] - base_start


def norm(
    x: Any, axis: int | tuple[int, ...] | None = None, keepdims: bool = False
) -> np.ndarray | np.floating:
    """Euclidean length of ``x`` along ``axis`` (of all), which ``keepdims`` keeps as ones."""
    return np.sqrt(np.sum(np.asarray(x) ** 2, axis=axis, keepdims=keepdims))


def rms(
    x: Any, axis: int | tuple[int, ...] | None = None, keepdims: bool = False
) -> np.ndarray | np.floating:
    """Root mean square of ``x`` along ``axis`` (of all), which ``keepdims`` keeps as ones."""
    return np.sqrt(np.mean(np.asarray(x) ** 2, axis=axis, keepdims=keepdims))
