"""Matrix times vector, in the layouts that decoders, encoders and weights have."""

from __future__ import annotations

from nengo.engine.targets.compiled.kernels.compiling import kernel, ordered_kernel
from nengo.engine.targets.compiled.memory import floats, indices, integers, places


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
def columns_into(y, address, column, x, unit):
    """Increment y += A x for an A at an address, whose columns lie ``column`` bytes apart."""
    m, n = y.size, x.size
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
    m, x = c[1], floats(c[4], c[5], unit)
    columns_into(floats(c[2], m, unit), c[3], m * unit.itemsize, x, unit)


@kernel
def encode(c, p, unit):
    """Set y = b + A x for k matrices of one size: c = (_, k, blocks, m, n).

    ``blocks`` are (A, b, x, y), A stored column by column.
    """
    k, m, n = c[1], c[3], c[4]
    blocks = integers(c[2], 4 * k)
    for i in range(0, 4 * k, 4):
        encode_piece(floats(blocks[i + 3], m, unit), blocks[i : i + 3], m, n, 0, unit)


@kernel
def encode_piece(y, block, m, n, low, unit):
    """Set y to a piece of b + A x, from row ``low`` on; (A, b, x) are the addresses in ``block``.

    A has m rows and n columns.
    """
    column, at = m * unit.itemsize, low * unit.itemsize
    A, b, x = block[0] + at, floats(block[1] + at, y.size, unit), floats(block[2], n, unit)
    if n == 1:
        _biased_column(y, b, floats(A, y.size, unit), x[0])
    elif n == 2:
        second = floats(A + column, y.size, unit)
        _biased_columns(y, b, floats(A, y.size, unit), second, x[0], x[1])
    elif n == 3:
        second, third = floats(A + column, y.size, unit), floats(A + 2 * column, y.size, unit)
        _biased_three_columns(y, b, floats(A, y.size, unit), second, third, x[0], x[1], x[2])
    else:
        for i in range(y.size):
            y[i] = b[i]
        columns_into(y, A, column, x, unit)


@ordered_kernel
def _biased_column(y, b, a, x):
    for i in range(y.size):
        y[i] = b[i] + a[i] * x


@ordered_kernel
def _biased_columns(y, b, first, second, x0, x1):
    for i in range(y.size):
        y[i] = b[i] + (first[i] * x0 + second[i] * x1)


@ordered_kernel
def _biased_three_columns(y, b, first, second, third, x0, x1, x2):
    for i in range(y.size):
        y[i] = (b[i] + first[i] * x0) + (second[i] * x1 + third[i] * x2)


@kernel
def add_blocks(c, p, unit):
    """Increment y += A x for k matrices of one size: c = (_, k, blocks, m, n).

    ``blocks`` are (A, x, y), A stored row by row.
    """
    k, m, n = c[1], c[3], c[4]
    blocks = integers(c[2], 3 * k)
    row = n * unit.itemsize
    for i in range(0, 3 * k, 3):
        x, y = floats(blocks[i + 1], n, unit), floats(blocks[i + 2], m, unit)
        for j in range(m):
            y[j] += _dot(floats(blocks[i] + j * row, n, unit), x)


@kernel
def add_spikes(c, p, unit):
    """Increment y += A x where x is zero but for spikes: c = (_, k, blocks, m, who); p = (height,).

    ``blocks`` are (A, spans, y), for each of k ensembles. A is stored column by column, its address
    that of neuron 0 in the list ``who``, see `lower.spikes`.
    """
    k, m = c[1], c[3]
    blocks, height = integers(c[2], 3 * k), p[0]
    for i in range(0, 3 * k, 3):
        span = indices(blocks[i + 1], 2)
        who = places(c[4] + 4 * span[0], span[1] - span[0])
        if m == 1:
            floats(blocks[i + 2], 1, unit)[0] += height * _sum_at(floats(blocks[i], 1, unit), who)
        else:
            _add_chosen_columns(floats(blocks[i + 2], m, unit), blocks[i], who, height, unit)


@kernel
def _sum_at(a, chosen):
    # Not from a[0] on: addresses of neuron 0 may lie outside the array.
    total = a.dtype.type(0)
    for k in range(chosen.size):
        total += a[chosen[k]]
    return total


@kernel
def _add_chosen_columns(y, address, who, height, unit):
    m = y.size
    column = m * unit.itemsize
    k = 0
    while k + 4 <= who.size:
        _add_four_columns(
            y,
            floats(address + who[k] * column, m, unit),
            floats(address + who[k + 1] * column, m, unit),
            floats(address + who[k + 2] * column, m, unit),
            floats(address + who[k + 3] * column, m, unit),
            height,
            height,
            height,
            height,
        )
        k += 4
    while k < who.size:
        _add_column(y, floats(address + who[k] * column, m, unit), height)
        k += 1


@kernel
def add_spikes_by_rows(c, p, unit):
    """As `add_spikes`, with A stored row by row, in rows of n: c = (_, k, blocks, m, who, n)."""
    k, m, n = c[1], c[3], c[5]
    blocks, height = integers(c[2], 3 * k), p[0]
    row = n * unit.itemsize
    for i in range(0, 3 * k, 3):
        span, y = indices(blocks[i + 1], 2), floats(blocks[i + 2], m, unit)
        who = places(c[4] + 4 * span[0], span[1] - span[0])
        for j in range(m):
            y[j] += height * _sum_at(floats(blocks[i] + j * row, n, unit), who)


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
