"""Rate neurons whose response saturates smoothly."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.neurons.base import NeuronType, check_max_rates
from nengo.neurons.tuning import as_columns
from nengo.params import NumberParam


class Sigmoid(NeuronType):
    """Rate neurons with the logistic function as response.

    Parameters
    ----------
    tau_ref : float
        Inverse of the largest rate, in seconds.
    initial_state
        See `NeuronType`.
    """

    negative = False

    tau_ref = NumberParam("tau_ref", default=0.0025, low=0, low_open=True, readonly=True)

    def __init__(
        self, tau_ref: float = 0.0025, initial_state: dict[str, Any] | None = None
    ) -> None:
        super().__init__(initial_state)
        self.tau_ref = tau_ref

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find gains and biases; at the intercept the rate is half the largest one."""
        max_rates, intercepts = as_columns(max_rates, intercepts)
        check_max_rates(self, max_rates, self.tau_ref)
        J_top = -np.log(1.0 / (self.tau_ref * max_rates) - 1)
        gain = J_top / (1.0 - intercepts)
        return gain, J_top - gain

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find maximum rates and intercepts; see `NeuronType.max_rates_intercepts`."""
        gain, bias = as_columns(gain, bias)
        J_top = gain + bias
        return (1.0 / self.tau_ref) / (1 + np.exp(-J_top)), 1 - J_top / gain

    def step(self, dt: float, J: np.ndarray, output: np.ndarray) -> None:  # type: ignore[override]
        """Compute rates; see `NeuronType.step`."""
        np.exp(-J, out=output)
        output += 1
        np.divide(1.0 / self.tau_ref, output, out=output)


class Tanh(NeuronType):
    """Rate neurons with the hyperbolic tangent as response; their rates can be negative.

    Parameters
    ----------
    tau_ref : float
        Inverse of the largest rate, in seconds.
    initial_state
        See `NeuronType`.
    """

    negative = True

    tau_ref = NumberParam("tau_ref", default=0.0025, low=0, low_open=True, readonly=True)

    def __init__(
        self, tau_ref: float = 0.0025, initial_state: dict[str, Any] | None = None
    ) -> None:
        super().__init__(initial_state)
        self.tau_ref = tau_ref

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find gains and biases; at the intercept the rate is zero."""
        max_rates, intercepts = as_columns(max_rates, intercepts)
        check_max_rates(self, max_rates, self.tau_ref)
        J_top = np.arctanh(max_rates * self.tau_ref)
        gain = J_top / (1.0 - intercepts)
        return gain, -gain * intercepts

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find maximum rates and intercepts; see `NeuronType.max_rates_intercepts`."""
        gain, bias = as_columns(gain, bias)
        return np.tanh(gain + bias) / self.tau_ref, -bias / gain

    def step(self, dt: float, J: np.ndarray, output: np.ndarray) -> None:  # type: ignore[override]
        """Compute rates; see `NeuronType.step`."""
        np.tanh(J, out=output)
        output *= 1.0 / self.tau_ref
