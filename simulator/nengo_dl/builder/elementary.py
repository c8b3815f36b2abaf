"""Kernels of copies and products."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo.builder.operator import Copy, DotInc, ElementwiseInc, Operator, Reset, SparseDotInc
from nengo.transforms import SparseMatrix
from nengo_dl.builder.kernel import INC, SET, Access, Context, Kernel, Write, lowers, ref

Arrays = list[jax.Array]


@lowers(Copy)
class CopyKernel(Kernel):
    """``dst = src``, or ``dst += src``: where things go is all there is to it."""

    @classmethod
    def likeness(cls, op: Copy) -> Hashable:  # type: ignore[override]
        """Kind of write."""
        return op.inc

    @classmethod
    def access(cls, op: Copy) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        dst = ref(op.dst, op.dst_slice)
        shape = op.dst.shape if op.dst_slice is None else (dst.size, *op.dst.shape[1:])
        src = ref(op.src, op.src_slice, shape)
        return Access(reads=(src,), writes=(Write(INC if op.inc else SET, dst),))

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        return reads


@lowers(Reset)
class ResetKernel(Kernel):
    """``dst = value``, where part of a signal is reset; whole signals begin with their value."""

    @classmethod
    def access(cls, op: Reset) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        return Access(writes=(Write(SET, ref(op.dst)),))

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        values = [np.full(op.dst.size, op.value) for op in self.operators]  # type: ignore[attr-defined]
        return [jnp.asarray(np.concatenate(values))]


@lowers(ElementwiseInc)
class ElementwiseKernel(Kernel):
    """``Y += A * X``, with broadcasting."""

    @classmethod
    def access(cls, op: ElementwiseInc) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        shape = op.Y.shape
        return Access(
            reads=(ref(op.A, shape=shape), ref(op.X, shape=shape)),
            writes=(Write(INC, ref(op.Y)),),
        )

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        return [reads[0] * reads[1]]


@lowers(SparseDotInc)
class SparseKernel(ElementwiseKernel):
    """``Y += A @ X``: each entry times what stands in its column, added up along its row."""

    @classmethod
    def access(cls, op: SparseDotInc) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        rows, columns = entries_of(op.A.initial_value)
        return Access(
            reads=(ref(op.A), ref(op.X, columns)),
            writes=(Write(INC, ref(op.Y, rows)),),
        )


@lowers(DotInc)
class DotKernel(Kernel):
    """``Y += A @ X``, for matrices of equal shape."""

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether it is a matrix times a vector."""
        assert isinstance(op, DotInc)
        return op.A.ndim == 2 and op.X.shape == (op.A.shape[1],) and op.Y.size == op.A.shape[0]

    @classmethod
    def likeness(cls, op: DotInc) -> Hashable:  # type: ignore[override]
        """Shape of the matrix."""
        return op.A.shape

    @classmethod
    def access(cls, op: DotInc) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        return Access(reads=(ref(op.A), ref(op.X)), writes=(Write(INC, ref(op.Y)),))

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        A = split(reads[0], *self.operators[0].A.shape)  # type: ignore[attr-defined]
        X = split(reads[1], A.shape[-1])
        return [join(matrix_times_vector(A, X), 2)]


def matrix_times_vector(A: jax.Array, X: jax.Array) -> jax.Array:
    """Multiply (…, k, m, n) matrices with (…, k, n) vectors."""
    k, m, n = A.shape[-3:]
    if A.ndim == 3 and k == 1:
        return X @ A[0].T
    if min(m, n) <= FEW and np.prod(X.shape[:-2]) < FEW:
        # For a single item plain loops are faster than a library, and fuse with what surrounds.
        return (A * X[..., None, :]).sum(axis=-1)
    return jnp.einsum("...kmn,...kn->...km", A, X)


FEW = 4
"""Rows or columns, and items, below which a product is too small for a library call."""


def split(x: jax.Array, *shape: int) -> jax.Array:
    """Give (…, k · n) entries of k operators their (…, k, *shape)."""
    return x.reshape(*x.shape[:-1], -1, *shape)


def join(x: jax.Array, n_axes: int) -> jax.Array:
    """Put the last axes behind each other again."""
    return x.reshape(*x.shape[:-n_axes], -1)


def entries_of(matrix: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return row and column of each entry of a sparse matrix, in the order of its data."""
    if isinstance(matrix, SparseMatrix):
        return matrix.indices[:, 0], matrix.indices[:, 1]
    csr = matrix.tocsr()
    rows = np.repeat(np.arange(csr.shape[0]), np.diff(csr.indptr))
    return rows, csr.indices
