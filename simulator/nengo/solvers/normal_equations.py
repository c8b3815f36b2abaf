"""Regularised normal equations, ``(Bᵀ B + D) X = R`` with a positive diagonal ``D``.

A large matrix is factored in single precision, which takes half the time, and its solution is
refined in double precision: the residual is solved for again and added, until it stops shrinking.
The result is as exact as that of a factor in double precision.

References
----------
N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd edition, 2002, section 12.1
(iterative refinement).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

SMALL = 400
"""Matrices with fewer rows are factored so quickly that refinement would not pay."""

MAX_ROUNDING = 0.5
"""Rounding of the single precision factor allowed, relative to the diagonal; refinement shrinks
errors at least by this factor each time, in practice by a hundred times more."""

MAX_REFINEMENTS = 20

CONVERGED = 1e-8
"""Refinement that stops while corrections are larger than this, relatively, has failed."""


class Factor:
    """A factor of ``Bᵀ B + D``, to solve for any number of right-hand sides.

    It does not hold ``B``, which is large and belongs to somebody else.

    Parameters
    ----------
    B : (m, n) ndarray
        The matrix.
    diagonal : float or (n,) ndarray
        D, positive.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the sum is not positive definite.
    """

    def __init__(self, B: np.ndarray, diagonal: Any) -> None:
        self.diagonal = diagonal
        self._single = _single_factor(B, diagonal) if _bears_single(B, diagonal) else None
        self._double = _double_factor(B, diagonal) if self._single is None else None

    def solve(self, B: np.ndarray, R: np.ndarray) -> np.ndarray:
        """Return X for (n,) or (n, d) right-hand sides, with the ``B`` of the constructor."""
        if self._double is None:
            X = self._refine(B, R)
            if X is not None:
                return X
            self._double = _double_factor(B, self.diagonal)
        return scipy.linalg.cho_solve(self._double, R)

    def _refine(self, B: np.ndarray, R: np.ndarray) -> np.ndarray | None:
        X, size = self._approximate(R), np.inf
        for _ in range(MAX_REFINEMENTS):
            correction = self._approximate(R - np.dot(B.T, np.dot(B, X)) - (self.diagonal * X.T).T)
            X += correction
            before, size = size, _relative_size(correction, X)
            if not size < before / 2:
                break
        return X if size < CONVERGED else None

    def _approximate(self, R: np.ndarray) -> np.ndarray:
        assert self._single is not None
        factor, scale = self._single
        largest = np.max(np.abs(R), initial=0.0)
        if largest == 0:
            return np.zeros_like(R)
        # Residuals become tiny; single precision is good only for numbers around one.
        X, _ = scipy.linalg.lapack.spotrs(
            factor, np.asarray(R / largest, dtype=np.float32), lower=1
        )
        return X.astype(np.float64).reshape(R.shape) * (largest / scale)


def _bears_single(B: np.ndarray, diagonal: Any) -> bool:
    if B.shape[1] < SMALL or B.dtype != np.float64:
        return False
    # No eigenvalue is above the trace, none below the smallest entry of the diagonal.
    entries = B.ravel(order="K")  # a view, whichever way round
    trace = np.vdot(entries, entries)
    return 0 < np.finfo(np.float32).eps * trace < MAX_ROUNDING * np.min(diagonal)


def _single_factor(B: np.ndarray, diagonal: Any) -> tuple[np.ndarray, float] | None:
    """Return a lower factor of ``(Bᵀ B + D) / scale``, and the scale; None if there is none."""
    largest = max(np.max(B), -np.min(B))
    rows = np.multiply(B, 1 / largest, dtype=np.float32, casting="same_kind")
    # BLAS expects columns to be contiguous; a matrix of contiguous rows is its transpose.
    if rows.flags.c_contiguous:
        gram = scipy.linalg.blas.ssyrk(1.0, rows.T, lower=1)
    else:
        gram = scipy.linalg.blas.ssyrk(1.0, rows, trans=1, lower=1)
    scale = largest**2
    np.fill_diagonal(gram, gram.diagonal() + diagonal / scale)
    factor, failed = scipy.linalg.lapack.spotrf(gram, lower=1, clean=0, overwrite_a=1)
    return None if failed else (factor, scale)


def _double_factor(B: np.ndarray, diagonal: Any) -> tuple[np.ndarray, bool]:
    gram = np.dot(B.T, B)
    np.fill_diagonal(gram, gram.diagonal() + diagonal)
    return scipy.linalg.cho_factor(gram, overwrite_a=True)


def _relative_size(correction: np.ndarray, X: np.ndarray) -> float:
    """Length of the correction over that of the solution, for the worst right-hand side."""
    length = np.linalg.norm(X, axis=0)
    return float(np.max(np.linalg.norm(correction, axis=0) / np.where(length == 0, 1, length)))
