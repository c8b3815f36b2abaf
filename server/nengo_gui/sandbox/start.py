"""Start workers in a few milliseconds, and end them for good.

A **worker** is a process that runs the code of one model file. The server never does: it sends
orders to the worker and believes none of its reports before checking them.
"""

from __future__ import annotations

import asyncio
import sys

from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.launch import ENTRY, PREPARE, launcher
from nengo_gui.sandbox.limits import Limits
from nengo_gui.sandbox.probe import Confinement
from nengo_gui.sandbox.process import Launcher, WorkerError
from nengo_gui.sandbox.scratch import Scratch
from nengo_gui.sandbox.worker import Callbacks, OnExit, OnFrame, OnReport, OnStuck, Worker


class WorkerPool:
    """Opens workers; owns whatever it takes to open them fast.

    Belongs to one running event loop. All callbacks are made from it.

    Parameters
    ----------
    limits : Limits, optional
        What each worker may use.
    required : bool
        Whether to refuse to start where models cannot be walled in wholly.

    Rarely needed
    -------------
    entry : str
        What runs behind the walls, ``package.module:function``; it gets the channel's socket.
    prepare : str
        What workers to be forked later should find done already. Takes no arguments, and returns
        False if it should be called once more, in a fresh process.
    forking : bool
        Whether to fork workers from a zygote rather than start each from nothing (Linux only).
    begun : Launcher, optional
        What starts the workers, if it has been told to begin already, with the same limits.

    Examples
    --------
    ::

        pool = WorkerPool()
        await pool.start()
        worker = pool.open(on_report, on_frame, on_exit, on_stuck, folder="…")
        worker.send(Load(text="import nengo…", filename="…", folder="…", revision=1))
        …
        await pool.close()
    """

    def __init__(
        self,
        limits: Limits | None = None,
        required: bool = False,
        entry: str = ENTRY,
        prepare: str = PREPARE,
        forking: bool = sys.platform == "linux",
        begun: Launcher | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._launcher = begun or launcher(self._limits, entry, prepare, forking)
        self._required = required
        self._scratch = Scratch()
        self._workers: set[Worker] = set()

    @property
    def confinement(self) -> Confinement:
        """How well workers are walled in on this machine; known after ``start``."""
        return self._launcher.confinement

    async def start(self) -> None:
        """Make ready: workers opened from now on start at once.

        Raises
        ------
        WorkerError
            If no worker can be started on this machine, or none that is walled in as well as it
            must be; the text says why.
        """
        self._scratch.start()
        await self._launcher.start()
        if self._required and self.confinement.level != "full":
            raise WorkerError(
                "Models cannot be walled in on this machine: nothing would keep them from your "
                f"{' and '.join(self.confinement.gaps)}. Leave out --sandbox=require to be asked "
                "for each folder instead, or use Linux 6.2 or later."
            )

    def open(
        self,
        on_report: OnReport,
        on_frame: OnFrame,
        on_exit: OnExit,
        on_stuck: OnStuck | None = None,
        folder: str = "",
    ) -> Worker:
        """Start a worker. Returns at once: orders may be sent before the process is there.

        A worker that cannot start says so by ``on_exit``.

        Parameters
        ----------
        on_report, on_frame, on_exit, on_stuck : callable
            Called with what the worker says, and how it fares.
        folder : str
            The model's own, which it may read; empty for none.
        """
        enclosure = self._scratch.enclosure(folder)
        launched = self._launcher.launch(enclosure)
        callbacks = Callbacks(on_report, on_frame, on_exit, on_stuck)
        worker = Worker(launched, self._limits, enclosure, callbacks)
        self._workers.add(worker)
        worker.gone.add_done_callback(lambda _: self._forget(worker, enclosure))
        return worker

    def _forget(self, worker: Worker, enclosure: Enclosure) -> None:
        self._workers.discard(worker)
        self._scratch.forget(enclosure)

    async def close(self) -> None:
        """End all workers and wait until no process is left. ``on_exit`` is called for each."""
        workers = list(self._workers)
        for worker in workers:
            worker.kill()
        await asyncio.gather(*(worker.gone for worker in workers))
        await self._launcher.close()
        self._scratch.close()
