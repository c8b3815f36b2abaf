"""Solvers that keep decoders small, so that noise and spikes are averaged out."""

from __future__ import annotations

import numpy as np

from nengo.arrays import Rng
from nengo.params import NumberParam
from nengo.solvers.base import Info, Solver
from nengo.solvers.direct import Cholesky
from nengo.solvers.method import LeastSquaresSolver, LeastSquaresSolverParam, solve_timed


class LstsqL2(Solver):
    """Least squares with L2 regularisation. The usual choice.

    Parameters
    ----------
    weights
        See `Solver`.
    reg : float
        How much to regularise: the standard deviation of the noise expected on activities, as a
        share of the largest one.
    solver : LeastSquaresSolver
        The method.
    """

    reg = NumberParam("reg", default=0.1, low=0, readonly=True)
    solver = LeastSquaresSolverParam("solver", default=Cholesky(), readonly=True)

    def __init__(
        self,
        weights: bool = False,
        reg: float = 0.1,
        solver: LeastSquaresSolver = solver.default,
    ) -> None:
        super().__init__(weights)
        self.reg = reg
        self.solver = solver

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`."""
        return solve_timed(self.solver, A, Y, self.reg * A.max(), rng)


class LstsqL2nz(LstsqL2):
    """Least squares with L2 regularisation, less of it for neurons that are seldom active.

    Parameters
    ----------
    weights
        See `Solver`.
    reg : float
        How much to regularise a neuron that is always active; see `LstsqL2`.
    solver : LeastSquaresSolver
        The method.
    """

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`."""
        share_active = np.mean(np.abs(A) > 0, axis=0)
        sigma = self.reg * np.max(np.abs(A)) * np.sqrt(share_active)
        # A neuron that is never active would leave its decoder undetermined.
        sigma[sigma == 0] = np.max(sigma)
        return solve_timed(self.solver, A, Y, sigma, rng)
