"""Factors found once and kept as long as the activities that they belong to.

Connections from one ensemble decode different targets from the same activities. While building,
these activities are one read-only array, by which the factor is found again. It is forgotten
with the array.
"""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np

from nengo.solvers.normal_equations import Factor

_kept: dict[int, dict[Any, Factor]] = {}
"""``id`` of an array → which equations → their factor."""


def factor_of(A: Any, diagonal: Any, transpose: bool) -> Factor:
    """Return a factor of ``Aᵀ A``, or transposed of ``A Aᵀ``, plus a diagonal.

    Parameters
    ----------
    A : (m, n) ndarray or LargeMatrix
        Activities. If they can be written to, nothing is kept.
    diagonal : float or (n,) ndarray
        What is added to the diagonal.
    transpose : bool
        Whether to multiply the other way round.
    """
    B = A.T if transpose else A
    if isinstance(A, np.ndarray) and A.flags.writeable:
        return Factor(B, diagonal)
    if id(A) not in _kept:
        _kept[id(A)] = {}
        weakref.finalize(A, _kept.pop, id(A)).atexit = False
    key = (transpose, np.asarray(diagonal).tobytes())
    if key not in _kept[id(A)]:
        _kept[id(A)][key] = Factor(B, diagonal)
    return _kept[id(A)][key]
