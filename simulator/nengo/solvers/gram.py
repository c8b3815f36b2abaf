"""Products ``Bᵀ B``, accumulated from a few rows of ``B`` at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

GRAM_SIZE = 2**21
"""Numbers in the rows multiplied together: 16 MiB, so many rows that the sum is seldom read."""

READ_SIZE = 2**18
"""Numbers in the rows multiplied with vectors: 2 MiB, which stay in the processor's cache."""

FEW = 0.02
"""Share of numbers other than zero below which a row is added by these alone. A multiplication
takes so much longer where its operands lie scattered."""

MIN_SPARSE = 1000
"""Shorter rows are multiplied before one could look for zeros."""


def row_blocks(B: Any, size: int) -> Iterator[tuple[slice, np.ndarray]]:
    """Read a matrix a few rows at a time.

    Parameters
    ----------
    B : (m, n) ndarray, LargeMatrix or Transposed
        The matrix.
    size : int
        How many numbers to read together, about.

    Yields
    ------
    rows : slice
        Which rows.
    block : (some, n) ndarray
        These rows; not to be written to.
    """
    at_once = max(1, size // B.shape[1])
    for start in range(0, B.shape[0], at_once):
        rows = slice(start, min(start + at_once, B.shape[0]))
        yield rows, B[rows]


class Gram:
    """The sum of the products of rows with themselves.

    Parameters
    ----------
    size : int
        Length of a row.
    dtype : dtype
        Precision, single or double.

    Attributes
    ----------
    lower : (size, size) ndarray
        The products; those above the diagonal are meaningless.
    """

    def __init__(self, size: int, dtype: Any) -> None:
        self.lower = np.zeros((size, size), dtype=dtype, order="F")
        blas = scipy.linalg.blas
        self._multiply = blas.ssyrk if self.lower.dtype == np.float32 else blas.dsyrk

    def add(self, rows: np.ndarray) -> None:
        """Add the products of some rows.

        Parameters
        ----------
        rows : (m, size) ndarray
            The rows.
        """
        if self.lower.shape[0] >= MIN_SPARSE:
            rows = self._add_sparse(rows)
        with np.errstate(over="ignore"):  # the factor will fail, and double precision be used
            rows = np.asarray(rows, dtype=self.lower.dtype)
        # BLAS expects columns to be contiguous; a matrix of contiguous rows is its transpose.
        if rows.flags.c_contiguous:
            self._multiply(1.0, rows.T, beta=1.0, c=self.lower, lower=1, overwrite_c=1)
        else:
            self._multiply(1.0, rows, trans=1, beta=1.0, c=self.lower, lower=1, overwrite_c=1)

    def _add_sparse(self, rows: np.ndarray) -> np.ndarray:
        """Add the rows that are nearly all zero, such as neurons with high intercepts have.

        Returns
        -------
        (some, size) ndarray
            The other rows.
        """
        is_sparse = np.count_nonzero(rows, axis=1) < FEW * rows.shape[1]
        for row in rows[is_sparse]:
            active = np.flatnonzero(row)
            values = row[active]
            self.lower[np.ix_(active, active)] += np.multiply.outer(values, values)
        return rows.T[:, ~is_sparse].T if np.any(is_sparse) else rows
