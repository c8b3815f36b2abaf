"""Start workers in a few milliseconds, and end them for good.

A **worker** is a process that runs the code of one model file. The server never does: it sends
orders to the worker and believes none of its reports before checking them.
"""

from __future__ import annotations

import asyncio
import sys

from nengo_gui.sandbox.confine import Level
from nengo_gui.sandbox.forked import ForkingLauncher
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.process import Launcher
from nengo_gui.sandbox.spawned import SpawningLauncher
from nengo_gui.sandbox.worker import OnExit, OnFrame, OnReport, OnStuck, Worker

ENTRY = "nengo_gui.worker.loop:serve"
PREPARE = "nengo_gui.worker.prepare:prepare"


class WorkerPool:
    """Opens workers; owns whatever it takes to open them fast.

    Belongs to one running event loop. All callbacks are made from it.

    Parameters
    ----------
    limits : Limits, optional
        What each worker may use.

    Rarely needed
    -------------
    entry : str
        What runs behind the walls, ``package.module:function``; it gets the channel's socket.
    prepare : str
        What workers to be forked later should find done already. Takes no arguments, and returns
        False if it should be called once more, in a fresh process.
    forking : bool
        Whether to fork workers from a zygote rather than start each from nothing (Linux only).

    Examples
    --------
    ::

        pool = WorkerPool()
        await pool.start()
        worker = pool.open(on_report, on_frame, on_exit, on_stuck)
        worker.send(Load(text="import nengo…", filename="…", folder="…", revision=1))
        …
        await pool.close()
    """

    def __init__(
        self,
        limits: Limits | None = None,
        entry: str = ENTRY,
        prepare: str = PREPARE,
        forking: bool = sys.platform == "linux",
    ) -> None:
        self._limits = limits or Limits()
        self._launcher: Launcher = (
            ForkingLauncher(entry, prepare, self._limits)
            if forking
            else SpawningLauncher(entry, self._limits)
        )
        self._workers: set[Worker] = set()

    @property
    def confinement(self) -> Level:
        """How well workers are walled in on this machine; known after ``start``."""
        return self._launcher.confinement

    async def start(self) -> None:
        """Make ready: workers opened from now on start at once.

        Raises
        ------
        WorkerError
            If no worker can be started on this machine; the text says why.
        """
        await self._launcher.start()

    def open(
        self,
        on_report: OnReport,
        on_frame: OnFrame,
        on_exit: OnExit,
        on_stuck: OnStuck | None = None,
    ) -> Worker:
        """Start a worker. Returns at once: orders may be sent before the process is there.

        A worker that cannot start says so by ``on_exit``.
        """
        launched = self._launcher.launch()
        worker = Worker(launched, self._limits, on_report, on_frame, on_exit, on_stuck)
        self._workers.add(worker)
        worker.gone.add_done_callback(lambda _: self._workers.discard(worker))
        return worker

    async def close(self) -> None:
        """End all workers and wait until no process is left. ``on_exit`` is called for each."""
        workers = list(self._workers)
        for worker in workers:
            worker.kill()
        await asyncio.gather(*(worker.gone for worker in workers))
        await self._launcher.close()
