"""One wide row for several of a kind whose arrays are neighbours in memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from nengo.engine.targets.compiled import opcodes as op
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
}
"""Kernels that work element by element, and how many arrays of the same length they take."""

STATE = (2, 3, 4, 6)
"""Arrays of neurons, in the row that advances them."""

BLOCKWISE = {op.ENCODE, op.ADD_BLOCKS, op.ADD_SPIKES, op.ADD_SPIKES_BY_ROWS}
"""Kernels that take any number of blocks, wherever these lie."""


def merge(rows: Iterable[Row]) -> list[Row]:
    """Merge rows that may run in any order; returns fewer rows of the same effect."""
    merged: list[Row] = []
    for opcode, group in itertools.groupby(sorted(rows, key=_sort_key), lambda row: row.opcode):
        if opcode in N_ARRAYS:
            merged += [_joined(run) for run in _runs(group, _continues)]
        elif opcode in BLOCKWISE:
            merged += [_with_all_blocks(run) for run in _runs(group, _is_alike)]
        elif opcode == op.LIF:
            merged += [_with_all_blocks(run) for run in _runs(group, _is_next_ensemble)]
        else:
            merged += group
    return merged


def _sort_key(row: Row) -> tuple:
    """Return what rows must be sorted by for those that can be merged to become neighbours."""
    if row.opcode in N_ARRAYS:
        return (row.opcode, row.constants, address(row.integers[1]))
    if row.opcode in BLOCKWISE:
        last = row.blocks[0][-1]
        return (row.opcode, row.constants, [address(each) for each in row.integers], address(last))
    if row.opcode == op.LIF:
        return (row.opcode, address(row.integers[STATE[0]]))
    return (row.opcode,)


def _runs(rows: Iterable[Row], continues: Callable[[Row, Row], bool]) -> Iterable[list[Row]]:
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
    if row.constants != before.constants:
        return False
    places = range(1, N_ARRAYS[row.opcode] + 1)
    return all(_are_neighbours(before.integers[i], row.integers[i]) for i in places)


def _joined(run: Sequence[Row]) -> Row:
    """Return one row that works on the memory of all."""
    integers = (sum(row.integers[0] for row in run), *run[0].integers[1:])
    return run[0]._replace(integers=integers, alive=tuple(row.integers for row in run))


def _is_alike(before: Row, row: Row) -> bool:
    """Whether two rows differ in their blocks only."""
    pairs = zip(before.integers, row.integers, strict=True)
    same = all(address(a) == address(b) for a, b in pairs)
    return same and row.constants == before.constants


def _is_next_ensemble(before: Row, row: Row) -> bool:
    """Whether neurons follow those of another row in memory and in the list of spikes."""
    if row.integers[:2] != before.integers[:2] or row.constants != before.constants:
        return False
    return all(_are_neighbours(before.integers[i], row.integers[i]) for i in STATE)


def _are_neighbours(before: int | np.ndarray, array: int | np.ndarray) -> bool:
    """Whether one array begins where the other ends; 0 stands for none, and none follows none."""
    length = before.nbytes if isinstance(before, np.ndarray) else 0
    return address(before) + length == address(array)


def _with_all_blocks(run: Sequence[Row]) -> Row:
    blocks = tuple(block for row in run for block in row.blocks)
    return run[0]._replace(blocks=blocks, alive=tuple((row.integers, row.alive) for row in run))
