"""How much of the machine a worker may use."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass, field

if sys.platform != "win32":
    import resource

MIB = 1 << 20
GIB = 1 << 30


def half_of_memory() -> int:
    """Bytes in half of this machine's memory; 2 GiB where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, OSError, ValueError):
        return 2 * GIB


@dataclass(frozen=True)
class Limits:
    """What a worker may use, and how long it may stay silent."""

    memory: int = field(default_factory=half_of_memory)
    """Bytes in memory; beyond, the worker is stopped with an explanation."""
    disk: int = GIB
    """Bytes of all files it writes."""
    open_files: int = 1024
    check_seconds: float = 10.0
    """For reading the text against the three rules."""
    load_seconds: float = 60.0
    """For running the model file."""
    quiet_seconds: float = 2.0
    """Silence after which the screen is told which line is still running."""
    walls: bool = True
    """Whether the kernel keeps it from other files, from the network and from other processes."""

    def as_dict(self) -> dict[str, float | bool]:
        """Write the limits such that ``Limits(**…)`` reads them."""
        return asdict(self)


def apply(limits: Limits) -> None:
    """Bind this process, and all it starts, to limits that the kernel keeps.

    The limit on address space only catches single huge requests, with a ``MemoryError`` on the
    line that made them; what is really in use is watched from outside (``memory_used``), because
    Python cannot be trusted to survive exactly at the limit.
    """
    if sys.platform == "win32":
        return
    _lower(resource.RLIMIT_AS, limits.memory * 3 // 2 + 512 * MIB)
    _lower(resource.RLIMIT_FSIZE, limits.disk)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CORE, 0)


def memory_used(pid: int) -> int | None:
    """Bytes of a process in memory; None where the system does not tell, or it is gone."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return None


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))
