"""The clock."""

from __future__ import annotations

import numpy as np

from nengo.builder.operator.base import Operator, Step
from nengo.builder.signal import Signal, SignalDict


class TimeUpdate(Operator):
    """Count the step, and tell the time: step · dt.

    Sets ``step`` and ``time``.

    Parameters
    ----------
    step : Signal
        () integer signal; the first step is number 1.
    time : Signal
        () signal, in seconds.
    tag : str, optional
        For people only.
    """

    def __init__(self, step: Signal, time: Signal, tag: str | None = None) -> None:
        super().__init__(tag=tag)
        self.sets = [step, time]
        self.incs = []
        self.reads = []
        self.updates = []

    @property
    def step(self) -> Signal:
        """The step counter."""
        return self.sets[0]

    @property
    def time(self) -> Signal:
        """The time."""
        return self.sets[1]

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        step, time = signals[self.step], signals[self.time]

        def count_and_tell_time() -> None:
            step[...] = n = step.item() + 1
            # A product rather than a running sum: rounding errors do not pile up.
            time[...] = n * dt

        return count_and_tell_time
