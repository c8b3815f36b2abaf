"""Start workers in a few milliseconds, and end them for good.

A **worker** is a process that runs the code of one model file. The server never does: it sends
orders to the worker and believes none of its reports before checking them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from nengo_gui.protocol.inside import Order, Report
from nengo_gui.sandbox.exits import Exit

OnReport = Callable[[Report], None]
"""Called with each report, checked against the protocol, in the order it was sent."""
OnFrame = Callable[[bytes], None]
"""Called with each frame, as bytes that ``protocol.frames.decode`` can read."""
OnExit = Callable[[Exit], None]
"""Called once, when the worker is gone, whatever the reason; nothing is called after it."""
OnStuck = Callable[[int | None], None]
"""Called every second or so while a worker owes an answer and gives no sign of life; with the
line of the model that is running, if it can be told."""


class WorkerPool:
    """Opens workers; owns whatever it takes to open them fast.

    Belongs to one running event loop. All callbacks are made from it.

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

    @property
    def confinement(self) -> Literal["full", "partial", "none"]:
        """How well workers are walled in on this machine; known after ``start``."""
        raise NotImplementedError

    async def start(self) -> None:
        """Make ready: workers opened from now on start at once.

        Raises
        ------
        WorkerError
            If no worker can be started on this machine; the text says why.
        """
        raise NotImplementedError

    def open(
        self,
        on_report: OnReport,
        on_frame: OnFrame,
        on_exit: OnExit,
        on_stuck: OnStuck | None = None,
    ) -> Worker:
        """Start a worker. Returns at once: orders may be sent before the process is there.

        Never raises: a worker that cannot start says so by ``on_exit``.
        """
        raise NotImplementedError

    async def close(self) -> None:
        """End all workers and wait until no process is left. ``on_exit`` is called for each."""
        raise NotImplementedError


class Worker:
    """One confined process and the channel to it. Made by ``WorkerPool.open``."""

    @property
    def pid(self) -> int | None:
        """Its process id; None until it started and after it ended."""
        raise NotImplementedError

    def send(self, order: Order) -> None:
        """Send an order. Does nothing if the worker is gone: ``on_exit`` tells or has told."""
        raise NotImplementedError

    def kill(self) -> None:
        """End the worker and all processes it started, whatever it is doing.

        Nothing of the model runs any more, not even its clean-up. ``on_exit`` follows with
        ``asked=True``.
        """
        raise NotImplementedError

    async def where(self) -> int | None:
        """Find the line of the model file that is running right now, counted from 1.

        Works even inside C code that does not let Python go on. Takes up to a quarter of a second;
        None if no line of the model is running, or the worker does not answer.
        """
        raise NotImplementedError
