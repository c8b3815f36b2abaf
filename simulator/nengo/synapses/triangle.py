"""A filter whose impulse response is a triangle."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Shape
from nengo.params import NumberParam
from nengo.process import State
from nengo.synapses.base import Synapse, check_state_dtype
from nengo.synapses.stepping import FilterStep


class Triangle(Synapse):
    """A filter with finite memory; its impulse response falls linearly to zero.

    Parameters
    ----------
    t : float
        Length of the response, in seconds.
    **kwargs
        ``default_size_in``, ``default_size_out``, ``default_dt`` and ``seed`` of a `Synapse`.
    """

    t = NumberParam("t", low=0)

    def __init__(self, t: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.t = t

    def make_state(
        self, shape_in: Shape, shape_out: Shape, dt: float, dtype: Any = None, y0: Any = 0
    ) -> State:
        """Make the output ``Y``, the buffer ``X`` of slopes, and ``Xi``, where it was written last.

        See `Synapse.make_state`.
        """
        assert shape_in == shape_out
        dtype = check_state_dtype(self, dtype)
        weights = self.weights(dt)
        Y = np.zeros(shape_out, dtype=dtype)
        X = np.zeros((len(weights), *shape_out), dtype=dtype)
        Xi = np.zeros(1, dtype=dtype)
        if y0 is not None:
            X[...] = weights[-1] * np.asarray(y0)
            Y[...] = y0
        return {"Y": Y, "X": X, "Xi": Xi}

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Any, state: State
    ) -> FilterStep:
        """Make the function that filters one sample; see `Process.make_step`."""
        weights = self.weights(dt)
        first, last = float(weights[0]), float(weights[-1])
        Y, X, Xi = state["Y"], state["X"], state["Xi"]
        scratch = np.empty_like(Y)

        # An input enters with the first weight, and loses the last one in every later step.
        def step_triangle(t: float, u: np.ndarray) -> np.ndarray:
            np.add(Y, np.multiply(first, u, out=scratch), out=Y)
            np.subtract(Y, np.sum(X, axis=0, out=scratch), out=Y)
            Xi[0] = (Xi[0] + 1) % len(X)
            np.multiply(last, u, out=X[int(Xi[0])])
            return Y

        return step_triangle

    def weights(self, dt: float) -> np.ndarray:
        """Return the weight of the latest input, the one ``dt`` before, …: (n_taps,)."""
        n_taps = round(self.t / dt) + 1
        weights = np.arange(n_taps, 0, -1, dtype=np.float64)
        return weights / weights.sum()
