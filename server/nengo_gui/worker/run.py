"""Lets the time of a simulator pass, level with the wall clock, a few milliseconds at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

import nengo
from nengo_gui.worker.pace import Pace

State = Literal["paused", "running", "failed"]


class Runner:
    """A simulator and its state.

    ::

        paused ──run, step──► running ──pause, the last of the steps──► paused
        running ──an error──► failed ──reset──► paused;  running ──reset──► running

    Parameters
    ----------
    sim : Simulator
        The simulator, at time zero.
    between : callable
        Called after each slice of steps.
    """

    def __init__(self, sim: nengo.Simulator, between: Callable[[], None]) -> None:
        self.state: State = "paused"
        self._sim = sim
        self._between = between
        self._pace = Pace(sim.dt)
        self._steps_left: int | None = None  # None while running on and on
        self._speed: float | None = 1.0

    @property
    def rate(self) -> float:
        """Simulated seconds per second of late."""
        return self._pace.rate()

    @property
    def limited(self) -> bool:
        """Whether the simulation is slower than asked."""
        return self._pace.limited(time.monotonic())

    def set_speed(self, speed: float | None) -> None:
        """Set the simulated seconds per second; None for as fast as possible."""
        self._speed = speed
        if self._steps_left is None:
            self._pace.set_speed(speed)

    def run(self) -> None:
        """Let time pass."""
        if self.state != "failed":
            self.state, self._steps_left = "running", None
            self._pace.set_speed(self._speed)

    def step(self, n: int) -> None:
        """Advance by some steps, as fast as possible; more of them if it is doing so already."""
        if self.state == "paused" and n > 0:
            self.state, self._steps_left = "running", n
            self._pace.set_speed(None)
        elif self._steps_left is not None:
            self._steps_left += n

    def pause(self) -> None:
        """Hold time."""
        if self.state == "running":
            self.state, self._steps_left = "paused", None
            self._pace.hold()

    def reset(self) -> None:
        """Go back to time zero; a running simulator runs on from there."""
        self._pace.hold()
        self._sim.reset()
        if self.state == "failed":
            self.state = "paused"

    def advance(self) -> None:
        """Take the steps that are due, at most a slice of some milliseconds.

        Raises
        ------
        BaseException
            Whatever the model raises. The state is then ``failed``.
        """
        n_steps = self._pace.due(time.monotonic())
        if self._steps_left is not None:
            n_steps = min(n_steps, self._steps_left)
        if n_steps == 0:
            return
        started = time.monotonic()
        try:
            self._sim.run_steps(n_steps)
        except BaseException:
            self.state, self._steps_left = "failed", None
            self._pace.hold()
            raise
        now = time.monotonic()
        self._pace.did(n_steps, now - started, now, self._sim.n_steps * self._sim.dt)
        self._between()
        if self._steps_left is not None:
            self._steps_left -= n_steps
            if self._steps_left == 0:
                self.pause()

    def wait(self) -> float | None:
        """Return the seconds until a step is due; None if that may take for ever."""
        return self._pace.wait(time.monotonic()) if self.state == "running" else None
