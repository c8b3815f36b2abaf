"""Rows of the table of neurons: the types of the core, and those of ours.

Names of constants and states are those of the neuron types, symbols those of their formulas:
``p`` constants, ``J`` current, ``A`` amplitude.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from nengo.neurons import (
    LIF,
    AdaptiveLIF,
    AdaptiveLIFRate,
    Izhikevich,
    LIFRate,
    PoissonSpiking,
    RectifiedLinear,
    RegularSpiking,
    Sigmoid,
    SpikingRectifiedLinear,
    StochasticSpiking,
    Tanh,
)
from nengo_dl.builder.neurons import (
    Array,
    Constants,
    Curve,
    NeuronMath,
    State,
    Step,
    apply_curve,
    register_neurons,
)
from nengo_dl.neurons import LeakyReLU, SoftLIFRate, SpikingLeakyReLU

SMALLEST_OVERDRIVE = 1e-6
"""Overdrive from which on the slope of a hard LIF neuron, infinite at threshold, counts."""

MANY_SPIKES = 50
"""Expected spikes in a step from which on their number is drawn as if it were normal."""

FAR_BELOW, FAR_ABOVE = -20.0, 30.0
"""Smoothed overdrives beyond which its limits are exact in single precision."""


def without_state(curve: Curve) -> Step:
    """Make the step of a type whose output is its curve."""
    return lambda p, dt, J, state: (curve(p, J), state)


def lif_rate(p: Constants, J: Array) -> Array:
    """Rates of leaky integrate-and-fire neurons."""
    z = jnp.maximum(J - 1, 0)
    # Without overdrive log1p gets infinity, and the rate is zero.
    return p["amplitude"] / (p["tau_ref"] + p["tau_rc"] * jnp.log1p(1 / z))


def lif_slope(p: Constants, J: Array) -> Array:
    """Differentiate `lif_rate`."""
    z = jnp.maximum(J - 1, SMALLEST_OVERDRIVE)
    rate = 1 / (p["tau_ref"] + p["tau_rc"] * jnp.log1p(1 / z))
    slope = p["amplitude"] * rate * rate * p["tau_rc"] / (z * (z + 1))
    return jnp.where(J > 1, slope, 0)


def lif_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Integrate exactly over the part of the step that is not refractory; then spike."""
    refractory_time = state["refractory_time"] - dt
    delta_t = jnp.clip(dt - refractory_time, 0, dt)
    v = state["voltage"]
    v = v - (J - v) * jnp.expm1(-delta_t / p["tau_rc"])
    spiked = v > 1
    # Where nothing spiked the logarithm is not used, but must not be of a negative number.
    overshoot = jnp.where(spiked, (v - 1) / jnp.where(spiked, J - 1, 1), 0)
    spike_time = dt + p["tau_rc"] * jnp.log1p(-overshoot)
    new_state = {
        "voltage": jnp.where(spiked, 0, jnp.maximum(v, p["min_voltage"])),
        "refractory_time": jnp.where(spiked, p["tau_ref"] + spike_time, refractory_time),
    }
    return spiked * (p["amplitude"] / dt), new_state


def soft_overdrive(J: Array, sigma: Array) -> tuple[Array, Array]:
    """Give the smoothed overdrive, and ``log(1 + 1/z)`` of it, without overflow."""
    x = (J - 1) / sigma
    inside = jnp.clip(x, FAR_BELOW, FAR_ABOVE)
    z = sigma * jnp.where(x > FAR_ABOVE, x, jnp.log1p(jnp.exp(inside)))
    return z, jnp.where(x < FAR_BELOW, -x - jnp.log(sigma), jnp.log1p(1 / z))


def soft_lif_rate(p: Constants, J: Array, sigma: float | None = None) -> Array:
    """Rates of leaky integrate-and-fire neurons with a smoothed threshold."""
    _, q = soft_overdrive(J, p["sigma"] if sigma is None else sigma)
    return p["amplitude"] / (p["tau_ref"] + p["tau_rc"] * q)


