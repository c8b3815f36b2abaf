"""Solvers that minimise the squared error, with or without noise on the activities."""

from __future__ import annotations

import time

import numpy as np

from nengo.arrays import Rng
from nengo.params import NumberParam
from nengo.solvers.base import Info, Solver, rmses
from nengo.solvers.direct import Cholesky
from nengo.solvers.method import LeastSquaresSolver, LeastSquaresSolverParam, solve_timed


class Lstsq(Solver):
    """Least squares, without regularisation.

    Parameters
    ----------
    weights
        See `Solver`.
    rcond : float
        Singular values below this share of the largest one are taken as zero.
    """

    rcond = NumberParam("rcond", default=0.01, low=0, readonly=True)

    def __init__(self, weights: bool = False, rcond: float = 0.01) -> None:
        super().__init__(weights)
        self.rcond = rcond

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`."""
        started = time.perf_counter()
        X, squares, rank, singular_values = np.linalg.lstsq(A, Y, rcond=self.rcond)
        return X, {
            "rmses": rmses(A, X, Y),
            "residuals": np.sqrt(squares),
            "rank": rank,
            "singular_values": singular_values,
            "time": time.perf_counter() - started,
        }


class LstsqNoise(Solver):
    """Least squares for activities to which noise was added.

    Parameters
    ----------
    weights
        See `Solver`.
    noise : float
        Standard deviation of the noise, as a share of the largest activity.
    solver : LeastSquaresSolver
        The method.
    """

    noise = NumberParam("noise", default=0.1, low=0, readonly=True)
    solver = LeastSquaresSolverParam("solver", default=Cholesky(), readonly=True)

    def __init__(
        self,
        weights: bool = False,
        noise: float = 0.1,
        solver: LeastSquaresSolver = solver.default,
    ) -> None:
        super().__init__(weights)
        self.noise = noise
        self.solver = solver

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`."""
        return solve_timed(self.solver, self._add_noise(A, rng), Y, 0, rng)

    def _add_noise(self, A: np.ndarray, rng: Rng) -> np.ndarray:
        return A + rng.normal(scale=self.noise * np.max(np.abs(A)), size=A.shape)


class LstsqMultNoise(LstsqNoise):
    """Least squares for activities that were multiplied with noise.

    Parameters
    ----------
    weights
        See `Solver`.
    noise : float
        Standard deviation of the noise, as a share of each activity.
    solver : LeastSquaresSolver
        The method.
    """

    def _add_noise(self, A: np.ndarray, rng: Rng) -> np.ndarray:
        return A + rng.normal(scale=self.noise, size=A.shape) * A
