"""Choose how workers are started on this machine.

Little is imported here: whoever starts the server lets this begin before the rest is there.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.process import Launcher
from nengo_gui.settings import Settings

ENTRY = "nengo_gui.worker.loop:serve"
PREPARE = "nengo_gui.worker.prepare:prepare"


def limits_of(settings: Settings) -> Limits:
    """Return what the settings allow a worker."""
    limits = Limits(walls=settings.sandbox != "off")
    return limits if settings.memory is None else replace(limits, memory=settings.memory)


def launcher(
    limits: Limits,
    entry: str = ENTRY,
    prepare: str = PREPARE,
    forking: bool = sys.platform == "linux",
) -> Launcher:
    """Return a way to start workers; see ``WorkerPool`` for the parameters."""
    if forking:
        from nengo_gui.sandbox.forked import ForkingLauncher

        return ForkingLauncher(entry, prepare, limits)
    from nengo_gui.sandbox.spawned import SpawningLauncher

    return SpawningLauncher(entry, limits)
