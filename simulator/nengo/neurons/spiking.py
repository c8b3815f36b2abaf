"""Spiking neurons made from rate neurons: regularly, at random, or as a Poisson process."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

import numpy as np

from nengo.arrays import Rng
from nengo.dists import Distribution, Uniform
from nengo.exceptions import ValidationError
from nengo.neurons.base import NeuronType, NeuronTypeParam
from nengo.params import NumberParam


class RatesToSpikesNeuronType(NeuronType):
    """Base of neuron types that spike at the rates of another type.

    In each step the base type computes rates, which then are the input current of `step`.

    Parameters
    ----------
    base_type : NeuronType
        The type that gives the rates; it should not spike.
    amplitude : float
        What the output is multiplied with, besides the amplitude of the base type.
    initial_state
        See `NeuronType`. The state of the base type is set there.
    """

    base_type = NeuronTypeParam("base_type")
    amplitude = NumberParam("amplitude", default=1.0, low=0, low_open=True, readonly=True)

    spiking = True

    def __init__(
        self,
        base_type: NeuronType,
        amplitude: float = 1.0,
        initial_state: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(initial_state)
        self.base_type = base_type
        self.amplitude = amplitude
        if self.base_type.spiking:
            warnings.warn(
                f"base_type is {base_type}, which spikes already. Use its rate type, if there is "
                "one.",
                stacklevel=3,
            )
        self._check_state()

    @property
    def negative(self) -> bool:  # type: ignore[override]
        """Whether the output can be negative, as that of the base type."""
        return self.base_type.negative

    @property
    def probeable(self) -> tuple[str, ...]:
        """What a probe can record: output, rates, own state, and state of the base type."""
        return ("output", "rate_out", *self.state, *self.base_type.state)

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find gains and biases of the base type."""
        return self.base_type.gain_bias(max_rates, intercepts)

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find maximum rates and intercepts of the base type."""
        return self.base_type.max_rates_intercepts(gain, bias)

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Compute rates of the base type."""
        return self.base_type.rates(x, gain, bias)

    def _check_state(self) -> None:
        shared = set(self.state) & set(self.base_type.state)
        if shared:
            raise ValidationError(
                f"{type(self).__name__} and its base type {self.base_type} both have state "
                f"variables called {sorted(shared)}. Use another base type.",
                attr="state",
                obj=self,
            )


class RegularSpiking(RatesToSpikesNeuronType):
    """Spikes at regular intervals: the rate is integrated, and each whole number is a spike."""

    state: ClassVar[dict[str, Distribution]] = {"voltage": Uniform(low=0, high=1)}

    def step(  # type: ignore[override]
        self, dt: float, J: np.ndarray, output: np.ndarray, voltage: np.ndarray
    ) -> None:
        """Integrate rates ``J`` and spike; see `NeuronType.step`."""
        voltage += dt * J
        n_spikes = np.floor(voltage)
        np.multiply(n_spikes, self.amplitude / dt, out=output)
        voltage -= n_spikes


class RandomSpikingNeuronType(RatesToSpikesNeuronType):
    """Base of neuron types that draw their spikes from a generator."""

    def make_state(self, n_neurons: int, rng: Rng = np.random, dtype: Any = None) -> dict[str, Any]:
        """Make the state; it includes the generator ``rng`` itself."""
        return {**super().make_state(n_neurons, rng=rng, dtype=dtype), "rng": rng}

    def _draw(self, expected: np.ndarray, rng: Rng) -> np.ndarray:
        """Draw numbers of spikes, given their expected numbers (not negative)."""
        raise NotImplementedError

    def step(  # type: ignore[override]
        self, dt: float, J: np.ndarray, output: np.ndarray, rng: Rng
    ) -> None:
        """Spike at rates ``J``; a negative rate gives negative spikes."""
        if not self.negative:
            np.multiply(self._draw(dt * J, rng), self.amplitude / dt, out=output)
            return
        np.multiply(self._draw(dt * np.abs(J), rng), self.amplitude / dt, out=output)
        output *= np.sign(J)


class StochasticSpiking(RandomSpikingNeuronType):
    """Spikes at random: in each step the expected number is rounded up or down by chance."""

    def _draw(self, expected: np.ndarray, rng: Rng) -> np.ndarray:
        fraction, whole = np.modf(expected)
        return whole + (rng.random_sample(expected.shape) < fraction)


class PoissonSpiking(RandomSpikingNeuronType):
    """Spikes as a Poisson process: their number in each step is Poisson-distributed."""

    def _draw(self, expected: np.ndarray, rng: Rng) -> np.ndarray:
        return rng.poisson(expected, size=expected.shape)
