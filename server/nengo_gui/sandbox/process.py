"""What ``WorkerPool`` asks of a way to start processes; one file for each way."""

from __future__ import annotations

import asyncio
import socket
from abc import ABC, abstractmethod
from typing import NamedTuple

from nengo_gui.protocol.channel import MESSAGE, pack
from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.probe import Confinement


class WorkerError(Exception):
    """No worker can be started on this machine."""


class Process(ABC):
    """A process that was asked for; it may not have begun yet.

    Attributes
    ----------
    pid : int or None
        None until it began and after it ended.
    ended : asyncio.Future
        Becomes the exit status (negative for a signal, None if nobody knows) when it is over.
    """

    def __init__(self) -> None:
        self.pid: int | None = None
        self.ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()

    @abstractmethod
    def signal(self, number: int) -> None:
        """Send a signal, if it lives."""

    @abstractmethod
    def kill(self) -> None:
        """End it and all it started, at once; before it began, as soon as it does."""

    def set_ended(self, status: int | None) -> None:
        """Note that it is over."""
        self.pid = None
        if not self.ended.done():
            self.ended.set_result(status)


class Launched(NamedTuple):
    """A process and our ends of what connects us: the channel, and the pipe its stacks come by."""

    process: Process
    channel: socket.socket
    stacks: int | None


def admit(channel: socket.socket, enclosure: Enclosure) -> None:
    """Tell a process, by a channel that nothing was sent by yet, what lies within its walls."""
    channel.sendall(pack(MESSAGE, enclosure.to_json()))


class Launcher(ABC):
    """A way to start workers."""

    confinement: Confinement

    @abstractmethod
    def begin(self) -> None:
        """Begin to make ready, without waiting; needs a running event loop."""

    @abstractmethod
    async def start(self) -> None:
        """Make ready; raises ``WorkerError`` if that is not possible."""

    @abstractmethod
    def launch(self, enclosure: Enclosure) -> Launched:
        """Ask for a process that is walled in with this; returns before it runs."""

    @abstractmethod
    async def close(self) -> None:
        """End what ``start`` began, all processes included."""
