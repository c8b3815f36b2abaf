"""Keep a worker to one core of the machine, from the moment it takes more.

Threads cannot be forbidden, since libraries have good use for them, but those of a model shall
not slow down everything else. Held to one core at all times, a worker would have to wait whenever
that core is busy; so it is only held once it took more than its share.
"""

from __future__ import annotations

import os
import random

SHARE = 1.3
"""Cores a worker may keep busy without being held: a little is lost in measuring."""
WINDOW = 1.0
"""Seconds over which it is measured."""


class Share:
    """Watches how much of the processor a worker takes."""

    def __init__(self) -> None:
        self._since = 0.0
        self._used_before = 0.0

    def look(self, pid: int, now: float) -> None:
        """Measure now and then; hold the worker to one core if it took more."""
        if now - self._since < WINDOW:
            return
        used = _seconds_used(pid)
        if used - self._used_before > SHARE * (now - self._since) and self._since:
            hold_to_one_core(pid)
        self._since, self._used_before = now, used


def hold_to_one_core(pid: int) -> None:
    """Let all threads of a process run on the same core, and those that they start."""
    core = random.choice(sorted(os.sched_getaffinity(0)))
    held: set[str] = set()
    while new := _threads(pid) - held:  # a thread that was starting meanwhile is not held yet
        for thread in new:
            try:
                os.sched_setaffinity(int(thread), {core})
            except OSError:
                pass  # it ended
        held |= new


def _threads(pid: int) -> set[str]:
    try:
        return set(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return set()


def _seconds_used(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            user, system = file.read().rpartition(b")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return 0.0
