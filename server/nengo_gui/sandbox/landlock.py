"""Which files this process may read and write from now on, kept by the kernel (Landlock).

References
----------
The Linux kernel, *Landlock: unprivileged access control*, Documentation/userspace-api/landlock.rst,
and ``<linux/landlock.h>``.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from nengo_gui.sandbox.kernel import syscall

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
ASK_VERSION = 1
PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_SOCKET = 1 << 9
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
READ = READ_FILE | READ_DIR
OF_DEVICES = 1 << 6 | 1 << 11 | IOCTL_DEV  # to make them, and to steer them
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

N_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many of these rights a version of Landlock knows; later ones know all 16."""
TCP = 0b11  # bind, connect
SIGNALS_AND_ABSTRACT_SOCKETS = 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("files", "network", "scoped")]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"  # what packing implies; later versions of Python want to hear it
    _fields_ = [("rights", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """Return the version of Landlock this kernel keeps; 0 for none."""
    try:
        return syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str], devices: Iterable[str]) -> None:
    """Forbid this thread, and all it starts, everything but this. It cannot be undone.

    TCP, signals to others and abstract sockets are forbidden too, where the kernel can.

    Parameters
    ----------
    readable : iterable of str
        Files and folders that may be read. What does not exist is passed over.
    writable : iterable of str
        Folders in which everything may be done except making devices and sockets.
    devices : iterable of str
        Files that may be read and written, but neither made nor removed.

    Raises
    ------
    OSError
        If the kernel refuses; call only if there is a ``version``.
    """
    handled = _handled(version())
    files = handled.files
    rules = _ruleset(handled)
    try:
        for path in readable:
            _allow(rules, path, files & READ)
        for path in writable:
            _allow(rules, path, files & ~(OF_DEVICES | EXECUTE | MAKE_SOCKET))
        for path in devices:
            _allow(rules, path, files & (READ_FILE | WRITE_FILE | TRUNCATE))
        syscall(RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _handled(version: int) -> _Ruleset:
    return _Ruleset(
        files=(1 << N_RIGHTS.get(version, 16)) - 1,
        network=TCP if version >= 4 else 0,
        scoped=SIGNALS_AND_ABSTRACT_SOCKETS if version >= 6 else 0,
    )


def _ruleset(handled: _Ruleset) -> int:
    n_fields = 3 if handled.scoped else 2 if handled.network else 1
    return syscall(CREATE_RULESET, ctypes.byref(handled), 8 * n_fields, 0)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there, or out of reach anyway, needs no rule
    try:
        if not stat.S_ISDIR(os.fstat(folder).st_mode):
            rights &= FOR_FILES
        beneath = _Beneath(rights, folder)
        syscall(ADD_RULE, rules, PATH_BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(folder)
