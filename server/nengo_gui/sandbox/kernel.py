"""Calls of the Linux kernel and its C library that Python's standard library does not offer."""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Callable

# From <linux/prctl.h>.
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = 1, 24, 36
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 38, 47


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def prctl(option: int, *arguments: int) -> int:
    """Change how the kernel treats this process; raises ``OSError``."""
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    return _checked(_libc().prctl(option, *padded), f"prctl({option})")


def syscall(number: int, *arguments: object) -> int:
    """Call the kernel by number; raises ``OSError``."""
    words = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_libc().syscall(ctypes.c_long(number), *words), f"system call {number}")


def at_exit(function: Callable[[], None]) -> None:
    """Have a function called when C code ends this process, which Python's ``atexit`` misses."""
    call = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(lambda _: function())
    _kept.append(call)
    _libc().__cxa_atexit(call, None, None)


_kept: list[object] = []  # what the C library calls must not be collected


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
