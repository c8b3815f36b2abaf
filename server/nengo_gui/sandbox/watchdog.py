"""Notices when a worker owes an answer and stays silent."""

from __future__ import annotations

import math
from typing import Literal

from nengo_gui.protocol.inside import (
    Build,
    Built,
    Clock,
    Load,
    Loaded,
    Order,
    Printed,
    Progressed,
    Report,
    Run,
    Step,
    Troubled,
)
from nengo_gui.sandbox.limits import Limits

Phase = Literal["idle", "start", "check", "load", "build", "step"]
Verdict = Literal["fine", "quiet", "overdue"]


class Watchdog:
    """Follows orders and reports; says whether the worker has been silent for too long.

    ::

        idle ──Load──► start ──Progressed──► check ──Progressed──► load ──Loaded──► idle
        idle ──Build──► build ──Built──► idle ──Run, Step──► step ──Clock(paused)──► idle
        any ──Troubled──► idle

    What a model prints is no news: a loop that never ends may print for ever. A process that is
    slow to start is no fault of the model: its time is counted from the first sign of life.
    Times are those of any one clock, in seconds.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._stage: Literal["start", "check", "load"] | None = None
        self._building = self._running = False
        self._stage_since = 0.0
        self._news_at = 0.0

    @property
    def phase(self) -> Phase:
        """What the worker is at."""
        if self._stage is not None:
            return self._stage
        if self._building:
            return "build"
        return "step" if self._running else "idle"

    def ordered(self, order: Order, now: float) -> None:
        """Note an order."""
        if self.phase == "idle":
            self._news_at = now
        match order:
            case Load():
                self._stage = "start"
            case Build():
                self._building = True
            case Run() | Step():
                self._running = True

    def heard(self, report: Report, now: float) -> None:
        """Note a report."""
        if not isinstance(report, Printed):
            self._news_at = now
        match report:
            case Progressed(stage="check") if self._stage == "start":
                self._stage, self._stage_since = "check", now
            case Progressed(stage="load") if self._stage in ("start", "check"):
                self._stage, self._stage_since = "load", now
            case Loaded():
                self._stage = None
            case Built():
                self._building = False
            case Clock(state=state):
                self._running = state == "running"
            case Troubled():
                self._stage, self._building, self._running = None, False, False

    def verdict(self, now: float) -> Verdict:
        """Judge the silence."""
        if now - self._stage_since > self._allowed():
            return "overdue"
        silent = now - self._news_at > self._limits.quiet_seconds
        return "quiet" if silent and self.phase != "idle" else "fine"

    def _allowed(self) -> float:
        if self._stage == "check":
            return self._limits.check_seconds
        return self._limits.load_seconds if self._stage == "load" else math.inf
