"""Regularised normal equations, ``(Bᵀ B + D) X = R`` with a positive diagonal ``D``.

A large matrix is multiplied and factored in single precision, which takes half the time. That
factor preconditions conjugate gradients in double precision: two or three steps make the result
as exact as that of a factor in double precision. ``B`` is read a few rows at a time, so that it
may be larger than memory, and intermediate results stay small.

References
----------
Y. Saad, *Iterative Methods for Sparse Linear Systems*, 2nd edition, 2003, section 9.2
(preconditioned conjugate gradients).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.solvers.gram import GRAM_SIZE, READ_SIZE, Gram, row_blocks
from nengo.solvers.large import LargeMatrix, Transposed

SMALL = 800
"""Matrices with fewer rows are factored so quickly that iterations would not pay."""

MAX_ROUNDING = 0.5
"""Rounding of the single precision factor allowed, relative to the diagonal, at worst; in practice
it is a hundred times less, and so is the error after each step."""

MAX_STEPS = 10

CONVERGED = 1e-11
"""Error of the solution, relative to its length, that is left."""

Matrix = np.ndarray | LargeMatrix | Transposed


class Factor:
    """A factor of ``Bᵀ B + D``, to solve for any number of right-hand sides.

    It does not hold ``B``, which is large and belongs to somebody else.

    Parameters
    ----------
    B : (m, n) ndarray, LargeMatrix or Transposed
        The matrix.
    diagonal : float or (n,) ndarray
        D, positive.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the sum is not positive definite.
    """

    def __init__(self, B: Matrix, diagonal: Any) -> None:
        self.diagonal = diagonal
        gram = _gram_for(B, diagonal)
        self._single: np.ndarray | None = None
        self._double: tuple[np.ndarray, bool] | None = None
        if gram.lower.dtype == np.float32:
            self._single = _single_factor(gram, diagonal)
        else:
            self._double = _double_factor(gram, diagonal)

    def solve(self, B: Matrix, R: np.ndarray) -> np.ndarray:
        """Return X for (n, d) right-hand sides, with the ``B`` of the constructor."""
        if self._single is not None:
            X = self._iterate(B, R)
            if X is not None:
                return X
        if self._double is None:
            self._single = None
            self._double = _double_factor(_accumulate(B, np.float64), self.diagonal)
        return scipy.linalg.cho_solve(self._double, R)

    def _iterate(self, B: Matrix, R: np.ndarray) -> np.ndarray | None:
        """Take conjugate gradients, for each column by itself; return None if they fail."""
        X = np.zeros_like(R)
        P = Z = self._approximate(R)
        squares, error = np.sum(R * Z, axis=0), 1.0
        for _ in range(MAX_STEPS):
            GP = self._multiply(B, P)
            step = _divide(squares, np.sum(P * GP, axis=0))
            X += step * P
            R = R - step * GP
            Z = self._approximate(R)
            # What is left is about Z; once it is added, errors shrink as they did before.
            before, error = error, _relative_size(Z, X)
            if error**2 <= CONVERGED * before:
                return X + Z
            before_squares, squares = squares, np.sum(R * Z, axis=0)
            P = Z + _divide(squares, before_squares) * P
        return None

    def _multiply(self, B: Matrix, P: np.ndarray) -> np.ndarray:
        GP = (self.diagonal * P.T).T
        for _, rows in row_blocks(B, READ_SIZE):
            GP += np.dot(rows.T, np.dot(rows, P))
        return GP

    def _approximate(self, R: np.ndarray) -> np.ndarray:
        largest = np.max(np.abs(R), initial=0.0)
        if largest == 0:
            return np.zeros_like(R)
        # Residuals become tiny; single precision is good only for numbers around one.
        scaled = np.asarray(R / largest, dtype=np.float32)
        X, _ = scipy.linalg.lapack.spotrs(self._single, scaled, lower=1)
        return X.astype(np.float64) * largest


def products(B: Matrix, X: np.ndarray) -> np.ndarray:
    """Return ``B X``, for (n, d) ``X``."""
    return np.concatenate([np.dot(block, X) for _, block in row_blocks(B, READ_SIZE)])


def transposed_products(B: Matrix, Y: np.ndarray) -> np.ndarray:
    """Return ``Bᵀ Y``, for (m, d) ``Y``."""
    return sum(np.dot(block.T, Y[rows]) for rows, block in row_blocks(B, READ_SIZE))


def _gram_for(B: Matrix, diagonal: Any) -> Gram:
    if isinstance(B, np.ndarray):
        return _accumulate(B, np.float32 if _bears_single(B, diagonal) else np.float64)
    return B.take_gram() or _accumulate(B, np.float64)


def _accumulate(B: Matrix, dtype: Any) -> Gram:
    gram = Gram(B.shape[1], dtype)
    for _, rows in row_blocks(B, GRAM_SIZE):
        gram.add(rows)
    return gram


def _bears_single(B: np.ndarray, diagonal: Any) -> bool:
    if B.shape[1] < SMALL or B.dtype != np.float64:
        return False
    # No eigenvalue is above the trace, none below the smallest entry of the diagonal.
    entries = B.ravel(order="K")  # a view, whichever way round
    trace = np.vdot(entries, entries)
    return 0 < np.finfo(np.float32).eps * trace < MAX_ROUNDING * np.min(diagonal)


def _single_factor(gram: Gram, diagonal: Any) -> np.ndarray | None:
    """Return a lower factor of the sum; None if there is none."""
    _add_diagonal(gram, diagonal)
    factor, failed = scipy.linalg.lapack.spotrf(gram.lower, lower=1, clean=0, overwrite_a=1)
    return None if failed else factor


def _double_factor(gram: Gram, diagonal: Any) -> tuple[np.ndarray, bool]:
    _add_diagonal(gram, diagonal)
    return scipy.linalg.cho_factor(gram.lower, lower=True, overwrite_a=True)


def _add_diagonal(gram: Gram, diagonal: Any) -> None:
    np.fill_diagonal(gram.lower, gram.lower.diagonal() + diagonal)


def _divide(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Divide, with zero where there is nothing left to divide by."""
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0)


def _relative_size(correction: np.ndarray, X: np.ndarray) -> float:
    """Length of the correction over that of the solution, for the worst right-hand side."""
    length = np.linalg.norm(X, axis=0)
    return float(np.max(np.linalg.norm(correction, axis=0) / np.where(length == 0, 1, length)))
