"""Counting the steps of a piece of work, and telling how long the rest will take."""

from __future__ import annotations

import datetime
import math
import time

from nengo.exceptions import ValidationError


class Progress:
    """How far a piece of work has come. Use it in a ``with`` block around the work.

    Parameters
    ----------
    name_during : str
        What is being done, as in "Simulating".
    name_after : str, optional
        What has been done, as in "Simulation"; ``name_during`` by default.
    max_steps : int, optional
        Number of steps of the whole work, if known.

    Attributes
    ----------
    n_steps : int
        Number of steps done.
    time_start, time_end : float
        When the block was entered and left, in seconds since the epoch.
    finished : bool
        Whether the block was left.
    success : bool or None
        Whether it was left without an error; None as long as it was not.

    Raises
    ------
    ValidationError
        If ``max_steps`` is less than one.
    """

    def __init__(
        self, name_during: str = "", name_after: str | None = None, max_steps: int | None = None
    ) -> None:
        if max_steps is not None and max_steps < 1:
            raise ValidationError(
                f"is {max_steps}, but must be at least 1. Pass None if it is not known.",
                attr="max_steps",
                obj=self,
            )
        self.n_steps = 0
        self.max_steps = max_steps
        self.name_during = name_during
        self.name_after = name_during if name_after is None else name_after
        self.time_start = self.time_end = time.time()
        self.finished = False
        self.success: bool | None = None

    @property
    def progress(self) -> float:
        """Share of the work that is done, 0 … 1; 0 as long as nobody knows the whole."""
        return 0.0 if self.max_steps is None else min(1.0, self.n_steps / self.max_steps)

    def elapsed_seconds(self) -> float:
        """Seconds that the work has taken so far, or took."""
        return (self.time_end if self.finished else time.time()) - self.time_start

    def eta(self) -> float:
        """Estimate the seconds that the rest will take, at the speed so far; -1 if unknown."""
        done = self.progress
        return (1.0 - done) * self.elapsed_seconds() / done if done > 0 else -1

    def step(self, n: int = 1) -> None:
        """Count ``n`` more steps."""
        self.n_steps += n

    def __enter__(self) -> Progress:
        self.finished = False
        self.success = None
        self.n_steps = 0
        self.time_start = time.time()
        return self

    def __exit__(self, exc_type: object, *exc_info: object) -> None:
        self.success = exc_type is None
        if self.success and self.max_steps is not None:
            self.n_steps = self.max_steps
        self.time_end = time.time()
        self.finished = True


def summary(progress: Progress) -> str:
    """Say how a finished piece of work went."""
    outcome = "finished" if progress.success else "stopped"
    duration = timestamp2timedelta(progress.elapsed_seconds())
    return f"{progress.name_after} {outcome} after {duration}."


def timestamp2timedelta(timestamp: float) -> datetime.timedelta | str:
    """Write seconds (``timestamp``) for people, rounded up; ``"Unknown"`` for -1."""
    if timestamp == -1:
        return "Unknown"
    return datetime.timedelta(seconds=math.ceil(timestamp))
