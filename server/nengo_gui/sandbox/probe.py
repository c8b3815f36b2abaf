"""Measure how well a worker is walled in on this machine: wall one in, and have it try."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import tempfile
from collections.abc import Callable
from typing import Literal, NamedTuple

from nengo_gui.sandbox.confine import confine
from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.limits import Limits

Level = Literal["full", "partial", "none"]
PATIENCE_MS = 5_000


class Confinement(NamedTuple):
    """How well models are walled in.

    ``gaps`` names what they can reach all the same: ``files``, ``network``, ``processes``.
    """

    level: Level
    gaps: tuple[str, ...] = ()


OPEN = Confinement("none", ("files", "network", "processes"))
"""No walls at all."""


def measure(limits: Limits) -> Confinement:
    """Start a worker that tries to get out; return where it did. Linux, from a single thread."""
    with tempfile.TemporaryDirectory(prefix="nengo-probe-") as outside:
        secret = os.path.join(outside, "secret")
        with open(secret, "w") as file:
            file.write("to be read by nobody")
        scratch = os.path.join(outside, "scratch")
        os.mkdir(scratch)
        answer = _ask(limits, Enclosure(scratch=scratch), secret)
    gaps = tuple(json.loads(answer or b"null") or OPEN.gaps)
    if answer == b"[]":
        return Confinement("full")
    return Confinement("partial" if len(gaps) < len(OPEN.gaps) else "none", gaps)


def _ask(limits: Limits, enclosure: Enclosure, secret: str) -> bytes:
    """Return what the probe says before it ends; nothing if it could not be walled in."""
    ours, its = os.pipe()
    parent, pid = os.getpid(), os.fork()
    if pid == 0:
        try:
            confine(limits, enclosure, parent)
            os.write(its, json.dumps(_gaps(secret, parent)).encode())
        finally:
            os._exit(0)
    os.close(its)
    answer = os.read(ours, 1000) if select.select([ours], [], [], PATIENCE_MS / 1000)[0] else b""
    os.close(ours)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return answer


def _gaps(secret: str, parent: int) -> list[str]:
    tries: dict[str, list[Callable[[], object]]] = {
        "files": [lambda: open(secret), lambda: open(secret + " too", "x"), _second_thread],
        "network": [socket.socket],
        "processes": [_fork, lambda: os.kill(parent, 0)],
    }
    return [gap for gap, ways in tries.items() if any(map(_succeeds, ways))]


def _succeeds(way: Callable[[], object]) -> bool:
    try:
        way()
    except OSError:
        return False
    return True


def _second_thread() -> None:
    """Files are kept from one thread at a time: one that is older than the walls is free."""
    if len(os.listdir("/proc/self/task")) == 1:
        raise OSError("There is only this thread.")


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
