"""Learning rules: the change of decoders, weights or encoders that a step asks for."""

from __future__ import annotations

from nengo.engine.targets.compiled.kernels.compiling import exact_kernel, kernel
from nengo.engine.targets.compiled.kernels.products import _dot
from nengo.engine.targets.compiled.memory import floats, integers


@exact_kernel
def _scale_into(y, a, x):
    for i in range(y.size):
        y[i] = a * x[i]


@exact_kernel
def outer(c, p, unit):
    """Set delta = s · a bᵀ: c = (_, m, delta, a, b, n); p = (s,). PES is this."""
    m, n = c[1], c[5]
    a, b = floats(c[3], m, unit), floats(c[4], n, unit)
    for j in range(m):
        _scale_into(floats(c[2] + j * n * unit.itemsize, n, unit), p[0] * a[j], b)


@exact_kernel
def keep_factors(c, p, unit):
    """Keep s · a and b instead of s · a bᵀ: c = (_, m, a, kept a, n, b, kept b, is kept).

    p = (s,).
    """
    m, n = c[1], c[4]
    _scale_into(floats(c[3], m, unit), p[0], floats(c[2], m, unit))
    _scale_into(floats(c[6], n, unit), 1.0, floats(c[5], n, unit))
    integers(c[7], 1)[0] = 1


@exact_kernel
def outer_of_kept(c, p, unit):
    """Set delta = a bᵀ, if factors are kept, and forget them: c = (…, is kept); see `outer`."""
    m, n, is_kept = c[1], c[5], integers(c[6], 1)
    a, b = floats(c[3], m, unit), floats(c[4], n, unit)
    if is_kept[0]:
        for j in range(m):
            _scale_into(floats(c[2] + j * n * unit.itemsize, n, unit), a[j], b)
    is_kept[0] = 0


@exact_kernel
def add_outer(c, p, unit):
    """Increment y += a bᵀ: c = (_, m, y, a, b, n, delta, is kept).

    As long as no factors are kept, ``delta`` is what is added.
    """
    m, n, is_kept = c[1], c[5], integers(c[7], 1)[0]
    a, b = floats(c[3], m, unit), floats(c[4], n, unit)
    for j in range(m):
        at = j * n * unit.itemsize
        y = floats(c[2] + at, n, unit)
        if is_kept:
            _add_scaled(y, a[j], b)
        else:
            _add_scaled(y, 1.0, floats(c[6] + at, n, unit))


@exact_kernel
def _add_scaled(y, a, x):
    # The product is rounded before it is added, as if it had been written: whether it is depends
    # on who looks at it, and looking must not change any number.
    for i in range(y.size):
        y[i] += a * x[i]


@kernel
def bcm(c, p, unit):
    """Set delta by BCM: c = (_, m, delta, post, pre, n, theta); p = (rate · dt,)."""
    m, n = c[1], c[5]
    post, pre, theta = floats(c[3], m, unit), floats(c[4], n, unit), floats(c[6], m, unit)
    for j in range(m):
        row = floats(c[2] + j * n * unit.itemsize, n, unit)
        _scale_into(row, p[0] * post[j] * (post[j] - theta[j]), pre)


@kernel
def _oja_row(delta, weights, pre, grow, shrink):
    for i in range(delta.size):
        delta[i] = grow * pre[i] - shrink * weights[i]


@kernel
def oja(c, p, unit):
    """Set delta by Oja: c = (_, m, delta, post, pre, n, weights); p = (rate · dt, beta)."""
    m, n = c[1], c[5]
    post, pre = floats(c[3], m, unit), floats(c[4], n, unit)
    for j in range(m):
        at = j * n * unit.itemsize
        delta, weights = floats(c[2] + at, n, unit), floats(c[6] + at, n, unit)
        _oja_row(delta, weights, pre, p[0] * post[j], p[0] * p[1] * post[j] * post[j])


@kernel
def voja(c, p, unit):
    """Set delta by Voja: c = (_, m, delta, post, x, n, encoders, scale, learn); p = (rate · dt,).

    m neurons of n dimensions; ``learn`` is one number, zero to stop learning.
    """
    m, n = c[1], c[5]
    post, x = floats(c[3], m, unit), floats(c[4], n, unit)
    scale, rate = floats(c[7], m, unit), p[0] * floats(c[8], 1, unit)[0]
    for j in range(m):
        at = j * n * unit.itemsize
        delta, encoders = floats(c[2] + at, n, unit), floats(c[6] + at, n, unit)
        _oja_row(delta, encoders, x, rate * scale[j] * post[j], rate * post[j])


@kernel
def rls(c, p, unit):
    """Set delta by recursive least squares: c = (_, m, delta, error, r, n, P, gain)."""
    m, n = c[1], c[5]
    error, r = floats(c[3], m, unit), floats(c[4], n, unit)
    gain = floats(c[7], n, unit)
    for i in range(n):
        gain[i] = _dot(floats(c[6] + i * n * unit.itemsize, n, unit), r)
    k = 1 / (1 + _dot(r, gain))
    for i in range(n):
        _subtract_scaled(floats(c[6] + i * n * unit.itemsize, n, unit), k * gain[i], gain)
    for j in range(m):
        _scale_into(floats(c[2] + j * n * unit.itemsize, n, unit), -k * error[j], gain)


@kernel
def _subtract_scaled(y, a, x):
    for i in range(y.size):
        y[i] -= a * x[i]
