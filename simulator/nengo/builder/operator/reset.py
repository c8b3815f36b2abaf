"""Give a signal the same value at the start of each step."""

from __future__ import annotations

import numpy as np

from nengo.builder.operator.base import Operator, Step
from nengo.builder.signal import Signal, SignalDict


class Reset(Operator):
    """Set a signal to a constant, usually so that others may increment it.

    Sets ``dst``.

    Parameters
    ----------
    dst : Signal
        (...) signal of any shape.
    value : float
        The constant.
    tag : str, optional
        For people only.
    """

    def __init__(self, dst: Signal, value: float = 0, tag: str | None = None) -> None:
        super().__init__(tag=tag)
        self.value = float(value)
        self.sets = [dst]
        self.incs = []
        self.reads = []
        self.updates = []

    @property
    def dst(self) -> Signal:
        """The signal that is set."""
        return self.sets[0]

    @property
    def _description(self) -> str:
        return f"{self.dst} = {self.value}"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        fill, value = signals[self.dst].fill, self.value

        def reset() -> None:
            fill(value)

        return reset
