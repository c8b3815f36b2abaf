"""The other neuron types: rates, integrators of rates, and Izhikevich's."""

from __future__ import annotations

import math

from nengo.engine.targets.compiled.kernels.compiling import kernel
from nengo.engine.targets.compiled.memory import floats


@kernel
def rectified(c, p, unit):
    """Rates of rectified linear neurons: c = (_, n, J, out); p = (amplitude,)."""
    n, amplitude = c[1], p[0]
    J, out = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        # Written so that NaN goes through.
        out[i] = amplitude * (J[i] * 0 if J[i] < 0 else J[i])


@kernel
def lif_rate(c, p, unit):
    """Rates of LIF neurons: c = (_, n, J, out); p = (tau_rc, tau_ref, amplitude)."""
    n, tau_rc, tau_ref, amplitude = c[1], p[0], p[1], p[2]
    J, out = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        j = J[i] - 1
        out[i] = 0
        if j > 0:
            out[i] = amplitude / (tau_ref + tau_rc * math.log1p(1 / j))


@kernel
def sigmoid(c, p, unit):
    """Rates of sigmoid neurons: c = (_, n, J, out); p = (tau_ref,)."""
    n, top = c[1], 1 / p[0]
    J, out = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        out[i] = top / (1 + math.exp(-J[i]))


@kernel
def tanh(c, p, unit):
    """Rates of tanh neurons: c = (_, n, J, out); p = (tau_ref,)."""
    n, top = c[1], 1 / p[0]
    J, out = floats(c[2], n, unit), floats(c[3], n, unit)
    for i in range(n):
        out[i] = top * math.tanh(J[i])


@kernel
def integrate_rates(c, p, unit):
    """Spike whenever the integral of a rate passes a whole number.

    c = (_, n, J, out, voltage); p = (dt, amplitude / dt, rectify): negative rates count, unless
    ``rectify`` is set.
    """
    n, dt, height, rectify = c[1], p[0], p[1], p[2] > 0
    J, out, voltage = floats(c[2], n, unit), floats(c[3], n, unit), floats(c[4], n, unit)
    for i in range(n):
        rate = J[i] * 0 if rectify and J[i] < 0 else J[i]
        v = voltage[i] + rate * dt
        count = math.floor(v)
        out[i] = height * count
        voltage[i] = v - count


@kernel
def izhikevich(c, p, unit):
    """Advance Izhikevich neurons: c = (_, n, J, out, voltage, recovery).

    p = (dt, tau_recovery, coupling, reset_voltage, reset_recovery).
    """
    n, dt = c[1], p[0]
    J, out = floats(c[2], n, unit), floats(c[3], n, unit)
    voltage, recovery = floats(c[4], n, unit), floats(c[5], n, unit)
    for i in range(n):
        j = -30 if J[i] < -30 else J[i]
        v, u = voltage[i], recovery[i]
        v += (0.04 * v * v + 5 * v + 140 - u + j) * 1000 * dt
        spiked = v >= 30
        out[i] = spiked / dt
        v = p[3] if spiked else v
        u += p[1] * (p[2] * v - u) * 1000 * dt
        voltage[i] = v
        recovery[i] = u + p[4] if spiked else u
