"""Give up what root may do beyond other users, for good."""

from __future__ import annotations

import ctypes
import platform
from pathlib import Path

from nengo_gui.sandbox.kernel import (
    PR_CAP_AMBIENT,
    PR_CAPBSET_DROP,
    PR_SET_NO_NEW_PRIVS,
    prctl,
    syscall,
)

CAPSET = {"x86_64": 126, "aarch64": 91}
VERSION_3 = 0x20080522  # _LINUX_CAPABILITY_VERSION_3: two words of 32 bits each
CLEAR_ALL = 4


def drop_capabilities() -> None:
    """Keep no capability, and no way to gain one: not by root, not by running a program."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    if _are_held():
        prctl(PR_CAP_AMBIENT, CLEAR_ALL)
        for number in range(_last() + 1):
            prctl(PR_CAPBSET_DROP, number)
        _keep_none()


def _are_held() -> bool:
    """Whether this process has any capability; without one, it cannot drop others either."""
    status = Path("/proc/self/status").read_text()
    return any(
        int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapEff")
    )


def _last() -> int:
    return int(Path("/proc/sys/kernel/cap_last_cap").read_text())


def _keep_none() -> None:
    number = CAPSET.get(platform.machine())
    if number is None:
        return  # the bounding set is empty, and no program that it matters to can be run
    head = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    syscall(number, head, (ctypes.c_uint32 * 6)())
