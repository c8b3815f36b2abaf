"""Neuron types whose response suits gradients; every simulator runs them."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.dists import Distribution, Uniform
from nengo.neurons import LIFRate, RectifiedLinear
from nengo.params import NumberParam


class SoftLIFRate(LIFRate):
    """Rate neurons with the response of leaky integrate-and-fire neurons, rounded at threshold.

    The overdrive ``J - 1``, which a hard response cuts off at zero, is replaced by
    ``sigma * log(1 + exp((J - 1) / sigma))``. Gains and biases are those of `nengo.LIFRate`, so
    that the type can stand in for it.

    Parameters
    ----------
    sigma : float
        How far the threshold is smoothed, in units of input current. The smaller, the closer to
        `nengo.LIFRate`.
    tau_rc, tau_ref, amplitude
        See `nengo.LIFRate`.
    initial_state
        See `nengo.neurons.NeuronType`.
    """

    sigma = NumberParam("sigma", default=1, low=0, low_open=True, readonly=True)

    def __init__(
        self,
        sigma: float = 1,
        tau_rc: float = 0.02,
        tau_ref: float = 0.002,
        amplitude: float = 1,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(tau_rc, tau_ref, amplitude, initial_state)
        self.sigma = sigma

    def _respond(self, J: np.ndarray, output: np.ndarray) -> None:
        """Compute rates; ``output`` may be the same array as ``J``."""
        x = (J - 1) / self.sigma
        output[...] = self.amplitude / (self.tau_ref + self.tau_rc * log1p_inverse(x, self.sigma))


def log1p_inverse(x: np.ndarray, sigma: float) -> np.ndarray:
    """Compute ``log(1 + 1 / z)`` for the smoothed overdrive ``z = sigma * log(1 + exp(x))``.

    Parameters
    ----------
    x : ndarray
        Overdrive in units of ``sigma``; of any size, since nothing here overflows.
    sigma : float
        Smoothing, positive.
    """
    # Far below threshold z is exp(x) times sigma and vanishes, but its logarithm does not.
    is_far_below = x < -20
    z = sigma * np.logaddexp(0, np.where(is_far_below, 0, x))
    return np.where(is_far_below, -x - np.log(sigma), np.log1p(1 / z))


class LeakyReLU(RectifiedLinear):
    """Rate neurons with a rectified linear response that leaks below zero.

    Parameters
    ----------
    negative_slope : float
        Slope of the response to negative input currents, relative to that to positive ones.
    amplitude : float
        What the output is multiplied with.
    initial_state
        See `nengo.neurons.NeuronType`.
    """

    negative = True

    negative_slope = NumberParam("negative_slope", default=0.3, readonly=True)

    def __init__(
        self,
        negative_slope: float = 0.3,
        amplitude: float = 1,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(amplitude, initial_state)
        self.negative_slope = negative_slope

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Compute rates; see `nengo.neurons.NeuronType.rates`."""
        return self.amplitude * self._leak(self.current(x, gain, bias))

    def step(self, dt: float, J: np.ndarray, output: np.ndarray) -> None:  # type: ignore[override]
        """Compute rates; see `nengo.neurons.NeuronType.step`."""
        np.multiply(self._leak(J), self.amplitude, out=output)

    def _leak(self, J: np.ndarray) -> np.ndarray:
        return np.where(J < 0, self.negative_slope * J, J)


class SpikingLeakyReLU(LeakyReLU):
    """Spiking neurons with a leaky rectified linear response.

    They integrate their response, and may spike more than once in a step. Where it is negative,
    so are the spikes.

    Parameters
    ----------
    negative_slope, amplitude
        See `LeakyReLU`.
    initial_state
        See `nengo.neurons.NeuronType`.
    """

    state: ClassVar[dict[str, Distribution]] = {"voltage": Uniform(low=0, high=1)}
    spiking = True

    def step(  # type: ignore[override]
        self, dt: float, J: np.ndarray, output: np.ndarray, voltage: np.ndarray
    ) -> None:
        """Integrate and spike; see `nengo.neurons.NeuronType.step`."""
        voltage += self._leak(J) * dt
        n_spikes = np.floor(voltage)
        np.multiply(n_spikes, self.amplitude / dt, out=output)
        voltage -= n_spikes
