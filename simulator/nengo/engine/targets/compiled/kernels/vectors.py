"""Fill, copy, add, multiply element by element."""

from __future__ import annotations

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import counter_value, floats, indices, integers


@kernel
def tick(c, p, unit):
    """Count a step and tell the time: c = (_, bits, counter, time); p = (dt,)."""
    if c[1] == 32:
        indices(c[2], 1)[0] += 1
    else:
        integers(c[2], 1)[0] += 1
    floats(c[3], 1, unit)[0] = counter_value(c[2], c[1]) * p[0]


@kernel
def fill(c, p, unit):
    """Set to a constant: c = (_, n, y); p = (value,)."""
    n, value = c[1], p[0]
    y = floats(c[2], n, unit)
    for i in range(n):
        y[i] = value


@kernel
def copy(c, p, unit):
    """Set y = x: c = (_, n, y, x)."""
    n = c[1]
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        y[i] = x[i]


@kernel
def add(c, p, unit):
    """Increment y += x: c = (_, n, y, x)."""
    n = c[1]
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        y[i] += x[i]


@kernel
def hold(c, p, unit):
    """Set y = x wherever x is a number: c = (_, n, y, x)."""
    n = c[1]
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        # NaN differs from itself.
        y[i] = x[i] if x[i] == x[i] else y[i]


@kernel
def copy_places(c, p, unit):
    """Set y[put] = x[take]: c = (_, n, y, x, put, take)."""
    n = c[1]
    put, take = indices(c[4], n), indices(c[5], n)
    # Places may lie anywhere; the arrays' own lengths do not matter to addresses.
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        y[put[i]] = x[take[i]]


@kernel
def add_places(c, p, unit):
    """Increment y[put] += x[take], repeated places included: c = (_, n, y, x, put, take)."""
    n = c[1]
    put, take = indices(c[4], n), indices(c[5], n)
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        y[put[i]] += x[take[i]]


@kernel
def add_scaled(c, p, unit):
    """Increment y += a * x with a number a in memory: c = (_, n, y, a, x)."""
    n = c[1]
    a = floats(c[3], 1, unit)[0]
    y, x = floats(c[2], n, unit), floats(c[4], n, unit)
    for i in range(n):
        y[i] += a * x[i]


@kernel
def add_product(c, p, unit):
    """Increment y += a * x, element by element: c = (_, n, y, a, x)."""
    n = c[1]
    y, a, x = floats(c[2], n, unit), floats(c[3], n, unit), floats(c[4], n, unit)
    for i in range(n):
        y[i] += a[i] * x[i]
