"""One wide row for several of a kind whose arrays are neighbours in memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.lower.neurons import MANY
from nengo.engine.targets.compiled.table import Row, address

N_ARRAYS = {
    op.FILL: 1,
    op.COPY: 2,
    op.ADD: 2,
    op.ADD_PRODUCT: 3,
    op.SUBTRACT: 3,
    op.ADAPT: 2,
    op.RECTIFIED: 2,
    op.LIF_RATE: 2,
    op.SIGMOID: 2,
    op.TANH: 2,
    op.INTEGRATE_RATES: 3,
    op.IZHIKEVICH: 4,
    op.LOWPASS: 3,
    op.GAIN: 2,
    op.LIF: 4,
}
"""Kernels that work element by element, and how many arrays of the same length they take."""

NEIGHBOURS = {op.ENCODE: (1, 4), op.ADD_BLOCKS: (1, 3)}
"""Kernels that take several matrices of one size: which arrays must be neighbours already."""

PACKED = {op.ENCODE: (2, 3), op.ADD_BLOCKS: (2,)}
"""… and which never change, so that copies can be made neighbours."""

Test = Callable[[Row, Row], bool]


def merge(rows: Iterable[Row]) -> list[Row]:
    """Merge rows that may run in any order; returns fewer rows of the same effect."""
    merged: list[Row] = []
    for opcode, group in itertools.groupby(sorted(rows, key=_sort_key), lambda row: row.opcode):
        if opcode in N_ARRAYS:
            merged += [_joined(run) for run in _runs(group, _continues)]
        elif opcode in PACKED:
            merged += [_packed(run) for run in _runs(group, _follows)]
        else:
            merged += group
    return merged


def _sort_key(row: Row) -> tuple:
    """Return what rows must be sorted by for neighbours in memory to become neighbours in order."""
    if row.opcode in N_ARRAYS:
        return (row.opcode, row.constants, address(row.integers[1]))
    if row.opcode in PACKED:
        return (row.opcode, row.integers[-2:], address(row.integers[1]))
    return (row.opcode,)


def _runs(rows: Iterable[Row], continues: Test) -> Iterable[list[Row]]:
    """Yield the longest runs of rows in which each continues the one before."""
    run: list[Row] = []
    for row in rows:
        if run and not continues(run[-1], row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _continues(before: Row, row: Row) -> bool:
    """Whether a row does for the next pieces of memory what the other does for its own."""
    if row.constants != before.constants or _has_own_spikes(row) or _has_own_spikes(before):
        return False
    places = range(1, N_ARRAYS[row.opcode] + 1)
    return all(_are_neighbours(before.integers[i], row.integers[i]) for i in places)


def _has_own_spikes(row: Row) -> bool:
    """Whether a product with decoders reads the list of spikes of this row."""
    return row.opcode == op.LIF and row.integers[0] >= MANY


def _follows(before: Row, row: Row) -> bool:
    """Whether a product takes the next pieces of memory, with a matrix of the same size."""
    same_size = row.integers[-2:] == before.integers[-2:]
    places = NEIGHBOURS[row.opcode]
    return same_size and all(_are_neighbours(before.integers[i], row.integers[i]) for i in places)


def _are_neighbours(before: np.ndarray, array: np.ndarray) -> bool:
    return address(before) + before.nbytes == address(array)


def _joined(run: Sequence[Row]) -> Row:
    """Return one row that works on the memory of all."""
    if len(run) == 1:
        return run[0]
    integers = (sum(row.integers[0] for row in run), *run[0].integers[1:])
    if run[0].opcode == op.LIF:
        integers = (*integers[:-1], _joined_spikes(run))
    return run[0]._replace(integers=integers, alive=tuple(row.integers for row in run))


def _joined_spikes(run: Sequence[Row]) -> np.ndarray:
    sizes = [row.integers[0] for row in run]
    starts = np.cumsum([0, *sizes[:-1]])
    lists = [row.integers[-1] for row in run]
    who = [spikes[1 : 1 + spikes[0]] + start for spikes, start in zip(lists, starts, strict=True)]
    joined = np.zeros(sum(sizes) + 2, dtype=np.int32)
    joined[0] = sum(map(len, who))
    joined[1 : 1 + joined[0]] = np.concatenate(who)
    return joined


def _packed(run: Sequence[Row]) -> Row:
    """Return one row for all matrices, with copies of what never changes."""
    if len(run) == 1:
        return run[0]
    integers = list(run[0].integers)
    integers[0] = len(run)
    for i in PACKED[run[0].opcode]:
        integers[i] = np.concatenate([row.integers[i].ravel() for row in run])
    return run[0]._replace(integers=tuple(integers), alive=tuple(row.integers for row in run))
