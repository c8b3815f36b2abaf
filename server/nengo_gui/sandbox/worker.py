"""One confined process, seen from the server: what it says, how it fares, how it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from nengo_gui.protocol import frames
from nengo_gui.protocol.channel import MESSAGE, ChannelError
from nengo_gui.protocol.inside import Load, Order, Report, dump, parse_report
from nengo_gui.sandbox.channel import Channel
from nengo_gui.sandbox.credible import Conversation, Incredible
from nengo_gui.sandbox.enclosure import Enclosure
from nengo_gui.sandbox.exits import Cause, Death, Exit, explain
from nengo_gui.sandbox.limits import Limits, memory_used
from nengo_gui.sandbox.process import Launched
from nengo_gui.sandbox.scratch import used as disk_used
from nengo_gui.sandbox.share import Share
from nengo_gui.sandbox.stacks import Stacks, last_stacks, line_in
from nengo_gui.sandbox.watchdog import Watchdog

OnReport = Callable[[Report], None]
"""Called with each report, checked against the protocol, in the order it was sent."""
OnFrame = Callable[[bytes], None]
"""Called with each frame, as bytes that ``protocol.frames.decode`` can read."""
OnExit = Callable[[Exit], None]
"""Called once, when the worker is gone, whatever the reason; nothing is called after it."""
OnStuck = Callable[[int | None], None]
"""Called every second or so while a worker owes an answer and gives no sign of life; with the
line of the model that is running, if it can be told."""


class Callbacks(NamedTuple):
    """Who is told about a worker."""

    on_report: OnReport
    on_frame: OnFrame
    on_exit: OnExit
    on_stuck: OnStuck | None


TICK = 0.1
"""Seconds between two looks at a worker's memory."""
DISK_TICK = 1.0
"""Seconds between two looks at what it wrote."""
STUCK_EVERY = 1.0
"""Seconds between two calls of ``on_stuck``."""
LAST_WORDS_SECONDS = 0.3
"""How long to wait for the end of the channel after the end of the process, or the reverse."""


