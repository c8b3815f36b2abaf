"""Products: element by element, matrix times vector, and the sparse forms of the latter."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.builder.operator.base import Operator, Step
from nengo.builder.signal import Signal, SignalDict
from nengo.exceptions import BuildError


class _ProductInc(Operator):
    """Increment ``Y`` by some product of ``A`` and ``X``; reads both of them."""

    _symbol: str

    def __init__(self, A: Signal, X: Signal, Y: Signal, tag: str | None = None) -> None:
        super().__init__(tag=tag)
        self.sets = []
        self.incs = [Y]
        self.reads = [A, X]
        self.updates = []

    @property
    def A(self) -> Signal:
        """The left factor: weights, in most cases."""
        return self.reads[0]

    @property
    def X(self) -> Signal:
        """The right factor."""
        return self.reads[1]

    @property
    def Y(self) -> Signal:
        """The signal that is incremented."""
        return self.incs[0]

    @property
    def _description(self) -> str:
        return f"{self.Y} += {self.A} {self._symbol} {self.X}"

    def _misfit(self) -> BuildError:
        return BuildError(
            f"{self}: shapes {self.A.shape} and {self.X.shape} do not combine to {self.Y.shape}. "
            "Check the transform and the sizes of what it connects."
        )


class ElementwiseInc(_ProductInc):
    """``Y += A * X``, with broadcasting.

    Reads ``A`` and ``X``, increments ``Y``.

    Parameters
    ----------
    A, X : Signal
        Two signals whose shapes broadcast to that of ``Y``.
    Y : Signal
        The signal that is incremented.
    tag : str, optional
        For people only.

    Raises
    ------
    BuildError
        When the step is made, if the shapes do not fit.
    """

    _symbol = "*"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        A, X, Y = signals[self.A], signals[self.X], signals[self.Y]
        try:
            product = np.empty(np.broadcast_shapes(A.shape, X.shape), np.result_type(A, X))
            np.broadcast_to(product, Y.shape)
        except ValueError as error:
            raise self._misfit() from error
        multiply, add = np.multiply, np.add

        def increment() -> None:
            multiply(A, X, out=product)
            add(Y, product, out=Y)

        return increment


class DotInc(_ProductInc):
    """``Y += A @ X``.

    Reads ``A`` and ``X``, increments ``Y``.

    Parameters
    ----------
    A : Signal
        (m, n) matrix, or anything else that `numpy.dot` takes.
    X : Signal
        (n,) vector.
    Y : Signal
        (m,) signal that is incremented.
    reshape : bool, optional
        Whether the product must take the shape of ``Y`` before it is added. By default this
        follows from the shapes.
    tag : str, optional
        For people only.

    Raises
    ------
    BuildError
        If ``X`` has several columns, or (when the step is made) the shapes do not fit.
    """

    _symbol = "@"

    def __init__(
        self, A: Signal, X: Signal, Y: Signal, reshape: bool | None = None, tag: str | None = None
    ) -> None:
        super().__init__(A, X, Y, tag=tag)
        if X.ndim >= 2 and any(length > 1 for length in X.shape[1:]):
            raise BuildError(
                f"{self}: the right factor has shape {X.shape}, but must be a vector. "
                "Use one operator per column."
            )
        self._reshape = reshape

    @property
    def reshape(self) -> bool:
        """Whether the product must be reshaped before it is added."""
        return self._product_shape() != self.Y.shape if self._reshape is None else self._reshape

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        A, X, Y = signals[self.A], signals[self.X], signals[self.Y]
        product = np.empty(self._product_shape(), np.result_type(A, X))
        addend = self._fitted(product)
        dot, add = np.dot, np.add

        def increment() -> None:
            dot(A, X, out=product)
            add(Y, addend, out=Y)

        return increment

    def _product_shape(self) -> tuple[int, ...]:
        A, X = self.A.shape, self.X.shape
        if not A or not X:
            return A + X
        if A[-1] != X[0]:
            raise self._misfit()
        return A[:-1] + X[1:]

    def _fitted(self, product: np.ndarray) -> np.ndarray:
        """Return a view of the product that can be added to Y."""
        try:
            if self.reshape:
                product = product.reshape(self.Y.shape)
            np.broadcast_to(product, self.Y.shape)
        except ValueError as error:
            raise self._misfit() from error
        return product


class SparseDotInc(DotInc):
    """``Y += A @ X`` with a sparse ``A``.

    Reads ``A`` and ``X``, increments ``Y``.

    Parameters
    ----------
    A : Signal
        (m, n) sparse signal.
    X : Signal
        (n,) vector.
    Y : Signal
        (m,) signal that is incremented.
    tag : str, optional
        For people only.

    Raises
    ------
    BuildError
        If ``A`` is not sparse.
    """

    def __init__(self, A: Signal, X: Signal, Y: Signal, tag: str | None = None) -> None:
        if not A.sparse:
            raise BuildError(f"{A} is dense, but must be sparse here. Use DotInc.")
        super().__init__(A, X, Y, reshape=False, tag=tag)

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        return _sparse_step(signals[self.A], signals[self.X], signals[self.Y])

    def _product_shape(self) -> tuple[int, ...]:
        return self.A.shape[:1] + self.X.shape[1:]


class BsrDotInc(DotInc):
    """``Y += A @ X`` with a block-sparse ``A``.

    Reads ``A`` and ``X``, increments ``Y``.

    Parameters
    ----------
    A : Signal
        (n_blocks, rows, columns) the blocks that are not zero.
    X : Signal
        (n,) vector.
    Y : Signal
        (m,) signal that is incremented.
    indices : (n_blocks,) ndarray of int
        The block column of each block.
    indptr : (n_block_rows + 1,) ndarray of int
        Where in ``indices`` each block row begins and ends.
    reshape : bool, optional
        Whether the product must take the shape of ``Y`` before it is added.
    tag : str, optional
        For people only.

    References
    ----------
    SciPy reference, *scipy.sparse.bsr_matrix*.
    """

    def __init__(
        self,
        A: Signal,
        X: Signal,
        Y: Signal,
        indices: np.ndarray,
        indptr: np.ndarray,
        reshape: bool | None = None,
        tag: str | None = None,
    ) -> None:
        super().__init__(A, X, Y, reshape=reshape, tag=tag)
        self.indices = indices
        self.indptr = indptr

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        A, X, Y = signals[self.A], signals[self.X], signals[self.Y]
        # Not a copy: the blocks may be learned.
        matrix = scipy.sparse.bsr_matrix((A, self.indices, self.indptr), copy=False)
        return _sparse_step(matrix, X, Y)

    def _product_shape(self) -> tuple[int, ...]:
        n_rows = (len(self.indptr) - 1) * self.A.shape[1]
        return (n_rows, *self.X.shape[1:])


def _sparse_step(matrix: Any, X: np.ndarray, Y: np.ndarray) -> Step:
    dot, add, shape = matrix.dot, np.add, Y.shape

    def increment() -> None:
        add(Y, dot(X).reshape(shape), out=Y)

    return increment
