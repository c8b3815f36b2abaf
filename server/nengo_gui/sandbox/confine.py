"""The walls themselves, raised inside the worker before it sees any of the user's text.

Today they keep a worker from outliving the server, from gaining rights, and within its limits;
they do not keep it from files or the network. The level says so.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Literal

from nengo_gui.sandbox.limits import Limits, apply

Level = Literal["full", "partial", "none"]

# From <linux/prctl.h>.
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38


def level() -> Level:
    """How well ``confine`` walls in a process on this machine."""
    return "none"


def confine(limits: Limits, parent: int) -> None:
    """Wall this process in. It cannot be undone.

    Parameters
    ----------
    limits : Limits
        What it may use of the machine.
    parent : int
        Process without which it must not live.
    """
    die_with(parent)
    os.umask(0o077)
    apply(limits)
    _yield_to_others()
    if sys.platform == "linux":
        prctl(PR_SET_NO_NEW_PRIVS, 1)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent is gone (Linux)."""
    if sys.platform != "linux":
        return
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        os._exit(0)


def prctl(option: int, value: int) -> None:
    """Change how the Linux kernel treats this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl({option}): {os.strerror(number)}")


def _yield_to_others() -> None:
    """Let the screen stay smooth, and let the system take our memory first when it runs out."""
    if sys.platform == "win32":
        return
    os.nice(5)
    if sys.platform == "linux":
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
