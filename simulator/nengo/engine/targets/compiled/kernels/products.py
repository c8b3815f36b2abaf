"""Matrix times vector, in the layouts that decoders, encoders and weights have."""

from __future__ import annotations

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import floats, indices


@kernel
def _dot(a, x):
    total = a[0] * x[0]
    for i in range(1, a.size):
        total += a[i] * x[i]
    return total


@kernel
def add_rows(c, p, unit):
    """Increment y += A x, A stored row by row: c = (_, m, y, A, x, n)."""
    m, n = c[1], c[5]
    y, x = floats(c[2], m, unit), floats(c[4], n, unit)
    row = unit.itemsize * n
    for j in range(m):
        y[j] += _dot(floats(c[3] + j * row, n, unit), x)


@kernel
def _add_column(y, a, x):
    for i in range(y.size):
        y[i] += a[i] * x


@kernel
def _add_four_columns(y, a, b, c, d, xa, xb, xc, xd):
    for i in range(y.size):
        y[i] += (a[i] * xa + b[i] * xb) + (c[i] * xc + d[i] * xd)


@kernel
def columns_into(y, address, x, unit):
    """Increment y += A x for an A stored column by column at an address."""
    m, n = y.size, x.size
    column = unit.itemsize * m
    k = 0
    # Four columns at a time read and write y a quarter as often.
    while k + 4 <= n:
        at = address + k * column
        _add_four_columns(
            y,
            floats(at, m, unit),
            floats(at + column, m, unit),
            floats(at + 2 * column, m, unit),
            floats(at + 3 * column, m, unit),
            x[k],
            x[k + 1],
            x[k + 2],
            x[k + 3],
        )
        k += 4
    while k < n:
        _add_column(y, floats(address + k * column, m, unit), x[k])
        k += 1


@kernel
def add_columns(c, p, unit):
    """Increment y += A x, A stored column by column: c = (_, m, y, A, x, n)."""
    columns_into(floats(c[2], c[1], unit), c[3], floats(c[4], c[5], unit), unit)


@kernel
def encode(c, p, unit):
    """Set y = b + A x for k matrices of one size, each stored column by column.

    c = (_, k, y, b, A, x, m, n): all y lie one behind the other, and so do all b, A and x.
    """
    k, m, n = c[1], c[6], c[7]
    step_m, step_n = m * unit.itemsize, n * unit.itemsize
    for block in range(k):
        y, b = floats(c[2] + block * step_m, m, unit), floats(c[3] + block * step_m, m, unit)
        A, x = c[4] + block * step_m * n, floats(c[5] + block * step_n, n, unit)
        if n == 1:
            _biased_column(y, b, floats(A, m, unit), x[0])
        elif n == 2:
            _biased_columns(y, b, floats(A, m, unit), floats(A + step_m, m, unit), x[0], x[1])
        else:
            for i in range(m):
                y[i] = b[i]
            columns_into(y, A, x, unit)


@kernel
def _biased_column(y, b, a, x):
    for i in range(y.size):
        y[i] = b[i] + a[i] * x


@kernel
def _biased_columns(y, b, first, second, x0, x1):
    for i in range(y.size):
        y[i] = b[i] + (first[i] * x0 + second[i] * x1)


@kernel
def add_blocks(c, p, unit):
    """Increment y += A x for k matrices of one size, each stored row by row.

    c = (_, k, y, A, x, m, n): all y lie one behind the other, and so do all A and x.
    """
    k, m, n = c[1], c[5], c[6]
    y = floats(c[2], k * m, unit)
    row = n * unit.itemsize
    for block in range(k):
        x = floats(c[4] + block * row, n, unit)
        for j in range(m):
            y[block * m + j] += _dot(floats(c[3] + (block * m + j) * row, n, unit), x)


@kernel
def add_spikes(c, p, unit):
    """Increment y += A x where x is mostly zero: c = (_, m, y, A, x, n, spikes).

    A is stored row by row; ``spikes`` holds the number of entries of x that are not zero, then
    their places. When many are, the plain product is faster.
    """
    m, n = c[1], c[5]
    n_spikes = indices(c[6], 1)[0]
    y, x = floats(c[2], m, unit), floats(c[4], n, unit)
    places = indices(c[6] + 4, n_spikes)
    row = unit.itemsize * n
    for j in range(m):
        a = floats(c[3] + j * row, n, unit)
        if 3 * n_spikes > n:
            y[j] += _dot(a, x)
        else:
            y[j] += _gathered_dot(a, x, places)


@kernel
def _gathered_dot(a, x, places):
    total = a[0] * 0
    for k in range(places.size):
        total += a[places[k]] * x[places[k]]
    return total


@kernel
def add_sparse(c, p, unit):
    """Increment y += A x, A in compressed rows: c = (_, m, y, data, x, starts, columns)."""
    m = c[1]
    y, x = floats(c[2], m, unit), floats(c[4], 1, unit)
    starts = indices(c[5], m + 1)
    data, columns = floats(c[3], starts[m], unit), indices(c[6], starts[m])
    for j in range(m):
        for k in range(starts[j], starts[j + 1]):
            y[j] += data[k] * x[columns[k]]
