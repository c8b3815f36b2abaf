"""An order in which rows of one kind stand together, equal in effect to the order of the program.

Each entry gets a level: one more than that of the last entry before it that it must not overtake,
because one of the two writes what the other touches. Entries of one level may run in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.engine.program import Entry
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.table import Row


class Levels:
    """The level of each entry, found one entry after the other."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._whole = _untouched_by_views(entries)
        self._written: dict[Signal, np.ndarray] = {}
        self._read: dict[Signal, np.ndarray] = {}
        self._last_call = 0

    def of(self, operator: Operator, also_read: Sequence[Signal], row: Row) -> int:
        """Return the level of the next operator, whose first row is ``row``.

        Calls of Python keep their order among themselves, since they may have side effects.
        """
        reads = [*operator.reads, *also_read]
        reads = [signal for signal in reads if not signal.base.readonly]
        writes = [*operator.sets, *operator.incs, *operator.updates]
        before = [self._of_parts(self._written, signal).max() for signal in reads + writes]
        before += [self._of_parts(self._read, signal).max() for signal in writes]
        level = 1 + max(before, default=0)
        if row.opcode == op.CALL:
            self._last_call = level = max(level, 1 + self._last_call)
        for signal in reads:
            part = self._of_parts(self._read, signal)
            np.maximum(part, level, out=part)
        for signal in writes:
            self._of_parts(self._written, signal)[...] = level
        return level

    def _of_parts(self, levels: dict[Signal, np.ndarray], signal: Signal) -> np.ndarray:
        """Return the levels of those entries of the signal's base that the signal covers."""
        base = signal.base
        if base in self._whole:
            return levels.setdefault(base, np.zeros(1, dtype=np.int64))
        if base not in levels:
            levels[base] = np.zeros(max(1, base.size), dtype=np.int64)
        strides = tuple(8 * stride for stride in signal.elemstrides)
        return np.ndarray(signal.shape, np.int64, levels[base], 8 * signal.elemoffset, strides)


def _untouched_by_views(entries: Iterable[Entry]) -> set[Signal]:
    """Return the signals that are only ever touched as a whole."""
    touched = {signal for entry in entries for signal in entry.op.all_signals}
    cut = {signal.base for signal in touched if signal.is_view}
    return {signal for signal in touched if signal not in cut}
