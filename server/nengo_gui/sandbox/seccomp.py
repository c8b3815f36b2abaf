"""Which calls of the kernel this process may make from now on, kept by the kernel (seccomp).

The filter is a program of its own little machine: load a word of the call, compare, jump, answer.

References
----------
The Linux kernel, *Seccomp BPF*, Documentation/userspace-api/seccomp_filter.rst, and
``<linux/seccomp.h>``, ``<linux/filter.h>``.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import struct
from collections.abc import Iterable

from nengo_gui.sandbox import kernel
from nengo_gui.sandbox.syscalls import LAST_KNOWN, Syscalls, syscalls

SET_MODE_FILTER, FOR_ALL_THREADS = 1, 1

Code = list[tuple[int, int, int, int]]  # operation, jump if true, jump if false, operand
LOAD, JUMP, IF_EQUAL, IF_AT_LEAST, IF_ANY_BIT, ANSWER = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT = 0, 4, 16
ALLOW, KILL = 0x7FFF0000, 0x80000000
REFUSE, UNKNOWN = 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS

CLONE_THREAD = 0x10000
PRIO_PROCESS = 0
AF_UNIX, SOCK_STREAM, SOCK_DATAGRAM_OR_OTHER = 1, 1, 0x0E
# Ask what a file is, how much waits in it, and set its flags: nothing that steers a device.
HARMLESS_IOCTLS = (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# Have signals sent to whoever is named, or be told what others do: F_SETOWN and the like.
TELLING_FCNTLS = (8, 10, 15, 1024, 1026)
# Names of threads and of memory, and questions. Not: whether to die with the server.
HARMLESS_PRCTLS = (3, 15, 16, 21, 23, 39, 0x53564D41)
# What cannot be caught says nothing of the line that did it.
UNTOLD_SIGNALS = (signal.SIGKILL, signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def is_available() -> bool:
    """Whether we know how to write a filter for this machine."""
    return syscalls() is not None


def restrict() -> None:
    """Forbid this process, and all it starts, what no model needs. It cannot be undone.

    Raises
    ------
    OSError
        If the kernel knows no filters.
    """
    calls = syscalls()
    assert calls is not None
    code = b"".join(struct.pack("=HBBI", *line) for line in write_filter(calls, os.getpid()))
    program = _Program(len(code) // 8, code)
    number = calls.number["seccomp"]
    kernel.syscall(number, SET_MODE_FILTER, FOR_ALL_THREADS, ctypes.byref(program))


def write_filter(calls: Syscalls, pid: int) -> Code:
    """Write the filter for a process.

    Parameters
    ----------
    calls : Syscalls
        Those of the machine.
    pid : int
        The process, which may send signals to itself only.
    """
    code: Code = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (IF_EQUAL, 1, 0, calls.architecture),
        (ANSWER, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER_AT),
        (IF_AT_LEAST, 0, 1, LAST_KNOWN + 1),
        (ANSWER, 0, 0, UNKNOWN),
    ]
    for number in calls.forbidden:
        code += [(IF_EQUAL, 0, 1, number), (ANSWER, 0, 0, REFUSE)]
    for name, conditions in _conditions(pid).items():
        code += [(IF_EQUAL, 0, len(conditions) + 1, calls.number[name]), *conditions]
        code += [(ANSWER, 0, 0, ALLOW)]
    return [*code, (ANSWER, 0, 0, ALLOW)]


def _conditions(pid: int) -> dict[str, Code]:
    """Return, by the name of a call, what refuses it where it must be refused."""
    oneself = (0, pid)
    return {
        # The C library then makes threads by `clone`, whose flags we can see.
        "clone3": [(ANSWER, 0, 0, UNKNOWN)],
        "clone": _all_bits(0, CLONE_THREAD),
        "kill": [*_one_of(0, [pid]), *_none_of(1, UNTOLD_SIGNALS)],
        "tgkill": [*_one_of(0, [pid]), *_none_of(2, UNTOLD_SIGNALS)],
        # This is how we ask for the line that runs.
        "rt_sigaction": _none_of(0, [signal.SIGUSR1]),
        "prlimit64": _one_of(0, oneself),
        "setpriority": [*_one_of(0, [PRIO_PROCESS]), *_one_of(1, oneself)],
        # Streams only: a datagram socket could be sent to any other of this system.
        "socketpair": [*_one_of(0, [AF_UNIX]), *_no_bits(1, SOCK_DATAGRAM_OR_OTHER)],
        "ioctl": _one_of(1, HARMLESS_IOCTLS),
        "fcntl": _none_of(1, TELLING_FCNTLS),
        "prctl": _one_of(0, HARMLESS_PRCTLS),
        "seccomp": [(ANSWER, 0, 0, REFUSE)],
    }


def _load(argument: int) -> tuple[int, int, int, int]:
    """Load the lower half of an argument; the upper one of an int means nothing."""
    return LOAD, 0, 0, ARGUMENTS_AT + 8 * argument


def _one_of(argument: int, allowed: Iterable[int]) -> Code:
    values = list(allowed)
    tests: Code = [(IF_EQUAL, len(values) - i, 0, value) for i, value in enumerate(values)]
    return [_load(argument), *tests, (ANSWER, 0, 0, REFUSE)]


def _none_of(argument: int, refused: Iterable[int]) -> Code:
    values = list(refused)
    tests: Code = [(IF_EQUAL, len(values) - i, 0, int(value)) for i, value in enumerate(values)]
    return [_load(argument), *tests, (JUMP, 0, 0, 1), (ANSWER, 0, 0, REFUSE)]


def _all_bits(argument: int, bit: int) -> Code:
    return [_load(argument), (IF_ANY_BIT, 1, 0, bit), (ANSWER, 0, 0, REFUSE)]


def _no_bits(argument: int, bits: int) -> Code:
    return [_load(argument), (IF_ANY_BIT, 0, 1, bits), (ANSWER, 0, 0, REFUSE)]
