"""The socket: JSON text for commands and events, bytes for frames."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
from tornado.iostream import IOStream, StreamClosedError
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from nengo_gui.handlers.crowd import Crowd
from nengo_gui.handlers.gate import Gate
from nengo_gui.handlers.guarded import FORBIDDEN, Guarded
from nengo_gui.protocol.commands import Hello, parse
from nengo_gui.protocol.events import Refused
from nengo_gui.session.viewers import Viewer
from nengo_gui.session.visit import Visit

HELLO_SECONDS = 5.0
MOST_SOCKETS = 64
# Codes from 4400 on mean that trying again is of no use.
STRANGER, SILENT, NONSENSE, CROWDED, BEHIND = 4401, 4408, 4400, 4429, 4000

Receive = Callable[[Viewer, Hello], Awaitable[Visit]]


class SocketHandler(Guarded, WebSocketHandler):
    """``/socket``: carries messages between one tab and its visit.

    ::

        open ──hello with the page's secret──► visiting ──closed──► gone
          └── anything else, or five seconds of silence ──────────►
    """

    def initialize(  # type: ignore[override]
        self, gate: Gate, receive: Receive, sockets: set[SocketHandler], crowd: Crowd
    ) -> None:
        """Take what the application gives to each handler."""
        Guarded.initialize(self, gate)
        self._receive = receive
        self._sockets = sockets
        self._crowd = crowd
        self._visit: Visit | None = None
        self._viewer: Viewer | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._line: IOStream | None = None

    @property
    def is_seated(self) -> bool:
        """Whether it is a tab of ours; others wait to be asked to leave."""
        return self._viewer is not None

    def prepare(self) -> None:
        """Turn away what is not a page of this server: those always name their origin."""
        super().prepare()
        if "Origin" not in self.request.headers:
            raise HTTPError(FORBIDDEN)

    def check_origin(self, origin: str) -> bool:
        """Leave this to the gate, which has compared it already."""
        return True

    def get_compression_options(self) -> None:
        """Send samples as they are: compressing them costs much and saves little."""

    def open(self, *args: str, **kwargs: str) -> None:
        """Wait for hello, but not for long."""
        self.set_nodelay(True)
        assert self.ws_connection is not None
        self._line = self.ws_connection.stream  # type: ignore[attr-defined]
        self._sockets.add(self)
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(HELLO_SECONDS, self.close, SILENT, "no hello came")

    async def on_message(self, message: str | bytes) -> None:
        """Carry out a command. A coroutine: the next message is read when this one is done."""
        try:
            command = parse(message)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            self._misunderstood(str(error))
            return
        if self._visit is not None:
            self._visit.handle(command)
        elif isinstance(command, Hello):
            await self._greet(command)
        else:
            self.close(STRANGER, "hello comes first")

    async def _greet(self, hello: Hello) -> None:
        if not self.gate.is_secret(self.cookie, hello.secret):
            self.close(STRANGER, "open the printed link again")
            return
        if self._patience is not None:
            self._patience.cancel()
        if sum(other.is_seated for other in self._sockets) >= MOST_SOCKETS:
            self.close(CROWDED, f"more than {MOST_SOCKETS} tabs are open")
            return
        if self._line is not None:
            self._crowd.seat(self._line)
        self._viewer = Viewer(self._deliver, lambda: self.close(BEHIND, "this tab fell behind"))
        visit = await self._receive(self._viewer, hello)
        if self in self._sockets:
            self._visit = visit
        else:
            visit.end()  # the tab was closed while it waited at the door

    def _misunderstood(self, error: str) -> None:
        if self._viewer is None:
            self.close(NONSENSE, "expected a command")
            return
        self._viewer.tell(
            Refused(message=f"The server did not understand: {error}.", remedy="Reload the page.")
        )

    async def _deliver(self, message: str | bytes) -> None:
        try:
            # Shielded, for Tornado complains of writes that are given up; they end with the line.
            sent = self.write_message(message, binary=isinstance(message, bytes))
            sent.add_done_callback(_forgive)
            await asyncio.shield(sent)
        except (WebSocketClosedError, StreamClosedError) as error:
            raise ConnectionError("The tab is closed.") from error

    def hang_up(self) -> None:
        """End the connection at once, whatever is still on its way."""
        if self._line is not None:
            self._line.close()

    def on_close(self) -> None:
        """Say goodbye; the session goes on without this tab."""
        self._sockets.discard(self)
        if self._patience is not None:
            self._patience.cancel()
        if self._visit is not None:
            self._visit.end()


def _forgive(sent: asyncio.Future[None]) -> None:
    """Look at how a write ended, though nobody may wait for it any more."""
    if not sent.cancelled():
        sent.exception()
