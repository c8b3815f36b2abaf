"""Synapses: linear filters, and the triangle."""

from __future__ import annotations

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import floats


@kernel
def lowpass(c, p, unit):
    """Advance a filter whose one state is its output: c = (_, n, y, x, state); p = (a, b)."""
    n, a, b = c[1], p[0], p[1]
    y, x, state = floats(c[2], n, unit), floats(c[3], n, unit), floats(c[4], n, unit)
    for i in range(n):
        state[i] = a * state[i] + b * x[i]
        y[i] = state[i]


@kernel
def gain(c, p, unit):
    """Filter without memory: c = (_, n, y, x); p = (D,)."""
    n, D = c[1], p[0]
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        y[i] = D * x[i]


@kernel
def linear_filter(c, p, unit):
    """Advance a filter of k states: c = (_, n, y, x, states, k, system, scratch); p = (D,).

    ``states`` is (k, n), ``scratch`` (2 k,). ``system`` holds A row by row, then B, then C. Without
    feed-through (D = 0) the output is that of the state after this input, otherwise of the state
    before it.
    """
    n, k, D = c[1], c[5], p[0]
    y, x = floats(c[2], n, unit), floats(c[3], n, unit)
    states, system = floats(c[4], k * n, unit), floats(c[6], k * k + 2 * k, unit)
    before, after = floats(c[7], k, unit), floats(c[7] + k * unit.itemsize, k, unit)
    for i in range(n):
        u = x[i]
        for r in range(k):
            before[r] = states[r * n + i]
        for r in range(k):
            after[r] = system[k * k + r] * u
            for s in range(k):
                after[r] += system[r * k + s] * before[s]
            states[r * n + i] = after[r]
        y[i] = D * u
        for r in range(k):
            y[i] += system[k * k + k + r] * (after[r] if D == 0 else before[r])


@kernel
def triangle(c, p, unit):
    """Advance a triangular filter of k taps: c = (_, n, y, x, Y, X, Xi, k); p = (first, last)."""
    n, k, first, last = c[1], c[7], p[0], p[1]
    y, x, Y = floats(c[2], n, unit), floats(c[3], n, unit), floats(c[4], n, unit)
    X, Xi = floats(c[5], k * n, unit), floats(c[6], 1, unit)
    at = (int(Xi[0]) + 1) % k
    Xi[0] = at
    for i in range(n):
        u, total = x[i], Y[i] * 0
        for r in range(k):
            total += X[r * n + i]
        Y[i] += first * u - total
        X[at * n + i] = last * u
        y[i] = Y[i]
