"""The table being written: a row for each thing a step does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from nengo.engine.targets.compiled import opcodes as op

N_INTEGERS = 12
"""Opcode, sizes and addresses: as many as the longest kernel takes."""

N_CONSTANTS = 14


class Row(NamedTuple):
    """One row: what the kernel of ``opcode`` takes, as its docstring says.

    Arrays among the integers stand for their addresses. ``call`` is what a ``CALL`` row does in
    Python. ``alive`` are further arrays that must stay where they are.
    """

    opcode: int
    integers: tuple[int | np.ndarray, ...] = ()
    constants: tuple[float, ...] = ()
    call: Callable[[], None] | None = None
    owner: Any = None
    alive: tuple[Any, ...] = ()


def call(step: Callable[[], None], owner: Any = None) -> Row:
    """Return the row for what has no kernel; errors are blamed on ``owner``."""
    return Row(op.CALL, call=step, owner=owner)


def address(array: np.ndarray) -> int:
    """Return where the first entry of an array lies."""
    return array.__array_interface__["data"][0]


class Table:
    """Rows in the form that the loop reads.

    Parameters
    ----------
    rows : sequence of Row
        In the order in which they run.

    Attributes
    ----------
    code : (n_rows, N_INTEGERS) int64 ndarray
    constants : (n_rows, N_CONSTANTS) float64 ndarray
    calls, owners : list
        For each row what Python does and whose it is, None for rows with a kernel.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.code = np.zeros((len(rows), N_INTEGERS), dtype=np.int64)
        self.constants = np.zeros((len(rows), N_CONSTANTS))
        self.calls = [row.call for row in rows]
        self.owners = [row.owner for row in rows]
        self._alive = [(row.integers, row.alive) for row in rows]
        for i, row in enumerate(rows):
            self.code[i, 0] = row.opcode
            for j, value in enumerate(row.integers):
                self.code[i, j + 1] = address(value) if isinstance(value, np.ndarray) else value
            self.constants[i, : len(row.constants)] = row.constants
