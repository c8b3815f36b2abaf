"""No solving: decoders that are given."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng
from nengo.params import NdarrayParam
from nengo.solvers.base import Info, Solver


class NoSolver(Solver):
    """Take decoders that are given, or zeros.

    Parameters
    ----------
    values : (n_neurons, size_out) array-like, optional
        The decoders; zeros by default.
    weights
        See `Solver`.
    """

    values = NdarrayParam("values", default=None, shape=("*", "*"), optional=True, readonly=True)

    def __init__(self, values: Any = None, weights: bool = False) -> None:
        super().__init__(weights)
        self.values = values

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Return the decoders; ``A`` and ``Y`` only say how many are needed."""
        if self.values is None:
            return np.zeros((A.shape[1], *Y.shape[1:])), {}
        return np.array(self.values), {}
