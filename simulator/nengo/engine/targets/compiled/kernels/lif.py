"""Leaky integrate-and-fire neurons, from the input of their ensembles to the list of spikes.

Neurons are advanced in pieces so small that all a piece needs stays in the fastest memory. For each
piece, its currents are computed, then come three passes. The first advances every voltage without
a branch or a library call: over one step ``expm1`` has a small argument, for which a polynomial is
exact to the last bits. The second collects who crossed the threshold, again without a branch. The
third does what only those few need.
"""

from __future__ import annotations

import math

from nengo.engine.targets.compiled.kernels.compiling import exact_kernel, kernel
from nengo.engine.targets.compiled.kernels.products import encode_piece
from nengo.engine.targets.compiled.kernels.threshold import collect
from nengo.engine.targets.compiled.memory import floats, indices, integers, places

SMALL = 0.06
"""Largest dt / tau_rc for which the polynomials below are exact to the last bits."""

PIECE = 512
"""Neurons in a piece, at most."""

LANES = 16
"""Numbers that compiled code may treat at once; a piece is a multiple."""


@kernel
def lif(c, p, unit):
    """Advance k ensembles of m neurons and n dimensions each.

    c = (_, k, blocks, m, n, voltage, refractory, out, who, spans, first, scratch)

    ``blocks`` are (A, bias, x) of each ensemble, A stored column by column: its currents are
    bias + A x. With n = 0 they are ``bias``. Voltages and all else of an ensemble follow those of
    the one before. ``out`` may be 0: then nobody reads it. ``who`` and ``spans`` are lists of
    spikes, see `lower.spikes`, in which the first neuron here has the number ``first``.
    ``scratch`` is room for 4 `PIECE` floats.

    p = (dt, tau_rc, tau_ref, min_voltage, amplitude / dt, small, eight Taylor coefficients of
    expm1(-t / tau_rc) in t).
    """
    k, m = c[1], c[3]
    if c[7]:
        _silence(floats(c[7] - c[10] * unit.itemsize, 1, unit), c[8], indices(c[9], 2 * k))
    count = c[10]
    at_once = max(1, PIECE // m)
    for begin in range(0, k, at_once):
        end = min(begin + at_once, k)
        for low in range(0, m, PIECE):
            width = min(PIECE, m - low)
            start, total = (begin * m + low) * unit.itemsize, (end - begin) * width
            _set_currents(c, begin, end, low, width, unit)
            J, voltage = floats(c[11], total, unit), floats(c[5] + start, total, unit)
            refractory = floats(c[6] + start, total, unit)
            if p[5] > 0:
                _advance(J, voltage, refractory, p)
            else:
                _advance_long_step(J, voltage, refractory, p)
            before, count = count, _collect(c, begin, end, low, width, count, unit)
            _spike(c, p, before, count, begin * m + low, unit)


@kernel
def _set_currents(c, begin, end, low, width, unit):
    """Compute the currents of a piece: of some ensembles, or of a part of one."""
    blocks = integers(c[2], 3 * c[1])
    for b in range(begin, end):
        J = floats(c[11] + (b - begin) * width * unit.itemsize, width, unit)
        encode_piece(J, blocks[3 * b : 3 * b + 3], c[3], c[4], low, unit)


@exact_kernel
def _collect(c, begin, end, low, width, count, unit):
    """Append to the list who in a piece is above threshold; returns the length of the list."""
    spans = indices(c[9], 2 * c[1])
    for b in range(begin, end):
        if low == 0:
            spans[2 * b] = count
        at = b * c[3] + low
        count = collect(c[5] + at * unit.itemsize, width, c[8], count, c[10] + at, unit)
        spans[2 * b + 1] = count
    return count


@exact_kernel
def _silence(out, who, spans):
    for b in range(0, spans.size, 2):
        for i in places(who + 4 * spans[b], spans[b + 1] - spans[b]):
            out[i] = 0


@kernel
def _advance(J, voltage, refractory, p):
    dt, min_voltage = p[0], p[3]
    a1, a2, a3, a4, a5, a6, a7, a8 = p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13]
    for i in range(J.size):
        rest = refractory[i] - dt
        refractory[i] = rest
        # The part of the step that lies outside the refractory period.
        t = min(max(dt - rest, dt * 0), dt)
        decay = t * (a1 + t * (a2 + t * (a3 + t * (a4 + t * (a5 + t * (a6 + t * (a7 + t * a8)))))))
        v = voltage[i] - (J[i] - voltage[i]) * decay
        # Not min(): NaN must stay NaN, for it to be found.
        voltage[i] = min_voltage if v < min_voltage else v


