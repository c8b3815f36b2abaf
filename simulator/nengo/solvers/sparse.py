"""Solvers that set many weights to zero."""

from __future__ import annotations

import time
from typing import ClassVar

import numpy as np

from nengo.arrays import Rng
from nengo.extras import require
from nengo.params import IntParam, NumberParam
from nengo.solvers.base import Info, Solver, SolverParam, format_system, rmses
from nengo.solvers.regularised import LstsqL2


class LstsqL1(Solver):
    """Least squares with L1 and L2 regularisation (the elastic net). Needs scikit-learn.

    Parameters
    ----------
    weights
        See `Solver`.
    l1, l2 : float
        How much to regularise by the absolute values and by the squares of the weights, in
        units of the largest activity and of its square.
    max_iter : int
        Stop after so many steps.
    """

    compositional: ClassVar[bool] = False

    l1 = NumberParam("l1", default=1e-4, low=0, readonly=True)
    l2 = NumberParam("l2", default=1e-6, low=0, readonly=True)
    max_iter = IntParam("max_iter", default=1000, low=1, readonly=True)

    def __init__(
        self, weights: bool = False, l1: float = 1e-4, l2: float = 1e-6, max_iter: int = 1000
    ) -> None:
        require("sklearn", "LstsqL1", install="scikit-learn")
        super().__init__(weights)
        self.l1 = l1
        self.l2 = l2
        self.max_iter = max_iter

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`."""
        from sklearn.linear_model import ElasticNet

        started = time.perf_counter()
        a = self.l1 * np.max(A)
        b = self.l2 * np.max(A) ** 2
        model = ElasticNet(
            alpha=a + b, l1_ratio=a / (a + b), fit_intercept=False, max_iter=self.max_iter
        )
        model.fit(A, Y)
        X = model.coef_.T.reshape(A.shape[1], *Y.shape[1:])
        return X, {"rmses": rmses(A, X, Y), "time": time.perf_counter() - started}


class LstsqDrop(Solver):
    """Solve, drop the smallest weights, and solve again for those that are left.

    Parameters
    ----------
    weights
        See `Solver`.
    drop : float
        Share of the weights to drop.
    solver1, solver2 : Solver
        How to solve at first, and again.
    """

    compositional: ClassVar[bool] = False

    drop = NumberParam("drop", default=0.25, low=0, high=1, readonly=True)
    solver1 = SolverParam("solver1", default=LstsqL2(reg=0.001), readonly=True)
    solver2 = SolverParam("solver2", default=LstsqL2(), readonly=True)

    def __init__(
        self,
        weights: bool = False,
        drop: float = 0.25,
        solver1: Solver = solver1.default,
        solver2: Solver = solver2.default,
    ) -> None:
        super().__init__(weights)
        self.drop = drop
        self.solver1 = solver1
        self.solver2 = solver2

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random
    ) -> tuple[np.ndarray, Info]:
        """Solve ``A X = Y``; see `Solver`. ``info0`` and ``info1s`` are from the two steps."""
        started = time.perf_counter()
        Y, _, _, d, has_columns = format_system(A, Y)
        X, info0 = self.solver1(A, Y, rng=rng)
        kept = self._choose(np.abs(X))
        X = np.zeros_like(X)
        info1s: list[Info] = []
        for i in range(d):
            rows = kept[:, i]
            if np.any(rows):
                X[rows, i], info1 = self.solver2(A[:, rows], Y[:, i], rng=rng)
                info1s.append(info1)
        info = {
            "rmses": rmses(A, X, Y),
            "info0": info0,
            "info1s": info1s,
            "time": time.perf_counter() - started,
        }
        return (X if has_columns else X.ravel()), info

    def _choose(self, magnitudes: np.ndarray) -> np.ndarray:
        """Which weights to keep: those not smaller than the first one not to be dropped."""
        n_drop = round(self.drop * magnitudes.size)
        if n_drop == magnitudes.size:
            return np.zeros(magnitudes.shape, dtype=bool)
        threshold = np.sort(magnitudes, axis=None)[n_drop]
        return (magnitudes >= threshold) & (magnitudes > 0)