def soft_lif_slope(p: Constants, J: Array, sigma: float | None = None) -> Array:
    """Differentiate `soft_lif_rate`."""
    sigma = p["sigma"] if sigma is None else sigma
    z, q = soft_overdrive(J, sigma)
    x = (J - 1) / sigma
    # dq/dJ = -sigmoid(x) / (z (z + 1)), whose limit far below threshold is -1/sigma.
    dq = jnp.where(x < FAR_BELOW, 1 / sigma, jax.nn.sigmoid(x) / (z * (z + 1)))
    rate = 1 / (p["tau_ref"] + p["tau_rc"] * q)
    return p["amplitude"] * rate * rate * p["tau_rc"] * dq


def smoothed_lif(sigma: float) -> NeuronMath:
    """Give LIF neurons that are trained by a smoothed curve."""
    curve, slope = partial(soft_lif_rate, sigma=sigma), partial(soft_lif_slope, sigma=sigma)
    return NeuronMath(lif_step, curve, slope, LIF_CURVE)


def relu(p: Constants, J: Array) -> Array:
    """Rectified current."""
    return p["amplitude"] * jnp.maximum(J, 0)


def relu_slope(p: Constants, J: Array) -> Array:
    """Differentiate `relu`."""
    return jnp.where(J > 0, p["amplitude"], jnp.zeros_like(J))


def leaky_relu(p: Constants, J: Array) -> Array:
    """Rectified current, and some of what is negative."""
    return p["amplitude"] * _leak(p, J)


def leaky_relu_slope(p: Constants, J: Array) -> Array:
    """Differentiate `leaky_relu`."""
    return p["amplitude"] * jnp.where(J < 0, p["negative_slope"], jnp.ones_like(J))


def _leak(p: Constants, J: Array) -> Array:
    return jnp.where(J < 0, p["negative_slope"] * J, J)


def _count(p: Constants, dt: float, rate: Array, state: State) -> tuple[Array, State]:
    """Integrate a rate; each whole number is a spike."""
    v = state["voltage"] + rate * dt
    n_spikes = jnp.floor(v)
    return n_spikes * (p["amplitude"] / dt), {"voltage": v - n_spikes}


def spiking_relu_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Integrate the rectified current."""
    return _count(p, dt, jnp.maximum(J, 0), state)


def spiking_leaky_relu_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Integrate the leaky current."""
    return _count(p, dt, _leak(p, J), state)


def logistic(p: Constants, J: Array) -> Array:
    """Logistic curve, up to the inverse of the refractory period."""
    return jax.nn.sigmoid(J) / p["tau_ref"]


def logistic_slope(p: Constants, J: Array) -> Array:
    """Differentiate `logistic`."""
    s = jax.nn.sigmoid(J)
    return s * (1 - s) / p["tau_ref"]


def tanh(p: Constants, J: Array) -> Array:
    """Hyperbolic tangent, up to the inverse of the refractory period."""
    return jnp.tanh(J) / p["tau_ref"]


def tanh_slope(p: Constants, J: Array) -> Array:
    """Differentiate `tanh`."""
    return (1 - jnp.tanh(J) ** 2) / p["tau_ref"]


def times_amplitude(p: Constants, J: Array) -> Array:
    """Rates of neurons that make spikes of the rates of others."""
    return p["amplitude"] * J


def amplitude_slope(p: Constants, J: Array) -> Array:
    """Differentiate `times_amplitude`."""
    return p["amplitude"] * jnp.ones_like(J)


def stochastic_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Round the expected number of spikes up or down by chance."""
    expected = jnp.abs(J) * dt
    whole = jnp.floor(expected)
    drawn = jax.random.uniform(state["key"], J.shape, J.dtype) < expected - whole
    return jnp.sign(J) * (whole + drawn) * (p["amplitude"] / dt), {}


def poisson_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Draw the number of spikes from the Poisson distribution."""
    drawn = draw_poisson(state["key"], jnp.abs(J) * dt)
    return jnp.sign(J) * drawn * (p["amplitude"] / dt), {}


def draw_poisson(key: Array, expected: Array) -> Array:
    """Draw from the Poisson distribution, by inverting it; it is normal where it is wide.

    The generator of JAX does the same for any expectation, but takes seconds to compile.
    """
    few = jnp.minimum(expected, MANY_SPIKES)
    u = jax.random.uniform(key, expected.shape, expected.dtype)

    def exceeds(done: tuple) -> Array:
        _, _, cumulated, k = done
        return (u > cumulated).any() & (k < 4 * MANY_SPIKES)

    def count_on(done: tuple) -> tuple:
        n, probability, cumulated, k = done
        probability = probability * few / (k + 1)
        return n + (u > cumulated), probability, cumulated + probability, k + 1

    none = jnp.exp(-few)
    n, *_ = jax.lax.while_loop(exceeds, count_on, (jnp.zeros_like(few), none, none, 0))
    spread = jax.random.normal(jax.random.fold_in(key, 1), expected.shape, expected.dtype)
    wide = jnp.round(expected + jnp.sqrt(expected) * spread)
    return jnp.where(expected > MANY_SPIKES, wide, n)


