"""How many connections there may be, and who goes when one too many comes."""

from __future__ import annotations

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream

MOST_CONNECTIONS = 256
"""Besides open tabs. A browser uses six; each costs a file descriptor."""


class Crowd:
    """All connections that have not proved yet that they are ours, the oldest first.

    When there are too many, the oldest goes: a flood pushes out itself, while a page that comes
    in between is answered long before its turn.
    """

    def __init__(self) -> None:
        self._waiting: dict[IOStream, None] = {}

    def enter(self, line: IOStream) -> None:
        """Let a connection in, and another one go if there are too many."""
        if len(self._waiting) >= MOST_CONNECTIONS:
            self._waiting = {line: None for line in self._waiting if not line.closed()}
        if len(self._waiting) >= MOST_CONNECTIONS:
            oldest = next(iter(self._waiting))
            del self._waiting[oldest]
            oldest.close()
        self._waiting[line] = None

    def seat(self, line: IOStream) -> None:
        """Let a connection stay: it is a tab of ours."""
        self._waiting.pop(line, None)


class Listener(HTTPServer):
    """An HTTP server that does not let itself be crowded."""

    crowd: Crowd

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        """Take a new connection."""
        self.crowd.enter(stream)
        super().handle_stream(stream, address)
