"""The contract between operators and engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.builder.signal import Signal, SignalDict

Step = Callable[[], Any]
"""What an operator does in each time step."""


class Operator:
    """One piece of the work of a step.

    A subclass sets four lists, and an engine orders the operators by them: within one step,
    whatever memory a signal stands for is

    * *set* by at most one operator, then
    * *incremented* by any number, then
    * *read*, then
    * *updated* by at most one operator, which is visible in the next step.

    Parameters
    ----------
    tag : str, optional
        For people only.

    Attributes
    ----------
    sets, incs, reads, updates : list of Signal
        The signals it sets, increments, reads and updates.
    """

    sets: list[Signal]
    incs: list[Signal]
    reads: list[Signal]
    updates: list[Signal]

    def __init__(self, tag: str | None = None) -> None:
        self.tag = tag

    @property
    def all_signals(self) -> list[Signal]:
        """Every signal it touches."""
        return self.reads + self.sets + self.incs + self.updates

    def init_signals(self, signals: SignalDict) -> None:
        """Give memory to the signals that have none yet."""
        for signal in self.all_signals:
            if signal not in signals:
                signals.init(signal)

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """Return the function that does the work of one step.

        Parameters
        ----------
        signals : SignalDict
            Memory of all signals. The arrays stay the same ones during the whole run.
        dt : float
            Length of a step, in seconds.
        rng : numpy.random.RandomState
            The generator of the simulator.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say what to do in a step. Give it a make_step method."
        )

    @property
    def _description(self) -> str:
        """What it does to which signals, in a few characters."""
        return ""

    def __str__(self) -> str:
        parts = [self._description, "" if self.tag is None else repr(self.tag)]
        return f"{type(self).__name__}{{{' '.join(part for part in parts if part)}}}"

    def __repr__(self) -> str:
        tag = "" if self.tag is None else f" {self.tag!r}"
        return f"<{type(self).__name__}{tag} at 0x{id(self):x}>"