class Worker:
    """One confined process and the channel to it. Made by ``WorkerPool.open``.

    ::

        starting ──► alive ──its end, kill, a broken rule──► ending ──► gone

    Attributes
    ----------
    gone : asyncio.Future
        Done once ``on_exit`` has been called.
    """

    def __init__(
        self,
        launched: Launched,
        limits: Limits,
        enclosure: Enclosure,
        callbacks: Callbacks,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._limits = limits
        self._enclosure = enclosure
        self._on_report, self._on_frame, self._on_exit, self._on_stuck = callbacks
        self._process = launched.process
        self._channel = Channel(launched.channel, self._hear, self._hear_end)
        self._channel_ended = asyncio.Event()
        self._stacks = None if launched.stacks is None else Stacks(launched.stacks)
        self._asking = asyncio.Lock()  # one question for the stack at a time
        self._watchdog = Watchdog(limits)
        self._conversation = Conversation()
        self._share = Share()
        self._stuck_told_at = 0.0
        self._filename = ""
        self._has_spoken = False
        self._line: int | None = None  # where it was when we ended it
        self._cause: Cause | None = None
        self.gone: asyncio.Future[None] = self._loop.create_future()
        watches = (self._watch(), self._watch_disk())
        self._watches = [self._loop.create_task(watch) for watch in watches]
        self._burial = self._loop.create_task(self._bury())

    @property
    def pid(self) -> int | None:
        """Its process id; None until it started and after it ended."""
        return self._process.pid

    def send(self, order: Order) -> None:
        """Send an order. Does nothing if the worker is gone: ``on_exit`` tells or has told."""
        if self._process.ended.done() or self._cause is not None:
            return
        if isinstance(order, Load):
            self._filename = order.filename
        self._conversation.ordered(order)
        self._watchdog.ordered(order, self._loop.time())
        try:
            self._channel.send(dump(order))
        except ChannelError:
            self._end(Cause.CHANNEL)

    def kill(self) -> None:
        """End the worker and all processes it started, whatever it is doing.

        Nothing of the model runs any more, not even its clean-up. No report follows, only
        ``on_exit`` with ``asked=True``.
        """
        self._end(Cause.ASKED)

    async def where(self) -> int | None:
        """Find the line of the model file that is running right now, counted from 1.

        Works even inside C code that does not let Python go on. Takes up to a quarter of a second;
        None if no line of the model is running, or the worker does not answer.
        """
        if self._stacks is None or not self._has_spoken or self._process.ended.done():
            return None  # before it speaks, it may not know the signal, and die of it
        async with self._asking:
            self._process.signal(signal.SIGUSR1)
            return line_in(await self._stacks.answer(), self._filename)

    def _end(self, cause: Cause, line: int | None = None) -> None:
        if self._process.ended.done():
            return
        if self._cause is None:
            self._cause, self._line = cause, line
        self._process.kill()

    def _hear(self, kind: int, payload: bytes) -> None:
        self._has_spoken = True
        if self._cause is not None:
            return
        try:
            report = parse_report(payload) if kind == MESSAGE else _checked_frame(payload)
            if not isinstance(report, bytes):
                self._conversation.check(report)
        except (msgspec.MsgspecError, ValueError, Incredible):
            self._end(Cause.CHANNEL)
            return
        if isinstance(report, bytes):
            self._on_frame(report)
        else:
            self._watchdog.heard(report, self._loop.time())
            self._on_report(report)

    def _hear_end(self, error: ChannelError | None) -> None:
        self._channel_ended.set()
        if error is not None:
            self._end(Cause.CHANNEL)
        elif not self._process.ended.done():  # usually its end is on the way
            self._loop.call_later(LAST_WORDS_SECONDS, self._end_unless_over)

    def _end_unless_over(self) -> None:
        if not self._process.ended.done():
            self._end(Cause.CHANNEL)

    async def _watch(self) -> None:
        """Look at memory, silence and its share of the processor, time and again."""
        while not self._process.ended.done():
            await asyncio.sleep(TICK)
            used = memory_used(self.pid) if self.pid is not None else None
            verdict = self._watchdog.verdict(self._loop.time())
            if used is not None and used > self._limits.memory:
                self._end(Cause.MEMORY, await self.where())
            elif verdict == "overdue":
                self._end(Cause.SLOW, await self.where())
            elif verdict == "quiet":
                await self._tell_stuck()
            if self._limits.walls and self.pid is not None and sys.platform == "linux":
                self._share.look(self.pid, self._loop.time())

    async def _watch_disk(self) -> None:
        """Look at what it writes, more rarely: there may be many files to look at."""
        while not self._process.ended.done():
            await asyncio.sleep(DISK_TICK)
            used = await asyncio.to_thread(disk_used, self._enclosure, self.pid)
            if used > self._limits.disk:
                self._end(Cause.DISK, await self.where())

    async def _tell_stuck(self) -> None:
        if self._on_stuck is None or self._loop.time() - self._stuck_told_at < STUCK_EVERY:
            return
        line = await self.where()
        # It may have spoken, or died, while we asked.
        is_quiet = self._watchdog.verdict(self._loop.time()) != "fine"
        if is_quiet and not self._process.ended.done():
            self._stuck_told_at = self._loop.time()
            self._on_stuck(line)

    async def _bury(self) -> None:
        """Wait for the end, hear the last words, and tell."""
        status = await asyncio.shield(self._process.ended)
        for watch in self._watches:
            watch.cancel()
        try:
            await asyncio.wait_for(self._channel_ended.wait(), LAST_WORDS_SECONDS)
        except asyncio.TimeoutError:
            pass  # a process that the model started holds the channel
        self._channel.close()
        death = self._autopsy(status)
        try:
            self._on_exit(explain(death, self._limits))
        finally:
            self.gone.set_result(None)

    def _autopsy(self, status: int | None) -> Death:
        words = ""
        if self._stacks is not None:
            self._stacks.close()
            words = self._stacks.text
        line = self._line
        if line is None and self._cause is None:
            line = line_in(last_stacks(words), self._filename)
        return Death(status, self._cause, self._watchdog.phase, line, words)


def _checked_frame(payload: bytes) -> bytes:
    """Return the bytes as they are, having made sure that they can be read as frames."""
    for _ in frames.decode(payload):
        pass
    return payload
