"""Neurons whose rate is proportional to their input current, if that is positive."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.dists import Distribution, Uniform
from nengo.neurons.base import NeuronType
from nengo.neurons.tuning import as_columns
from nengo.params import NumberParam


class RectifiedLinear(NeuronType):
    """Rate neurons with a rectified linear response.

    Parameters
    ----------
    amplitude : float
        What the output is multiplied with.
    initial_state
        See `NeuronType`.
    """

    negative = False

    amplitude = NumberParam("amplitude", default=1, low=0, low_open=True, readonly=True)

    def __init__(self, amplitude: float = 1, initial_state: dict[str, Any] | None = None) -> None:
        super().__init__(initial_state)
        self.amplitude = amplitude

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find gains and biases; see `NeuronType.gain_bias`."""
        max_rates, intercepts = as_columns(max_rates, intercepts)
        gain = max_rates / (1 - intercepts)
        return gain, -intercepts * gain

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find maximum rates and intercepts; see `NeuronType.max_rates_intercepts`."""
        gain, bias = as_columns(gain, bias)
        intercepts = -bias / gain
        return gain * (1 - intercepts), intercepts

    def step(self, dt: float, J: np.ndarray, output: np.ndarray) -> None:  # type: ignore[override]
        """Compute rates; see `NeuronType.step`."""
        np.maximum(0.0, J, out=output)
        output *= self.amplitude


class SpikingRectifiedLinear(RectifiedLinear):
    """Spiking neurons with a rectified linear response.

    They integrate their input current, and may spike more than once in a step.

    Parameters
    ----------
    amplitude : float
        What the output is multiplied with.
    initial_state
        See `NeuronType`.
    """

    state: ClassVar[dict[str, Distribution]] = {"voltage": Uniform(low=0, high=1)}
    spiking = True

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Compute firing rates; see `NeuronType.rates`."""
        return self.amplitude * np.maximum(0.0, self.current(x, gain, bias))

    def step(  # type: ignore[override]
        self, dt: float, J: np.ndarray, output: np.ndarray, voltage: np.ndarray
    ) -> None:
        """Integrate and spike; see `NeuronType.step`."""
        voltage += np.maximum(J, 0) * dt
        n_spikes = np.floor(voltage)
        np.multiply(n_spikes, self.amplitude / dt, out=output)
        voltage -= n_spikes
