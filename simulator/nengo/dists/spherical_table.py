"""The inverse of the spherical area function, looked up in a table.

Without a table, the same call would give different numbers with different versions of SciPy.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import NamedTuple

import numpy as np

from nengo.exceptions import ValidationError


class Table(NamedTuple):
    """Points ``(x, y)`` of the function, one row for each dimension parameter in ``dims``."""

    dims: np.ndarray
    x: np.ndarray
    y: np.ndarray


def look_up(q: int, x: np.ndarray) -> np.ndarray:
    """Approximate ``scipy.special.betaincinv(q / 2, 0.5, x)``.

    Parameters
    ----------
    q : int
        Dimension parameter, at least 1. Between the rows of the table, rows are interpolated;
        beyond the last one, the last one is taken.
    x : ndarray
        Where to evaluate, in [0, 1].

    Raises
    ------
    ValidationError
        If ``q`` is not a positive integer.
    """
    if q < 1 or int(q) != q:
        raise ValidationError(f"q is {q}, but must be a positive integer.", attr="q")
    table = _table()
    above = int(np.searchsorted(table.dims, q))
    if above == len(table.dims) or table.dims[above] == q:
        row = min(above, len(table.dims) - 1)
        return np.interp(x, table.x[row], table.y[row])
    return _between_rows(table, above - 1, above, q, x)


def _between_rows(table: Table, lo: int, hi: int, q: int, x: np.ndarray) -> np.ndarray:
    w_lo = (table.dims[hi] - q) / (table.dims[hi] - table.dims[lo])
    w_hi = 1 - w_lo
    xp = w_lo * table.x[lo] + w_hi * table.x[hi]
    yp = w_lo * np.interp(xp, table.x[lo], table.y[lo])
    yp += w_hi * np.interp(xp, table.x[hi], table.y[hi])
    return np.interp(x, xp, yp)


@functools.cache
def _table() -> Table:
    file = resources.files(__package__) / "spherical_table.npz"
    with file.open("rb") as stream, np.load(stream) as data:
        return Table(data["dims"], data["x"], data["y"])
