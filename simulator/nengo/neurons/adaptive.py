"""Leaky integrate-and-fire neurons that tire: their own output lowers their input current."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.dists import Choice, Distribution
from nengo.neurons.lif import LIF, LIFRate
from nengo.params import NumberParam


class AdaptiveLIFRate(LIFRate):
    """Rate neurons with the response of adaptive leaky integrate-and-fire neurons.

    Rates and intercepts are those before adaptation.

    Parameters
    ----------
    tau_n : float
        Time constant of adaptation, in seconds.
    inc_n : float
        How much adaptation grows with each spike.
    tau_rc, tau_ref, amplitude
        See `LIFRate`.
    initial_state
        See `NeuronType`.
    """

    state: ClassVar[dict[str, Distribution]] = {"adaptation": Choice([0])}

    tau_n = NumberParam("tau_n", default=1, low=0, low_open=True, readonly=True)
    inc_n = NumberParam("inc_n", default=0.01, low=0, readonly=True)

    def __init__(
        self,
        tau_n: float = 1,
        inc_n: float = 0.01,
        tau_rc: float = 0.02,
        tau_ref: float = 0.002,
        amplitude: float = 1,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(tau_rc, tau_ref, amplitude, initial_state)
        self.tau_n = tau_n
        self.inc_n = inc_n

    def step(  # type: ignore[override]
        self, dt: float, J: np.ndarray, output: np.ndarray, adaptation: np.ndarray
    ) -> None:
        """Compute rates, and adapt; see `NeuronType.step`."""
        super().step(dt, J - adaptation, output)
        adaptation += (dt / self.tau_n) * (self.inc_n * output - adaptation)


class AdaptiveLIF(LIF):
    """Spiking adaptive leaky integrate-and-fire neurons.

    Rates and intercepts are those before adaptation.

    Parameters
    ----------
    tau_n : float
        Time constant of adaptation, in seconds.
    inc_n : float
        How much adaptation grows with each spike.
    tau_rc, tau_ref, min_voltage, amplitude
        See `LIF`.
    initial_state
        See `NeuronType`.
    """

    state: ClassVar[dict[str, Distribution]] = {**LIF.state, "adaptation": Choice([0])}

    tau_n = NumberParam("tau_n", default=1, low=0, low_open=True, readonly=True)
    inc_n = NumberParam("inc_n", default=0.01, low=0, readonly=True)

    def __init__(
        self,
        tau_n: float = 1,
        inc_n: float = 0.01,
        tau_rc: float = 0.02,
        tau_ref: float = 0.002,
        min_voltage: float = 0,
        amplitude: float = 1,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(tau_rc, tau_ref, min_voltage, amplitude, initial_state)
        self.tau_n = tau_n
        self.inc_n = inc_n

    def step(  # type: ignore[override]
        self,
        dt: float,
        J: np.ndarray,
        output: np.ndarray,
        voltage: np.ndarray,
        refractory_time: np.ndarray,
        adaptation: np.ndarray,
    ) -> None:
        """Integrate, spike and adapt; see `NeuronType.step`."""
        super().step(dt, J - adaptation, output, voltage, refractory_time)
        adaptation += (dt / self.tau_n) * (self.inc_n * output - adaptation)
