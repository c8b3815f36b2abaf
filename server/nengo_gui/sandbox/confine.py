"""The walls themselves, raised inside the worker before it sees any of the user's text.

1. It dies with the server, and owns no more than is let in (``enclosure``, ``limits``).
2. It has no rights of root, and can gain none (``capabilities``).
3. It reads and writes what lies within, and nothing else (``landlock``).
4. It starts no program, talks to nobody, signals nobody (``seccomp``).

Where the kernel lacks 3 or 4 the rest still stands; ``probe`` measures what holds.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from nengo_gui.protocol.walls import WALLED
from nengo_gui.sandbox import landlock, seccomp
from nengo_gui.sandbox.capabilities import drop_capabilities
from nengo_gui.sandbox.enclosure import DEVICES, Enclosure
from nengo_gui.sandbox.kernel import PR_SET_PDEATHSIG, prctl
from nengo_gui.sandbox.limits import Limits, apply


def confine(limits: Limits, enclosure: Enclosure, parent: int) -> None:
    """Wall this process in. It cannot be undone.

    Parameters
    ----------
    limits : Limits
        What it may use of the machine.
    enclosure : Enclosure
        What lies within.
    parent : int
        Process without which it must not live.

    Raises
    ------
    OSError
        If a wall cannot be raised although the kernel has it: then no model may run here.
    """
    readable = enclosure.readable  # while home is where it was
    os.umask(0o077)
    enclosure.move_in()
    apply(limits)
    _yield_to_others()
    if sys.platform == "linux":
        drop_capabilities()
        die_with(parent)
        if limits.walls:
            _raise_walls(readable, enclosure.writable)


def _raise_walls(readable: list[str], writable: list[str]) -> None:
    if landlock.version():
        landlock.restrict(readable, writable, DEVICES)
    if seccomp.is_available():
        os.environ[WALLED] = "1"
        seccomp.restrict()


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent is gone (Linux)."""
    if sys.platform != "linux":
        return
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        os._exit(0)


def _yield_to_others() -> None:
    """Let the screen stay smooth, and let the system take our memory first when it runs out."""
    if sys.platform == "win32":
        return
    os.nice(5)
    if sys.platform == "linux":
        # It is no wall: a process that changed its user may not do this, and is confined anyway.
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
