"""Methods for regularised least squares that factor a matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng, rms
from nengo.extras import require
from nengo.params import BoolParam, IntParam
from nengo.solvers.base import Info, format_system, rmses
from nengo.solvers.kept_factors import factor_of
from nengo.solvers.large import LargeMatrix
from nengo.solvers.method import LeastSquaresSolver, is_per_neuron, solve_scaled
from nengo.solvers.normal_equations import products, transposed_products


class Cholesky(LeastSquaresSolver):
    """Solve the normal equations by Cholesky factorisation. Fast, and the usual choice.

    Parameters
    ----------
    transpose : bool, optional
        Whether to work with one equation per point rather than per neuron. By default,
        whatever is fewer.
    """

    transpose = BoolParam("transpose", default=None, optional=True, readonly=True)

    def __init__(self, transpose: bool | None = None) -> None:
        super().__init__()
        self.transpose = transpose

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`."""
        m, n = A.shape
        fewer_points = m < n and not is_per_neuron(sigma)
        if fewer_points if self.transpose is None else self.transpose:
            if is_per_neuron(sigma):
                return solve_scaled(self, A, Y, sigma, rng)
            solve = _solve_by_points
        else:
            solve = _solve_by_neurons
        has_columns = Y.ndim > 1
        X, residuals = solve(A, Y if has_columns else Y[:, np.newaxis], m * sigma**2)
        return (X if has_columns else X.ravel()), {"rmses": rms(residuals, axis=0)}


def _solve_by_neurons(
    A: np.ndarray | LargeMatrix, Y: np.ndarray, diagonal: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Return solution and residuals from ``(Aᵀ A + D) X = Aᵀ Y``."""
    X = factor_of(A, diagonal, transpose=False).solve(A, transposed_products(A, Y))
    return X, Y - products(A, X)


def _solve_by_points(
    A: np.ndarray | LargeMatrix, Y: np.ndarray, diagonal: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return solution and residuals from ``X = Aᵀ Z``, ``(A Aᵀ + D) Z = Y``."""
    Z = factor_of(A, diagonal, transpose=True).solve(A.T, Y)
    return products(A.T, Z), diagonal * Z


class SVD(LeastSquaresSolver):
    """Solve by singular value decomposition. Slow, but sound for any matrix."""

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`."""
        if is_per_neuron(sigma):
            return solve_scaled(self, A, Y, sigma, rng)
        U, s, V = np.linalg.svd(A, full_matrices=False)
        return _solve_with_factors(A, Y, sigma, U, s, V)


class RandomizedSVD(LeastSquaresSolver):
    """Solve by singular value decomposition with few, approximate singular values.

    Needs scikit-learn.

    Parameters
    ----------
    n_components : int
        Number of singular values.
    n_oversamples : int
        Number of additional vectors sampled on the way, for precision.
    n_iter : int
        Number of power iterations, for precision.
    """

    n_components = IntParam("n_components", default=60, low=1, readonly=True)
    n_oversamples = IntParam("n_oversamples", default=10, low=0, readonly=True)
    n_iter = IntParam("n_iter", default=0, low=0, readonly=True)

    def __init__(self, n_components: int = 60, n_oversamples: int = 10, n_iter: int = 0) -> None:
        require("sklearn", "RandomizedSVD", install="scikit-learn")
        super().__init__()
        self.n_components = n_components
        self.n_oversamples = n_oversamples
        self.n_iter = n_iter

    def __call__(
        self, A: np.ndarray, Y: np.ndarray, sigma: Any, rng: Rng | None = None
    ) -> tuple[np.ndarray, Info]:
        """Solve a system; see `LeastSquaresSolver`."""
        if min(A.shape) <= self.n_components + self.n_oversamples:
            return SVD()(A, Y, sigma, rng=rng)
        if is_per_neuron(sigma):
            return solve_scaled(self, A, Y, sigma, rng)
        from sklearn.utils.extmath import randomized_svd

        U, s, V = randomized_svd(
            A,
            self.n_components,
            n_oversamples=self.n_oversamples,
            n_iter=self.n_iter,
            random_state=None if rng is np.random else rng,
        )
        return _solve_with_factors(A, Y, sigma, U, s, V)


def _solve_with_factors(
    A: np.ndarray, Y: np.ndarray, sigma: float, U: np.ndarray, s: np.ndarray, V: np.ndarray
) -> tuple[np.ndarray, Info]:
    Y, m, _, _, has_columns = format_system(A, Y)
    damped = s / (s**2 + m * sigma**2)
    X = np.dot(V.T, damped[:, np.newaxis] * np.dot(U.T, Y))
    info = {"rmses": rmses(A, X, Y)}
    return (X if has_columns else X.ravel()), info
