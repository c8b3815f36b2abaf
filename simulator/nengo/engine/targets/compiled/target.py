"""The target itself: the table where it can be, Python where it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nengo.builder.signal import Signal, SignalDict
from nengo.engine.blame import blame
from nengo.engine.plan import Plan
from nengo.engine.program import Entry, Recorder
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.loading import has_arithmetic, loading
from nengo.engine.targets.compiled.loop import DONE
from nengo.engine.targets.compiled.lower import lower
from nengo.engine.targets.compiled.recording import Recording, slice_length
from nengo.engine.targets.compiled.table import Row, Table, call
from nengo.engine.targets.numpy import NumpyTarget


class CompiledTarget:
    """Runs the table of a program in the compiled loop; waits until that is loaded."""

    def loop(
        self,
        entries: Sequence[Entry],
        recorders: Sequence[Recorder],
        plan: Plan,
        signals: SignalDict,
    ) -> Callable[[int], None]:
        """See `Target.loop`."""
        if not has_arithmetic(plan.time.dtype):
            return NumpyTarget().loop(entries, recorders, plan, signals)
        return _Runner(entries, recorders, plan, signals).advance


class _Runner:
    """One program, advanced slice by slice.

    Between two slices samples are handed over, and NaN is looked for: where NumPy complains at
    once, the loop does so at the end of the slice.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        recorders: Sequence[Recorder],
        plan: Plan,
        signals: SignalDict,
    ) -> None:
        self._loop = loading(plan.time.dtype).wait()
        self._unit = np.ones(1, dtype=plan.time.dtype)
        self._clock = np.zeros(1, dtype=np.int64)
        self._n_slice = slice_length(recorders)
        step = signals[plan.step]
        self._recordings = [
            Recording(each, step, self._n_slice, plan.time.dtype) for each in recorders
        ]
        samples = [each.row or call(each.append, entries[-1]) for each in self._recordings]
        lowered = lower(entries, plan, signals)
        self._table = Table([*lowered.rows, *samples])
        self._endings = Table(lowered.endings)
        self._watch = _NaNWatch(entries, signals, plan.time.dtype)

    def advance(self, n_steps: int) -> None:
        """Advance by a number of steps."""
        for start in range(0, n_steps, self._n_slice):
            try:
                self._run(min(self._n_slice, n_steps - start))
            finally:
                for recording in self._recordings:
                    recording.hand_over()
                self._loop_over(self._endings, 1)
            self._loop_over(self._watch.table, 1)
            self._watch.refuse_nan()

    def _run(self, n_steps: int) -> None:
        loop, unit, clock = self._loop, self._unit, self._clock
        code, constants, calls = self._table.code, self._table.constants, self._table.calls
        clock[0] = 0
        row = loop(code, constants, unit, clock, 0, n_steps)
        while row != DONE:
            try:
                calls[row]()
            except Exception as error:
                blame(error, self._table.owners[row])
                raise
            row = loop(code, constants, unit, clock, row + 1, n_steps)

    def _loop_over(self, table: Table, n_steps: int) -> None:
        self._clock[0] = 0
        self._loop(table.code, table.constants, self._unit, self._clock, 0, n_steps)


class _NaNWatch:
    """Finds NaN in what a step writes; its table raises the flag, Python then asks where."""

    def __init__(self, entries: Sequence[Entry], signals: SignalDict, dtype: np.dtype) -> None:
        self._flag = np.zeros(1, dtype=np.int64)
        self._places = [
            (signals[signal], entry)
            for signal, entry in _written(entries).items()
            if not signal.sparse and signal.dtype == dtype and signal.size
        ]
        self.table = Table(
            [Row(op.WATCH, (array.size, array, self._flag)) for array, _ in self._places]
        )

    def refuse_nan(self) -> None:
        """Raise a FloatingPointError about the object whose step gave NaN, if any did."""
        if not self._flag[0]:
            return
        self._flag[0] = 0
        for array, entry in self._places:
            if np.isnan(array).any():
                error = FloatingPointError("invalid value encountered")
                blame(error, entry)
                raise error


def _written(entries: Sequence[Entry]) -> dict[Signal, Entry]:
    """Return the signals that own what a step writes, each with the entry that writes it first."""
    first: dict[Signal, Entry] = {}
    for entry in entries:
        for signal in [*entry.op.sets, *entry.op.incs, *entry.op.updates]:
            first.setdefault(signal.base, entry)
    return first
