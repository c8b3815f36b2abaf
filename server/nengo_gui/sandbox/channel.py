"""The server's end of the channel to a worker."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from nengo_gui.protocol.channel import MESSAGE, REPORT_CAPS, ChannelError, Splitter, pack

RATE = 8 << 20
"""Bytes a second we read from a worker in the long run; beyond, the worker has to wait."""
MAX_WAITING = 32 << 20
"""Bytes of orders that may wait for a worker that does not listen."""


class Channel(asyncio.Protocol):
    """Reads messages from a worker and writes messages to it.

    Parameters
    ----------
    sock : socket
        Ours from now on.
    on_message : callable
        Gets (kind, payload) of each message, in order.
    on_end : callable
        Called once when nothing more will come: with the ``ChannelError`` if what came was no
        message, else with None.
    """

    def __init__(
        self,
        sock: socket.socket,
        on_message: Callable[[int, bytes], None],
        on_end: Callable[[ChannelError | None], None],
    ) -> None:
        self._on_message = on_message
        self._on_end = on_end
        self._splitter = Splitter(REPORT_CAPS)
        self._transport: asyncio.Transport
        self._is_open = False
        self._early: list[bytes] = []  # what is sent before it is open
        self._error: ChannelError | None = None
        self._loop = asyncio.get_running_loop()
        self._budget = float(RATE)
        self._budget_at = self._loop.time()
        self._connecting = self._loop.create_task(self._connect(sock))

    def send(self, message: bytes) -> None:
        """Send a message; it waits if the worker is busy.

        Raises
        ------
        ChannelError
            If so much waits already that the worker will never catch up.
        """
        packet = pack(MESSAGE, message)
        if not self._is_open:
            self._early.append(packet)
        elif self._transport.get_write_buffer_size() > MAX_WAITING:
            raise ChannelError("The worker does not take its orders.")
        else:
            self._transport.write(packet)

    def close(self) -> None:
        """Drop the channel; nothing is called any more."""
        self._on_message = lambda *_: None
        self._on_end = lambda _: None
        self._connecting.cancel()
        if self._is_open:
            self._transport.abort()

    async def _connect(self, sock: socket.socket) -> None:
        try:
            await self._loop.create_connection(lambda: self, sock=sock)
        except BaseException:
            sock.close()
            raise

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, with what was sent early (asyncio calls this)."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._is_open = transport, True
        transport.writelines(self._early)
        self._early.clear()

    def data_received(self, data: bytes) -> None:
        """Take what came (asyncio calls this)."""
        try:
            for kind, payload in self._splitter.feed(data):
                self._on_message(kind, payload)
        except ChannelError as error:
            self._error = error
            self._transport.abort()
        else:
            self._spend(len(data))

    def connection_lost(self, error: Exception | None) -> None:
        """Pass the end on (asyncio calls this)."""
        self._on_end(self._error)

    def _spend(self, size: int) -> None:
        """Stop reading for a while when too much came: the socket fills, and the worker waits."""
        now = self._loop.time()
        earned = (now - self._budget_at) * RATE
        self._budget = min(self._budget + earned, RATE) - size
        self._budget_at = now
        if self._budget < 0:
            self._transport.pause_reading()
            self._loop.call_later(-self._budget / RATE, self._resume)

    def _resume(self) -> None:
        if not self._transport.is_closing():
            self._transport.resume_reading()