def _tire(p: Constants, dt: float, output: Array, adaptation: Array) -> Array:
    return adaptation + (dt / p["tau_n"]) * (p["inc_n"] * output - adaptation)


def adaptive_rate_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Compute rates of what adaptation leaves of the current; then adapt."""
    # Exact rates, with a gradient that is finite.
    known = NeuronMath(lif_step, lif_rate, lif_slope)
    output = apply_curve(known, p, J - state["adaptation"])
    return output, {"adaptation": _tire(p, dt, output, state["adaptation"])}


def adaptive_lif_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Integrate what adaptation leaves of the current; then adapt."""
    output, new_state = lif_step(p, dt, J - state["adaptation"], state)
    return output, {**new_state, "adaptation": _tire(p, dt, output, state["adaptation"])}


def izhikevich_step(p: Constants, dt: float, J: Array, state: State) -> tuple[Array, State]:
    """Integrate voltage and recovery in milliseconds; see `nengo.neurons.Izhikevich`."""
    v, u, ms = state["voltage"], state["recovery"], 1000 * dt
    v = v + (0.04 * v * v + 5 * v + 140 - u + jnp.maximum(J, -30)) * ms
    spiked = v >= 30
    v = jnp.where(spiked, p["reset_voltage"], v)
    u = u + p["tau_recovery"] * (p["coupling"] * v - u) * ms
    u = jnp.where(spiked, u + p["reset_recovery"], u)
    return spiked.astype(J.dtype) / dt, {"voltage": v, "recovery": u}


LIF_CURVE = ("tau_rc", "tau_ref", "amplitude")
LIF_STEP = (*LIF_CURVE, "min_voltage")
ADAPTATION = ("tau_n", "inc_n")
AMPLITUDE = ("amplitude",)
LEAK = (*AMPLITUDE, "negative_slope")
SOFT = (*LIF_CURVE, "sigma")
IZHIKEVICH = ("tau_recovery", "coupling", "reset_voltage", "reset_recovery")

Row = Any

ROWS: dict[type, Row] = {
    LIFRate: (without_state(lif_rate), lif_rate, lif_slope, LIF_CURVE),
    LIF: (lif_step, lif_rate, lif_slope, LIF_STEP, smoothed_lif),
    SoftLIFRate: (without_state(soft_lif_rate), soft_lif_rate, soft_lif_slope, SOFT),
    RectifiedLinear: (without_state(relu), relu, relu_slope, AMPLITUDE),
    SpikingRectifiedLinear: (spiking_relu_step, relu, relu_slope, AMPLITUDE),
    LeakyReLU: (without_state(leaky_relu), leaky_relu, leaky_relu_slope, LEAK),
    SpikingLeakyReLU: (spiking_leaky_relu_step, leaky_relu, leaky_relu_slope, LEAK),
    Sigmoid: (without_state(logistic), logistic, logistic_slope, ("tau_ref",)),
    Tanh: (without_state(tanh), tanh, tanh_slope, ("tau_ref",)),
    RegularSpiking: (_count, times_amplitude, amplitude_slope, AMPLITUDE),
    StochasticSpiking: (stochastic_step, times_amplitude, amplitude_slope, AMPLITUDE),
    PoissonSpiking: (poisson_step, times_amplitude, amplitude_slope, AMPLITUDE),
    AdaptiveLIFRate: (adaptive_rate_step, None, None, (*LIF_CURVE, *ADAPTATION)),
    AdaptiveLIF: (adaptive_lif_step, lif_rate, lif_slope, (*LIF_STEP, *ADAPTATION)),
    Izhikevich: (izhikevich_step, None, None, IZHIKEVICH),
}
"""Neuron type → step, curve, slope, constants, smoothed."""

for neuron_type, row in ROWS.items():
    register_neurons(neuron_type, *row)
