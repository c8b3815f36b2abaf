"""Leaky integrate-and-fire neurons: their rates, and their spikes."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

import numpy as np

from nengo.dists import Choice, Distribution, Uniform
from nengo.neurons.base import NeuronType, check_max_rates
from nengo.neurons.tuning import as_columns
from nengo.params import NumberParam

SIZE_AT_ONCE = 2**14
"""Numbers in the rows whose rates are computed together: 128 KiB."""


class LIFRate(NeuronType):
    """Rate neurons with the response of leaky integrate-and-fire neurons.

    Parameters
    ----------
    tau_rc : float
        Time constant of the membrane, in seconds.
    tau_ref : float
        Refractory period after a spike, in seconds.
    amplitude : float
        What the output is multiplied with; it does not enter maximum rates.
    initial_state
        See `NeuronType`.
    """

    negative = False

    tau_rc = NumberParam("tau_rc", default=0.02, low=0, low_open=True, readonly=True)
    tau_ref = NumberParam("tau_ref", default=0.002, low=0, readonly=True)
    amplitude = NumberParam("amplitude", default=1, low=0, low_open=True, readonly=True)

    def __init__(
        self,
        tau_rc: float = 0.02,
        tau_ref: float = 0.002,
        amplitude: float = 1,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(initial_state)
        self.tau_rc = tau_rc
        self.tau_ref = tau_ref
        self.amplitude = amplitude

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find gains and biases in closed form; see `NeuronType.gain_bias`."""
        max_rates, intercepts = as_columns(max_rates, intercepts)
        check_max_rates(self, max_rates, self.tau_ref)
        # The current that gives the maximum rate; a current of one is the threshold.
        J_top = 1.0 / (1 - np.exp((self.tau_ref - 1.0 / max_rates) / self.tau_rc))
        gain = (1 - J_top) / (intercepts - 1.0)
        return gain, 1 - gain * intercepts

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find maximum rates and intercepts; see `NeuronType.max_rates_intercepts`.

        Warns if a neuron never fires.
        """
        gain, bias = as_columns(gain, bias)
        intercepts = (1 - bias) / gain
        minus_J_top = gain * (intercepts - 1) - 1
        with np.errstate(divide="ignore", invalid="ignore"):
            max_rates = 1.0 / (self.tau_ref - self.tau_rc * np.log1p(1.0 / minus_J_top))
        if not np.all(np.isfinite(max_rates)):
            warnings.warn(
                "some gains and biases give no finite maximum rate, since the neurons do not fire "
                "for a represented value of one. Raise gain or bias.",
                stacklevel=2,
            )
        return max_rates, intercepts

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Compute firing rates; see `NeuronType.rates`."""
        J = self.current(x, gain, bias)
        # A build asks for millions of rates. A few rows at a time stay in the processor's cache.
        n_rows = max(1, SIZE_AT_ONCE // J.shape[1])
        for start in range(0, len(J), n_rows):
            rows = J[start : start + n_rows]
            self._respond(rows, rows)
        return J

    def step(self, dt: float, J: np.ndarray, output: np.ndarray, **state: Any) -> None:
        """Compute rates; see `NeuronType.step`."""
        self._respond(J, output)

    def _respond(self, J: np.ndarray, output: np.ndarray) -> None:
        """Compute rates; ``output`` may be the same array as ``J``."""
        np.subtract(J, 1, out=output)
        # Without overdrive (or any number for it), the time to a spike is infinite.
        np.fmax(output, 0, out=output)
        with np.errstate(divide="ignore"):
            np.divide(1.0, output, out=output)
        self._log1p_tau_rc(output)
        output += self.tau_ref
        np.divide(self.amplitude, output, out=output)

    def _log1p_tau_rc(self, y: np.ndarray) -> None:
        """Compute ``tau_rc * log(1 + y)`` in place, to be added to the refractory period."""
        if self.tau_ref < self.tau_rc / 100:
            np.log1p(y, out=y)
            y *= self.tau_rc
            return
        # Digits of a small y are lost, which does not show in the sum; it takes half the time.
        y += 1
        np.log(y, out=y)
        y *= self.tau_rc


class LIF(LIFRate):
    """Spiking leaky integrate-and-fire neurons.

    The time of a spike within a step is interpolated, so that rates are right for long steps.

    Parameters
    ----------
    tau_rc : float
        Time constant of the membrane, in seconds.
    tau_ref : float
        Refractory period after a spike, in seconds.
    min_voltage : float
        Lowest membrane voltage; -inf for none. A neuron spikes at 1 and is reset to 0.
    amplitude : float
        What the output is multiplied with.
    initial_state
        See `NeuronType`.
    """

    state: ClassVar[dict[str, Distribution]] = {
        "voltage": Uniform(low=0, high=1),
        "refractory_time": Choice([0]),
    }
    spiking = True

    min_voltage = NumberParam("min_voltage", default=0, high=0, readonly=True)

    def __init__(
        self,
        tau_rc: float = 0.02,
        tau_ref: float = 0.002,
        min_voltage: float = 0,
        amplitude: float = 1,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(tau_rc, tau_ref, amplitude, initial_state)
        self.min_voltage = min_voltage

    def step(  # type: ignore[override]
        self,
        dt: float,
        J: np.ndarray,
        output: np.ndarray,
        voltage: np.ndarray,
        refractory_time: np.ndarray,
    ) -> None:
        """Integrate and spike; see `NeuronType.step`."""
        # Neurons whose refractory period ends within the step integrate for the rest of it.
        refractory_time -= dt
        delta_t = dt - refractory_time
        np.maximum(delta_t, 0, out=delta_t)
        np.minimum(delta_t, dt, out=delta_t)
        voltage -= (J - voltage) * np.expm1(delta_t / -self.tau_rc)

        above_threshold = voltage > 1
        np.multiply(above_threshold, self.amplitude / dt, out=output)
        np.maximum(voltage, self.min_voltage, out=voltage)

        spiked = np.flatnonzero(above_threshold)
        if len(spiked):
            overshoot = (voltage[spiked] - 1) / (J[spiked] - 1)
            voltage[spiked] = 0
            spike_time = dt + self.tau_rc * np.log1p(-overshoot)
            refractory_time[spiked] = self.tau_ref + spike_time
