"""Zeros that signals share: most of a model's memory begins with them, and nobody changes them."""

from __future__ import annotations

import math

import numpy as np

_pools: dict[np.dtype, np.ndarray] = {}
"""Type → the longest array so far; shorter ones are parts of it."""


def shared_zeros(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """(...) read-only ndarray of zeros, which takes no memory of its own."""
    n, dtype = math.prod(shape), np.dtype(dtype)
    pool = _pools.get(dtype)
    if pool is None or pool.size < n:
        pool = _pools[dtype] = np.zeros(n, dtype)
        pool.flags.writeable = False
    return pool[:n].reshape(shape)
