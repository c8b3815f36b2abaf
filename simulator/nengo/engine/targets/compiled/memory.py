"""Reach the arrays of a model from the compiled loop by their addresses.

The loop is compiled once and must serve every model, so arrays cannot be its arguments: a row of
the table holds the address and length of each array it touches, and kernels turn these back into
arrays. Whoever makes a table keeps the arrays alive and where they are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import carray, njit, types
from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def _as_pointer(typing: Any, address: Any) -> Any:
    """Turn an integer into a pointer."""
    signature = types.voidptr(types.intp)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> ir.Value:
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return signature, generate


@njit(inline="always")
def floats(address, n, unit):
    """Return the (n,) array at an address, of the float type that ``unit`` has."""
    return carray(_as_pointer(address), (n,), unit.dtype)


@njit(inline="always")
def integers(address, n):
    """Return the (n,) array of 64-bit integers at an address."""
    return carray(_as_pointer(address), (n,), np.int64)


@njit(inline="always")
def counter_value(address, bits):
    """Return the number in a counter of 32 or 64 bits."""
    if bits == 32:
        return np.int64(carray(_as_pointer(address), (1,), np.int32)[0])
    return carray(_as_pointer(address), (1,), np.int64)[0]


@njit(inline="always")
def indices(address, n):
    """Return the (n,) array of 32-bit integers at an address."""
    return carray(_as_pointer(address), (n,), np.int32)


@njit(inline="always")
def places(address, n):
    """Return the (n,) array of unsigned 32-bit integers at an address: as indices, the fastest."""
    return carray(_as_pointer(address), (n,), np.uint32)
