"""No neurons at all: values are computed exactly."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.exceptions import SimulationError
from nengo.neurons.base import NeuronType


class Direct(NeuronType):
    """Stand-in for neurons that represents values exactly, whatever their number.

    Functions on connections from such an ensemble are computed instead of approximated.
    """

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[None, None]:  # type: ignore[override]
        """Return None twice, since there are no tuning curves."""
        return None, None

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[None, None]:  # type: ignore[override]
        """Return None twice, since there are no tuning curves."""
        return None, None

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Return ``x``, as an array."""
        return np.asarray(x, dtype=np.float64)

    def step(self, dt: float, J: np.ndarray, output: np.ndarray, **state: Any) -> None:
        """Raise a `SimulationError`: there is nothing to simulate."""
        raise SimulationError(
            "Direct neurons cannot be stepped, since values are computed without neurons. "
            "Use another neuron type."
        )
