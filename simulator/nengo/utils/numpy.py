"""Numbers and arrays: what is one, what shape it has, how far two are apart."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy import clip

from nengo.arrays import (
    array,
    array_hash,
    array_offset,
    as_shape,
    broadcast_shape,
    is_array,
    is_array_like,
    is_integer,
    is_iterable,
    is_number,
    is_spmatrix,
    maxint,
    maxseed,
    norm,
    rms,
)

__all__ = [
    "array",
    "array_hash",
    "array_offset",
    "as_shape",
    "broadcast_shape",
    "clip",
    "compare",
    "is_array",
    "is_array_like",
    "is_integer",
    "is_iterable",
    "is_number",
    "is_spmatrix",
    "maxint",
    "maxseed",
    "meshgrid_nd",
    "norm",
    "nrmse",
    "rms",
    "rmse",
]

Axis = int | tuple[int, ...] | None
"""Axis or axes over which a measure is taken; None means all of them."""


def __getattr__(name: str) -> Any:
    """Fetch ``scipy_sparse``, the module `scipy.sparse`, which takes long to load."""
    if name == "scipy_sparse":
        import scipy.sparse

        return scipy.sparse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def compare(a: Any, b: Any) -> int:
    """Tell the order of two values: -1 if ``a`` comes first, 1 if ``b`` does, 0 if neither."""
    return int(a > b) - int(a < b)


def meshgrid_nd(*args: Any) -> tuple[np.ndarray, ...]:
    """Spread the values of each axis over a grid.

    Parameters
    ----------
    *args : (n_i,) array-like
        The values along axis ``i``.

    Returns
    -------
    tuple of (n_0, n_1, …) ndarray
        For each axis, its value at every point of the grid.
    """
    return tuple(np.array(grid) for grid in np.meshgrid(*args, indexing="ij"))


def rmse(x: Any, y: Any, axis: Axis = None, keepdims: bool = False) -> np.ndarray | np.floating:
    """Root of the mean squared difference.

    Deprecated: use ``rms(x - y, axis, keepdims)``.
    """
    warnings.warn("rmse is deprecated. Use rms(x - y) instead.", DeprecationWarning, stacklevel=2)
    return rms(np.asarray(x) - np.asarray(y), axis=axis, keepdims=keepdims)


def nrmse(a: Any, b: Any, axis: Axis = None, keepdims: bool = False) -> np.ndarray | np.floating:
    """Root mean square of ``a - b``, relative to that of ``b``.

    Parameters
    ----------
    a : array-like
        The values to judge.
    b : array-like
        What they should be.
    axis : int or tuple of int, optional
        Axes over which the mean is taken; all by default.
    keepdims : bool
        Whether these axes stay, with length one.
    """
    a, b = np.asarray(a), np.asarray(b)
    return rms(a - b, axis=axis, keepdims=keepdims) / rms(b, axis=axis, keepdims=keepdims)
