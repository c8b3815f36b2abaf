"""Activities of so many neurons at so many points that they are never held in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.solvers.gram import GRAM_SIZE, Gram, row_blocks

MIN_SINGLE = 6000
"""From so many rows and columns on, the products are accumulated in single precision, which takes
half the time and memory. Below, that would not pay: refining it means more readings."""


class LargeMatrix:
    """A matrix whose rows and columns are computed anew for each reading.

    Parameters
    ----------
    shape : (int, int)
        Number of rows and of columns.
    compute : callable
        From two slices to the (rows, columns) ndarray of that part.
    """

    def __init__(
        self, shape: tuple[int, int], compute: Callable[[slice, slice], np.ndarray]
    ) -> None:
        self.shape = shape
        self.compute = compute
        self._survey: Survey | None = None

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.compute(rows, slice(None))

    @property
    def T(self) -> Transposed:
        """The same, with rows for columns."""
        return Transposed(self)

    @property
    def nbytes(self) -> int:
        """What is held on its account: a factor, in bytes."""
        return 8 * min(self.shape) ** 2

    def max(self) -> np.floating:
        """Largest entry."""
        return self._first_reading().largest

    def any(self) -> bool:
        """Whether an entry differs from zero."""
        return self._first_reading().any

    def take_gram(self, transposed: bool = False) -> Gram | None:
        """Give away what the first reading has multiplied, if it was this way round."""
        survey = self._first_reading()
        if survey.transposed != transposed:
            return None
        gram, survey.gram = survey.gram, None
        return gram

    def _first_reading(self) -> Survey:
        if self._survey is None:
            self._survey = Survey(self)
        return self._survey


class Transposed:
    """A `LargeMatrix` with rows for columns.

    Parameters
    ----------
    upright : LargeMatrix
        The matrix.
    """

    def __init__(self, upright: LargeMatrix) -> None:
        self.upright = upright
        self.shape = upright.shape[::-1]

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.upright.compute(slice(None), rows).T

    def take_gram(self) -> Gram | None:
        """Give away what the first reading has multiplied; see `LargeMatrix.take_gram`."""
        return self.upright.take_gram(transposed=True)


class Survey:
    """What one reading finds out, since each computes everything anew.

    Parameters
    ----------
    matrix : LargeMatrix
        Its rows are multiplied, or its columns if these are longer.
    """

    def __init__(self, matrix: LargeMatrix) -> None:
        self.transposed = matrix.shape[0] < matrix.shape[1]
        self.largest: Any = -np.inf
        self.any = False
        B = matrix.T if self.transposed else matrix
        self.gram: Gram | None = Gram(
            B.shape[1], np.float32 if B.shape[1] >= MIN_SINGLE else np.float64
        )
        for _, rows in row_blocks(B, GRAM_SIZE):
            self.largest = max(self.largest, np.max(rows))
            self.any = self.any or bool(np.any(rows))
            self.gram.add(rows)
