"""Notices when a worker owes an answer and stays silent."""

from __future__ import annotations

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

Phase = Literal["idle", "check", "load", "build", "step"]
Verdict = Literal["fine", "quiet", "overdue"]


class Watchdog:
    """Follows orders and reports; says whether the worker has been silent for too long.

    ::

        idle ──Load──► check ──Progressed(load)──► load ──Loaded──► idle
        idle ──Build──► build ──Built──► idle ──Run, Step──► step ──Clock(paused)──► idle
        any ──Troubled──► idle

    What a model prints is no news: a loop that never ends may print for ever.
    Times are those of any one clock, in seconds.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._checking = self._loading = self._building = self._running = False
        self._loading_since = 0.0
        self._news_at = 0.0

    @property
    def phase(self) -> Phase:
        """What the worker is at."""
        if self._loading:
            return "check" if self._checking else "load"
        if self._building:
            return "build"
        return "step" if self._running else "idle"

    def ordered(self, order: Order, now: float) -> None:
        """Note an order."""
        if self.phase == "idle":
            self._news_at = now
        match order:
            case Load():
                self._checking = self._loading = True
                self._loading_since = now
            case Build():
                self._building = True
            case Run() | Step():
                self._running = True

    def heard(self, report: Report, now: float) -> None:
        """Note a report."""
        if not isinstance(report, Printed):
            self._news_at = now
        match report:
            case Progressed(stage="load"):
                self._checking = False
            case Loaded():
                self._loading = False
            case Built():
                self._building = False
            case Clock(state=state):
                self._running = state == "running"
            case Troubled():
                self._loading = self._building = self._running = False

    def verdict(self, now: float) -> Verdict:
        """Judge the silence."""
        if self._loading and now - self._loading_since > self._allowed():
            return "overdue"
        silent = now - self._news_at > self._limits.quiet_seconds
        return "quiet" if silent and self.phase != "idle" else "fine"

    def _allowed(self) -> float:
        return self._limits.check_seconds if self._checking else self._limits.load_seconds
