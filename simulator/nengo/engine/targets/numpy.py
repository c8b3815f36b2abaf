"""The readable definition of a step: one Python function per operator, over NumPy arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nengo.builder.operator.base import Step
from nengo.builder.probe import SimProbe
from nengo.builder.signal import SignalDict
from nengo.engine.blame import blame
from nengo.engine.plan import Plan
from nengo.engine.program import Entry, Recorder


class NumpyTarget:
    """Calls the step function of one operator after the other."""

    def loop(
        self,
        entries: Sequence[Entry],
        recorders: Sequence[Recorder],
        plan: Plan,
        signals: SignalDict,
    ) -> Callable[[int], None]:
        """See `Target.loop`."""
        entries = [entry for entry in entries if not isinstance(entry.op, SimProbe)]
        steps = [entry.step for entry in entries]
        step = signals[plan.step]
        records = [_make_record(recorder, step) for recorder in recorders]

        def advance(n_steps: int) -> None:
            do: Step | None = None
            try:
                for _ in range(n_steps):
                    for do in steps:
                        do()
                    for record in records:
                        record()
            except Exception as error:
                if do is not None:
                    blame(error, entries[steps.index(do)])
                raise

        return advance


def _make_record(recorder: Recorder, step: np.ndarray) -> Callable[[], None]:
    array, period, append = recorder.array, recorder.period, recorder.samples.append
    if period == 1:
        return lambda: append(array)

    def record() -> None:
        if step.item() % period < 1:
            append(array)

    return record
