"""Izhikevich's model of spiking neurons."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.dists import Choice, Distribution, Uniform
from nengo.neurons.base import NeuronType
from nengo.neurons.tuning import settled_firingrate
from nengo.params import NumberParam


class Izhikevich(NeuronType):
    """Spiking neurons with two variables, which can burst, chatter and resonate.

    Parameters
    ----------
    tau_recovery : float
        How fast recovery follows the voltage (called a in the literature).
    coupling : float
        How much recovery follows the voltage (b).
    reset_voltage : float
        Voltage after a spike, in millivolts (c).
    reset_recovery : float
        How much a spike adds to recovery (d).
    initial_state
        See `NeuronType`.
    """

    state: ClassVar[dict[str, Distribution]] = {
        "voltage": Uniform(low=0, high=1),
        "recovery": Choice([0]),
    }
    negative = False
    spiking = True

    tau_recovery = NumberParam("tau_recovery", default=0.02, low=0, low_open=True, readonly=True)
    coupling = NumberParam("coupling", default=0.2, low=0, readonly=True)
    reset_voltage = NumberParam("reset_voltage", default=-65.0, readonly=True)
    reset_recovery = NumberParam("reset_recovery", default=8.0, readonly=True)

    def __init__(
        self,
        tau_recovery: float = 0.02,
        coupling: float = 0.2,
        reset_voltage: float = -65.0,
        reset_recovery: float = 8.0,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(initial_state)
        self.tau_recovery = tau_recovery
        self.coupling = coupling
        self.reset_voltage = reset_voltage
        self.reset_recovery = reset_recovery

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Measure firing rates by simulating for a second; see `NeuronType.rates`."""
        J = self.current(x, gain, bias)
        state = {name: np.zeros_like(J) for name in self.state}
        return settled_firingrate(self.step, J, state, settle_time=0.001, sim_time=1.0)

    def step(  # type: ignore[override]
        self,
        dt: float,
        J: np.ndarray,
        output: np.ndarray,
        voltage: np.ndarray,
        recovery: np.ndarray,
    ) -> None:
        """Integrate and spike; see `NeuronType.step`."""
        # The model is unstable for strongly negative currents.
        J = np.maximum(-30.0, J)
        # It counts time in milliseconds.
        voltage += (0.04 * voltage**2 + 5 * voltage + 140 - recovery + J) * 1000 * dt
        spiked = voltage >= 30
        np.divide(spiked, dt, out=output)
        voltage[spiked] = self.reset_voltage
        recovery += self.tau_recovery * (self.coupling * voltage - recovery) * 1000 * dt
        recovery[spiked] += self.reset_recovery
