"""Leaky integrate-and-fire neurons.

Three passes make it fast. The first advances every voltage without a branch or a library call:
over one step ``expm1`` has a small argument, for which a polynomial is exact to the last bits.
The second collects who crossed the threshold, again without a branch. The third does what only
those few need.
"""

from __future__ import annotations

import math

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import floats, indices

SMALL = 0.06
"""Largest dt / tau_rc for which the polynomials below are exact to the last bits."""


@kernel
def lif(c, p, unit):
    """Advance n neurons: c = (_, n, J, voltage, refractory, out, spikes); p = see `_advance`.

    p = (dt, tau_rc, tau_ref, min_voltage, amplitude / dt, small, eight Taylor coefficients of
    expm1(-t / tau_rc) in t).
    ``spikes`` is a list of n + 2 32-bit integers: how many spiked in the last step, then who.
    """
    n = c[1]
    J, voltage = floats(c[2], n, unit), floats(c[3], n, unit)
    refractory, out = floats(c[4], n, unit), floats(c[5], n, unit)
    spikes = indices(c[6], n + 2)
    if p[5] > 0:
        _advance(J, voltage, refractory, p)
    else:
        _advance_long_step(J, voltage, refractory, p)
    _silence(out, spikes)
    _collect(voltage, spikes)
    _spike(J, voltage, refractory, out, spikes, p)


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
def _silence(out, spikes):
    for k in range(spikes[0]):
        out[spikes[k + 1]] = 0


@kernel
def _collect(voltage, spikes):
    count = 0
    for i in range(voltage.size):
        spikes[count + 1] = i
        count += voltage[i] > 1
    spikes[0] = count


@kernel
def _spike(J, voltage, refractory, out, spikes, p):
    dt, tau_rc, tau_ref, height = p[0], p[1], p[2], p[4]
    for k in range(spikes[0]):
        i = spikes[k + 1]
        refractory[i] = tau_ref + (dt + tau_rc * _log1m((voltage[i] - 1) / (J[i] - 1)))
        voltage[i] = 0
        out[i] = height


@kernel
def _log1m(r):
    """Return log(1 - r); by its series where that is exact, which is nearly always."""
    if not r < SMALL:
        return math.log1p(-r)
    s = r * (1 / 10 + r * (1 / 11 + r * (1 / 12 + r / 13)))
    s = r * (1 / 6 + r * (1 / 7 + r * (1 / 8 + r * (1 / 9 + s))))
    return -r * (1 + r * (1 / 2 + r * (1 / 3 + r * (1 / 4 + r * (1 / 5 + s)))))


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
