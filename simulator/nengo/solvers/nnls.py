"""Solvers for weights that are not negative."""

from __future__ import annotations

import time
from typing import ClassVar

import numpy as np

from nengo.arrays import Rng
from nengo.params import NumberParam
from nengo.solvers.base import Info, Solver, format_system, rmses


class Nnls(Solver):
    """Least squares with weights that are zero or positive, so that they only excite.

    Parameters
    ----------
    weights
        See `Solver`.
    """

    compositional: ClassVar[bool] = False

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`."""
        return self._solve(A, Y, *self._system(A, Y))

    def _system(self, A: np.ndarray, Y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give matrix and right-hand side of what is solved."""
        return A, Y

    def _solve(
        self, A: np.ndarray, Y: np.ndarray, G: np.ndarray, B: np.ndarray
    ) -> tuple[np.ndarray, Info]:
        from scipy.optimize import nnls  # slow to import, and rarely needed

        started = time.perf_counter()
        Y, _, n, d, has_columns = format_system(A, Y)
        B = B.reshape(len(B), d)
        X, residuals = np.zeros((n, d)), np.zeros(d)
        for i in range(d):
            X[:, i], residuals[i] = nnls(G, B[:, i])
        info = {
            "rmses": rmses(A, X, Y),
            "residuals": residuals,
            "time": time.perf_counter() - started,
        }
        return (X if has_columns else X.ravel()), info


class NnlsL2(Nnls):
    """Least squares with L2 regularisation, and weights that are zero or positive.

    Parameters
    ----------
    weights
        See `Solver`.
    reg : float
        How much to regularise; see `nengo.solvers.LstsqL2`.
    """

    reg = NumberParam("reg", default=0.1, low=0, readonly=True)

    def __init__(self, weights: bool = False, reg: float = 0.1) -> None:
        super().__init__(weights)
        self.reg = reg

    def _system(self, A: np.ndarray, Y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        G = np.dot(A.T, A)
        np.fill_diagonal(G, G.diagonal() + len(A) * self._sigma(A) ** 2)
        return G, np.dot(A.T, np.maximum(Y, 0))

    def _sigma(self, A: np.ndarray) -> np.ndarray:
        """Give what each neuron is regularised by: (n_neurons,), or one number for all."""
        return self.reg * np.max(A)


class NnlsL2nz(NnlsL2):
    """As `NnlsL2`, with less regularisation for neurons that are seldom active.

    Parameters
    ----------
    weights
        See `Solver`.
    reg : float
        How much to regularise a neuron that is always active.
    """

    def _sigma(self, A: np.ndarray) -> np.ndarray:
        sigma = self.reg * np.max(A) * np.sqrt(np.mean(A > 0, axis=0))
        # A neuron that is never active would leave its weights undetermined.
        sigma[sigma == 0] = 1
        return sigma
