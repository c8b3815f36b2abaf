"""The contract of methods for regularised least squares, which solvers are built upon."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from nengo.arrays import Rng
from nengo.params import FrozenObject, Parameter
from nengo.params.base import Obj
from nengo.solvers.base import Info


class LeastSquaresSolver(FrozenObject):
    """A method to minimise the squares of ``Y - A X``, plus m times those of ``sigma X``."""

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system of m points and n neurons.

        Parameters
        ----------
        A : (m, n) ndarray
            Activities.
        Y : (m,) or (m, d) ndarray
            Target values.
        sigma : float or (n,) ndarray
            How much to regularise: the standard deviation of noise that is expected on the
            activities, of all neurons or each.
        rng : RandomState, optional
            Generator to draw from, if the method is random.

        Returns
        -------
        X : (n,) or (n, d) ndarray
            The solution.
        info : dict
            What else was found: ``rmses``, and ``iterations`` of iterative methods.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to solve. Define __call__(A, Y, sigma, rng)."
        )


class LeastSquaresSolverParam(Parameter):
    """A method for regularised least squares."""

    def coerce(self, obj: Obj, value: Any) -> LeastSquaresSolver | None:
        """Accept a `LeastSquaresSolver`."""
        self.check_type(obj, value, LeastSquaresSolver)
        return super().coerce(obj, value)


def is_per_neuron(sigma: Any) -> bool:
    """Whether each neuron is regularised by its own amount."""
    return np.ndim(sigma) > 0


def solve_scaled(
    method: LeastSquaresSolver, A: np.ndarray, Y: np.ndarray, sigma: np.ndarray, rng: Rng | None
) -> tuple[np.ndarray, Info]:
    """Regularise each neuron by its own amount, with a method that knows only one for all.

    In units of its own sigma, each neuron's decoder is regularised by one.
    """
    X, info = method(A / sigma, Y, 1.0, rng=rng)
    return X / (sigma if X.ndim == 1 else sigma[:, np.newaxis]), info


def solve_timed(
    method: LeastSquaresSolver, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng
) -> tuple[np.ndarray, Info]:
    """Solve with a method, and add the ``time`` it took to what it found out."""
    started = time.perf_counter()
    X, info = method(A, Y, sigma, rng=rng)
    return X, {**info, "time": time.perf_counter() - started}