@kernel
def _advance_long_step(J, voltage, refractory, p):
    dt, tau_rc, min_voltage = p[0], p[1], p[3]
    for i in range(J.size):
        refractory[i] -= dt
        t = min(max(dt - refractory[i], dt * 0), dt)
        v = voltage[i] - (J[i] - voltage[i]) * math.expm1(-t / tau_rc)
        voltage[i] = min_voltage if v < min_voltage else v


@kernel
def _spike(c, p, before, count, start, unit):
    """Reset those who spiked: from ``before`` to ``count`` in the list."""
    n, size = count - before, unit.itemsize
    # Neurons are told by their numbers in the list.
    shift = (c[10] + start) * size
    who = places(c[8] + 4 * before, n)
    J, voltage = floats(c[11] - shift, 1, unit), floats(c[5] - c[10] * size, 1, unit)
    refractory = floats(c[6] - c[10] * size, 1, unit)
    # Whole groups of lanes, so that the compiler needs no other code for the last few.
    full = n + -n % LANES
    v, j = floats(c[11] + PIECE * size, full, unit), floats(c[11] + 2 * PIECE * size, full, unit)
    for k in range(n):
        v[k] = voltage[who[k]]
        j[k] = J[who[k]]
    for k in range(n, full):
        v[k], j[k] = 1, 2
    silent = floats(c[11] + 3 * PIECE * size, full, unit)
    _stay_silent(silent, v, j, p)
    for k in range(n):
        refractory[who[k]] = silent[k]
        voltage[who[k]] = 0
    if c[7]:
        out = floats(c[7] - c[10] * size, 1, unit)
        for k in range(n):
            out[who[k]] = p[4]


@kernel
def _stay_silent(silent, v, J, p):
    """Compute how long neurons will be silent that have crossed the threshold within the step."""
    tau_rc, longest = p[1], p[2] + p[0]
    n_large = 0
    for k in range(LANES * (silent.size // LANES)):
        r = (v[k] - 1) / (J[k] - 1)
        n_large += abs(r) > SMALL
        silent[k] = longest + tau_rc * _log1m(r)
    if n_large:
        for k in range(silent.size):
            silent[k] = longest + tau_rc * math.log1p(-(v[k] - 1) / (J[k] - 1))


@kernel
def _log1m(r):
    """Return log(1 - r) by its series, exact where r is small."""
    s = r * (1 / 10 + r * (1 / 11 + r * (1 / 12 + r * (1 / 13))))
    s = r * (1 / 6 + r * (1 / 7 + r * (1 / 8 + r * (1 / 9 + s))))
    return -r * (1 + r * (1 / 2 + r * (1 / 3 + r * (1 / 4 + r * (1 / 5 + s)))))


@exact_kernel
def show_spikes(c, p, unit):
    """Write what was left out: c = (_, m, out, who, spans, first); p = (amplitude / dt,)."""
    m, span = c[1], indices(c[4], 2)
    out = floats(c[2], m, unit)
    for i in range(m):
        out[i] = 0
    for i in places(c[3] + 4 * span[0], span[1] - span[0]):
        out[i - c[5]] = p[0]


@kernel
def subtract(c, p, unit):
    """Set y = a - b, the current left after adaptation: c = (_, n, y, a, b)."""
    n = c[1]
    y, a, b = floats(c[2], n, unit), floats(c[3], n, unit), floats(c[4], n, unit)
    for i in range(n):
        y[i] = a[i] - b[i]


@kernel
def adapt(c, p, unit):
    """Follow the output: c = (_, n, adaptation, out); p = (dt / tau_n, inc_n)."""
    n, rate, inc_n = c[1], p[0], p[1]
    adaptation, out = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        adaptation[i] += rate * (inc_n * out[i] - adaptation[i])
