"""Inputs that are known beforehand: rows of a table, by the time or one after the other."""

from __future__ import annotations

import math

import numpy as np

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import floats, integers


@kernel
def _write_row(c, table, i, unit):
    n = c[1]
    y, row = floats(c[2], n, unit), floats(table + i * n * unit.itemsize, n, unit)
    for k in range(n):
        y[k] = row[k]


@kernel
def show(c, p, unit):
    """Set y to the row of the moment: c = (_, n, y, table, n_rows, time).

    p = (offset, period, shift): the row is the whole part of (time - offset) / period + shift;
    after the last one comes the first.
    """
    t = np.float64(floats(c[5], 1, unit)[0])
    i = math.floor((t - p[0]) / p[1] + p[2])
    _write_row(c, c[3], i % c[4], unit)


@kernel
def show_piece(c, p, unit):
    """Set y to the last row that has begun: c = (_, n, y, table, n_rows, time, times).

    ``times`` are n_rows - 1 float64 numbers in ascending order: when the rows after the first one
    begin. p = (half a step,), so that rounding does not delay a row.
    """
    t = np.float64(floats(c[5], 1, unit)[0]) + p[0]
    times = floats(c[6], c[4] - 1, p)
    # Most tables are short, and a few comparisons cost nothing.
    i = 0
    while i < times.size and times[i] < t:
        i += 1
    _write_row(c, c[3], i, unit)


@kernel
def used_up(c, p, unit):
    """Whether all prepared rows have been taken: c = (_, position, n_rows)."""
    return integers(c[1], 1)[0] >= c[2]


@kernel
def next_row(c, p, unit):
    """Set y to the next prepared row: c = (_, n, y, table, position).

    p = (factor,), by which the row is multiplied. The table is of float64 numbers, whatever the
    model's type.
    """
    n, factor, position = c[1], p[0], integers(c[4], 1)
    y, row = floats(c[2], n, unit), floats(c[3] + position[0] * n * 8, n, p)
    position[0] += 1
    for k in range(n):
        y[k] = row[k] * factor
