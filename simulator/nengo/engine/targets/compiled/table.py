"""The table being written: a row for each thing a step does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from nengo.engine.targets.compiled import opcodes as op

N_INTEGERS = 12
"""Opcode, sizes and addresses: as many as the longest kernel takes."""

N_CONSTANTS = 14


Block = tuple["int | np.ndarray", ...]
"""Arrays, or their addresses."""


class Row(NamedTuple):
    """One row: what the kernel of ``opcode`` takes, as its docstring says.

    Arrays among the integers stand for their addresses. A kernel that does the same to several
    blocks takes their number and the address of a list of ``blocks`` before all else; each block is
    a tuple of arrays. ``call`` is what a ``CALL`` row does in Python. ``alive`` are further arrays
    that must stay where they are.
    """

    opcode: int
    integers: tuple[int | np.ndarray, ...] = ()
    constants: tuple[float, ...] = ()
    blocks: tuple[Block, ...] = ()
    call: Callable[[], None] | None = None
    owner: Any = None
    alive: tuple[Any, ...] = ()


def call(step: Callable[[], None], owner: Any = None) -> Row:
    """Return the row for what has no kernel; errors are blamed on ``owner``."""
    return Row(op.CALL, call=step, owner=owner)


def address(array: int | np.ndarray) -> int:
    """Return where the first entry of an array lies; an address stays what it is."""
    return array.__array_interface__["data"][0] if isinstance(array, np.ndarray) else array


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
        self._alive: list[object] = [rows]
        for i, row in enumerate(rows):
            integers = row.integers if not row.blocks else (*self._listed(row), *row.integers)
            self.code[i, : len(integers) + 1] = [row.opcode, *map(address, integers)]
            self.constants[i, : len(row.constants)] = row.constants

    def _listed(self, row: Row) -> tuple[int, np.ndarray]:
        """Return the number of blocks, and the list of the addresses of their arrays."""
        listed = np.array([[address(each) for each in block] for block in row.blocks])
        self._alive.append(listed)
        return len(row.blocks), listed
