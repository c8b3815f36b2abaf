"""Lower the clock, constants, copies and products."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.operator import (
    Copy,
    DotInc,
    ElementwiseInc,
    Reset,
    SparseDotInc,
    TimeUpdate,
)
from nengo.engine.columns import NARROW
from nengo.engine.holds import HoldValue
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.lower.context import Context, lowers
from nengo.engine.targets.compiled.lower.pes import lower_addition
from nengo.engine.targets.compiled.lower.spikes import Spikes
from nengo.engine.targets.compiled.table import Block, Row, address

SMALL = 10_000
"""Matrices of fewer entries than this are done together with others of their size."""


@lowers(TimeUpdate)
def lower_time(operator: TimeUpdate, context: Context) -> list[Row] | None:
    """Lower a clock whose counter has 32 or 64 bits."""
    counter = context.signals[operator.step]
    times = context.floats(operator.time)
    if times is None or counter.itemsize not in (4, 8):
        return None
    return [Row(op.TICK, (8 * counter.itemsize, counter, *times), (context.dt,))]


@lowers(Reset)
def lower_reset(operator: Reset, context: Context) -> list[Row] | None:
    """Lower constants of any shape."""
    arrays = context.floats(operator.dst)
    if arrays is None:
        return None
    return [Row(op.FILL, (arrays[0].size, *arrays), (operator.value,))]


@lowers(Copy)
def lower_copy(operator: Copy, context: Context) -> list[Row] | None:
    """Lower contiguous pieces as such, all else in one dimension by lists of places."""
    if operator in context.learned:
        return lower_addition(operator, context)
    src, dst = context.signals[operator.src], context.signals[operator.dst]
    if not (_is_floats(src, context) and _is_floats(dst, context)):
        return None
    if np.may_share_memory(src, dst):
        return None
    whole = operator.src_slice is None and operator.dst_slice is None
    if whole and src.flags.c_contiguous and dst.flags.c_contiguous and src.shape == dst.shape:
        return [Row(op.ADD if operator.inc else op.COPY, (dst.size, dst, src))]
    return _lower_places(operator, src, dst)


def _is_floats(array: Any, context: Context) -> bool:
    return isinstance(array, np.ndarray) and array.dtype == context.dtype


def _lower_places(operator: Copy, src: np.ndarray, dst: np.ndarray) -> list[Row] | None:
    if src.ndim != 1 or dst.ndim != 1:
        return None
    take, put = _places(src, operator.src_slice), _places(dst, operator.dst_slice)
    if take.size != put.size or not put.size or min(take.min(), put.min()) < 0:
        return None
    if not operator.inc and np.unique(put).size < put.size:
        return None
    opcode = op.ADD_PLACES if operator.inc else op.COPY_PLACES
    return [Row(opcode, (put.size, dst, src, put, take))]


def _places(array: np.ndarray, key: Any) -> np.ndarray:
    """Return where the chosen entries lie, in entries from the start of the array."""
    stride = array.strides[0] // array.itemsize
    chosen = np.arange(len(array)) if key is None else np.arange(len(array))[key]
    return np.ascontiguousarray(chosen * stride, dtype=np.int32)


@lowers(HoldValue)
def lower_hold(operator: HoldValue, context: Context) -> list[Row] | None:
    """Lower held values, which stay those of the operator: they may change between steps."""
    arrays = context.floats(operator.signal)
    if arrays is None:
        return None
    return [Row(op.HOLD, (operator.values.size, *arrays, operator.values))]


@lowers(ElementwiseInc)
def lower_elementwise(operator: ElementwiseInc, context: Context) -> list[Row] | None:
    """Lower a number times an array, or two arrays of one shape."""
    arrays = context.floats(operator.A, operator.X, operator.Y)
    if arrays is None:
        return None
    A, X, Y = arrays
    if X.shape != Y.shape:
        return None
    if A.size == 1:
        return [Row(op.ADD_SCALED, (Y.size, Y, A, X))]
    return [Row(op.ADD_PRODUCT, (Y.size, Y, A, X))] if A.shape == Y.shape else None


@lowers(DotInc)
def lower_dot(operator: DotInc, context: Context) -> list[Row] | None:
    """Lower a matrix times a vector; by the list of spikes where the vector has one."""
    factors = context.factors(operator)
    if factors is None:
        return None
    A, X, Y = factors
    if operator in context.biased:
        (bias,) = context.floats(context.biased[operator].src)
        return [encode_row((by_columns(A), bias, X), Y)]
    if operator.X in context.spikes:
        return [_spikes_row(operator, A, Y, context.spikes[operator.X])]
    if _runs_better_by_columns(operator, A):
        return [Row(op.ADD_COLUMNS, (Y.size, Y, by_columns(A), X, X.size))]
    if A.size < SMALL:
        return [Row(op.ADD_BLOCKS, (Y.size, X.size), blocks=((by_rows(A), X, Y),))]
    return [Row(op.ADD_ROWS, (Y.size, Y, by_rows(A), X, X.size))]


def _spikes_row(operator: DotInc, A: np.ndarray, Y: np.ndarray, spikes: Spikes) -> Row:
    # Kernels look up the numbers that neurons have in the list.
    if operator.A.readonly:
        A = by_columns(A)
        origin = address(A) - spikes.first * A.itemsize * Y.size
        opcode, integers = op.ADD_SPIKES, (Y.size, spikes.who)
    else:
        origin = address(A) - spikes.first * A.itemsize
        opcode, integers = op.ADD_SPIKES_BY_ROWS, (Y.size, spikes.who, A.shape[1])
    return Row(opcode, integers, (spikes.height,), blocks=((origin, spikes.span, Y),), alive=(A,))


def _runs_better_by_columns(operator: DotInc, A: np.ndarray) -> bool:
    m, n = A.shape
    if not operator.A.readonly:
        return False
    return m > n if n < NARROW else m >= NARROW and not A.flags.c_contiguous


def encode_row(encoding: Block, J: np.ndarray) -> Row:
    """Return the row that sets J to bias + A x, of ``encoding`` = (A by columns, bias, x)."""
    return Row(op.ENCODE, (J.size, encoding[2].size), blocks=((*encoding, J),))


def by_columns(matrix: np.ndarray) -> np.ndarray:
    """Return the transpose of a matrix that nobody changes, contiguous."""
    return np.ascontiguousarray(matrix.T)


def by_rows(matrix: np.ndarray) -> np.ndarray:
    """Return a matrix as it is if it is stored row by row, otherwise a copy that is."""
    return np.ascontiguousarray(matrix)


@lowers(SparseDotInc)
def lower_sparse(operator: SparseDotInc, context: Context) -> list[Row] | None:
    """Lower a matrix in compressed rows times a vector."""
    A = context.signals[operator.A]
    arrays = context.floats(operator.X, operator.Y)
    if arrays is None or getattr(A, "format", None) != "csr" or A.data.dtype != context.dtype:
        return None
    X, Y = arrays
    starts, columns = A.indptr.astype(np.int32), A.indices.astype(np.int32)
    return [Row(op.ADD_SPARSE, (Y.size, Y, A.data, X, starts, columns))]
