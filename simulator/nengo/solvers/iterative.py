"""Methods for regularised least squares that approach the solution step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.arrays import Rng
from nengo.exceptions import ValidationError
from nengo.params import IntParam, NdarrayParam, NumberParam
from nengo.solvers.base import Info, format_system, rmses
from nengo.solvers.method import LeastSquaresSolver, is_per_neuron, solve_scaled


class Conjgrad(LeastSquaresSolver):
    """Conjugate gradients, one dimension after the other.

    Parameters
    ----------
    tol : float
        Stop when the residual of the normal equations, per root of the number of points, is
        smaller.
    maxiters : int, optional
        Stop after so many steps; by default as many as there are neurons.
    X0 : (n, d) array-like, optional
        Where to start; at zero by default.
    """

    tol = NumberParam("tol", default=1e-2, low=0, readonly=True)
    maxiters = IntParam("maxiters", default=None, low=1, optional=True, readonly=True)
    X0 = NdarrayParam("X0", default=None, shape=("*", "*"), optional=True, readonly=True)

    def __init__(self, tol: float = 1e-2, maxiters: int | None = None, X0: Any = None) -> None:
        super().__init__()
        self.tol = tol
        self.maxiters = maxiters
        self.X0 = X0

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`."""
        Y, m, n, d, has_columns = format_system(A, Y)
        X = _start(self, n, d)
        B = np.dot(A.T, Y)
        tolerance, maxiters = self.tol * np.sqrt(m), self.maxiters or n
        iterations = np.zeros(d, dtype=int)
        for i in range(d):
            X[:, i], iterations[i] = _conjugate_gradients(
                A, m * sigma**2, B[:, i], X[:, i], tolerance, maxiters
            )
        info = {"rmses": rmses(A, X, Y), "iterations": iterations}
        return (X if has_columns else X.ravel()), info


class BlockConjgrad(LeastSquaresSolver):
    """Conjugate gradients, all dimensions together.

    Parameters
    ----------
    tol : float
        Stop when the residuals of the normal equations, per root of the number of points, are
        smaller.
    X0 : (n, d) array-like, optional
        Where to start; at zero by default.
    """

    tol = NumberParam("tol", default=1e-2, low=0, readonly=True)
    X0 = NdarrayParam("X0", default=None, shape=("*", "*"), optional=True, readonly=True)

    def __init__(self, tol: float = 1e-2, X0: Any = None) -> None:
        super().__init__()
        self.tol = tol
        self.X0 = X0

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`."""
        Y, m, n, d, has_columns = format_system(A, Y)
        X = _start(self, n, d)
        diagonal = np.broadcast_to(m * sigma**2, n)[:, np.newaxis]
        R = np.dot(A.T, Y) - _apply(A, diagonal, X)
        P, RR = R.copy(), np.dot(R.T, R)
        tolerance = (self.tol * np.sqrt(m)) ** 2
        iterations = 0
        for _ in range(n // d + 1):
            iterations += 1
            GP = _apply(A, diagonal, P)
            alpha = _solve(np.dot(P.T, GP), RR)
            X += np.dot(P, alpha)
            R -= np.dot(GP, alpha)
            RR_before, RR = RR, np.dot(R.T, R)
            if np.all(np.diag(RR) < tolerance):
                break
            P = R + np.dot(P, _solve(RR_before, RR))
        info = {"rmses": rmses(A, X, Y), "iterations": iterations}
        return (X if has_columns else X.ravel()), info


class ConjgradScipy(LeastSquaresSolver):
    """Conjugate gradients of SciPy, one dimension after the other.

    Parameters
    ----------
    tol, atol : float
        Stop when the residual of the normal equations is smaller than ``tol`` times their
        right-hand side, or than ``atol``.
    """

    tol = NumberParam("tol", default=1e-4, low=0, readonly=True)
    atol = NumberParam("atol", default=1e-8, low=0, readonly=True)

    def __init__(self, tol: float = 1e-4, atol: float = 1e-8) -> None:
        super().__init__()
        self.tol = tol
        self.atol = atol

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`. ``info`` is 0 where the method settled."""
        Y, m, n, d, has_columns = format_system(A, Y)
        diagonal = m * sigma**2
        G = scipy.sparse.linalg.LinearOperator(
            (n, n), matvec=lambda x: _apply(A, diagonal, x), dtype=A.dtype
        )
        B = np.dot(A.T, Y)
        X = np.zeros((n, d), dtype=B.dtype)
        iterations, infos = np.zeros(d, dtype=int), np.zeros(d, dtype=int)
        for i in range(d):

            def count(_: np.ndarray, i: int = i) -> None:
                iterations[i] += 1

            X[:, i], infos[i] = scipy.sparse.linalg.cg(
                G, B[:, i], rtol=self.tol, atol=self.atol, callback=count
            )
        info = {"rmses": rmses(A, X, Y), "iterations": iterations, "info": infos}
        return (X if has_columns else X.ravel()), info


class LSMRScipy(LeastSquaresSolver):
    """The LSMR method of SciPy, one dimension after the other.

    Parameters
    ----------
    tol : float
        Stop when the solution is exact for a system that differs by this share.
    """

    tol = NumberParam("tol", default=1e-4, low=0, readonly=True)

    def __init__(self, tol: float = 1e-4) -> None:
        super().__init__()
        self.tol = tol

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`."""
        if is_per_neuron(sigma):
            return solve_scaled(self, A, Y, sigma, rng)
        Y, m, n, d, has_columns = format_system(A, Y)
        damp = sigma * np.sqrt(m)
        X = np.zeros((n, d))
        iterations = np.zeros(d, dtype=int)
        for i in range(d):
            X[:, i], _, iterations[i], *_ = scipy.sparse.linalg.lsmr(
                A, Y[:, i], damp=damp, atol=self.tol, btol=self.tol
            )
        info = {"rmses": rmses(A, X, Y), "iterations": iterations}
        return (X if has_columns else X.ravel()), info


def _start(method: Conjgrad | BlockConjgrad, n: int, d: int) -> np.ndarray:
    if method.X0 is None:
        return np.zeros((n, d))
    if method.X0.shape != (n, d):
        raise ValidationError(
            f"X0 has shape {method.X0.shape}, but the solution has shape {(n, d)}.",
            attr="X0",
            obj=method,
        )
    return np.array(method.X0)


def _apply(A: np.ndarray, diagonal: Any, X: np.ndarray) -> np.ndarray:
    """Multiply with the matrix of the normal equations, without forming it."""
    return np.dot(A.T, np.dot(A, X)) + diagonal * X


def _conjugate_gradients(
    A: np.ndarray, diagonal: Any, b: np.ndarray, x: np.ndarray, tolerance: float, maxiters: int
) -> tuple[np.ndarray, int]:
    x = x.copy()
    r = b - _apply(A, diagonal, x)
    p, rr = r.copy(), np.dot(r, r)
    iterations = 0
    for _ in range(maxiters):
        iterations += 1
        Gp = _apply(A, diagonal, p)
        alpha = rr / np.dot(p, Gp)
        x += alpha * p
        r -= alpha * Gp
        rr_before, rr = rr, np.dot(r, r)
        beta = rr / rr_before
        if np.sqrt(rr) < tolerance or beta < 1e-12:
            break
        p = r + beta * p
    return x, iterations


def _solve(M: np.ndarray, B: np.ndarray) -> np.ndarray:
    """Solve a small system, which loses rank when one dimension has settled before others."""
    try:
        return np.linalg.solve(M, B)
    except np.linalg.LinAlgError:
        return np.linalg.lstsq(M, B, rcond=None)[0]
