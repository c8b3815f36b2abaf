"""Who watches a session, and how much each of them can take.

Events are never lost and keep their order. Frames are sent as long as the viewer has credit: it
may owe us the acknowledgement of a few messages, and what comes meanwhile is joined into one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from nengo_gui.protocol.events import (
    Drawn,
    GraphChanged,
    History,
    Log,
    Offers,
    Places,
    Plots,
    Problems,
    ServerEvent,
    Simulation,
    TextChanged,
    Viewers,
    dump,
)
from nengo_gui.session.replay import Stamped

CREDIT = 4
"""Messages of frames on their way to a viewer that it has not yet drawn."""
MOST_BYTES_WAITING = 16 << 20
"""Beyond, the oldest frames are dropped for this viewer."""
MESSAGE_BYTES = 1 << 20
"""A message is closed when it has this many: the page must not stand still over one."""
MOST_EVENTS_WAITING = 2_000
MOST_LINES_WAITING = 1_000
"""Lines of the Log that wait in one event; of more, the newest."""
STALLED_SECONDS = 20.0
"""A viewer that takes no byte for this long is closed; it may come back and catch up."""

_WHOLE = (TextChanged, GraphChanged, Plots, Problems, Simulation, History, Offers, Viewers)
"""Events that tell all there is to tell of something."""

Deliver = Callable[[str | bytes], Awaitable[None]]


class Viewer:
    """One browser tab.

    ::

        watching ──falls behind, or says goodbye──► gone

    Parameters
    ----------
    deliver : coroutine function
        Sends text or bytes; returns when the system has taken them.
    close : function
        Ends the connection.

    Attributes
    ----------
    heard : int
        Its own number of the last edit that came from it.
    """

    def __init__(self, deliver: Deliver, close: Callable[[], None]) -> None:
        self.heard = 0
        self._deliver = deliver
        self._close = close
        self._events: deque[ServerEvent] = deque()
        self._frames: deque[Stamped] = deque()
        self._bytes = 0
        self._owed: deque[int] = deque()
        self._wake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = asyncio.create_task(self._write())

    @property
    def gone(self) -> bool:
        """Whether nothing is sent any more."""
        return self._writer is None

    def tell(self, event: ServerEvent) -> None:
        """Send an event after those told before."""
        if self.gone:
            return
        if not self._joined(event):
            self._events.append(event)
        if len(self._events) > MOST_EVENTS_WAITING:
            self.leave()
        self._wake.set()

    def _joined(self, event: ServerEvent) -> bool:
        """Let an event take the place of those that wait, as far as it says all they say."""
        last = self._events[-1] if self._events else None
        if isinstance(event, Log) and isinstance(last, Log):
            self._events[-1] = _joined_logs(last, event)
            return True
        if self._events:
            self._events = deque(e for e in self._events if not _says_all_of(event, e))
        return False

    def show(self, frame: Stamped) -> None:
        """Send a frame as soon as there is credit."""
        if self.gone:
            return
        self._frames.append(frame)
        self._bytes += len(frame.data)
        while self._bytes > MOST_BYTES_WAITING:
            self._bytes -= len(self._frames.popleft().data)
        self._wake.set()

    def forget_frames(self) -> None:
        """Drop the frames that wait: what they showed is gone."""
        self._frames.clear()
        self._bytes = 0

    def acknowledge(self, seq: int) -> None:
        """Note that frames up to ``seq`` have been drawn."""
        while self._owed and self._owed[0] <= seq:
            self._owed.popleft()
        self._wake.set()

    def leave(self) -> None:
        """Send nothing more and end the connection."""
        writer, self._writer = self._writer, None
        if writer is not None:
            self._close()
            if writer is not asyncio.current_task():
                writer.cancel()

    async def _write(self) -> None:
        try:
            while not self.gone:
                await self._wake.wait()
                self._wake.clear()
                for message in self._ready():
                    await asyncio.wait_for(self._deliver(message), STALLED_SECONDS)
        except (OSError, asyncio.TimeoutError, ConnectionError):
            pass
        finally:
            with contextlib.suppress(RuntimeError):
                self.leave()

    def _ready(self) -> Iterator[str | bytes]:
        """Yield all that may be sent now; events first, for they may explain the frames."""
        while not self.gone:
            if self._events:
                yield dump(self._events.popleft())
            elif self._frames and len(self._owed) < CREDIT:
                yield self._next_message()
            else:
                return

    def _next_message(self) -> bytes:
        """Join the frames that wait, up to the size of a message."""
        parts: list[bytes] = []
        size = 0
        while self._frames and (not parts or size + len(self._frames[0].data) <= MESSAGE_BYTES):
            frame = self._frames.popleft()
            parts.append(frame.data)
            size += len(frame.data)
        self._bytes -= size
        self._owed.append(frame.seq)
        return b"".join(parts)


def _says_all_of(later: ServerEvent, earlier: ServerEvent) -> bool:
    """Say whether nobody needs an event any more who gets a later one."""
    if type(later) is not type(earlier):
        return False
    match later:
        case Drawn():
            return isinstance(earlier, Drawn) and earlier.stream == later.stream
        case Places():
            return later.complete
    return isinstance(later, _WHOLE)


def _joined_logs(first: Log, second: Log) -> Log:
    entries = first.entries + second.entries
    kept = entries[-MOST_LINES_WAITING:]
    dropped = first.dropped + second.dropped + len(entries) - len(kept)
    return Log(entries=kept, dropped=dropped)


class Audience:
    """All viewers of one session."""

    def __init__(self) -> None:
        self._viewers: list[Viewer] = []

    def __len__(self) -> int:
        return len(self._viewers)

    def __iter__(self) -> Iterator[Viewer]:
        return iter(list(self._viewers))

    def __contains__(self, viewer: object) -> bool:
        return viewer in self._viewers

    def join(self, viewer: Viewer) -> None:
        """Let somebody watch."""
        self._viewers.append(viewer)

    def leave(self, viewer: Viewer) -> None:
        """Let somebody go."""
        if viewer in self._viewers:
            self._viewers.remove(viewer)

    def tell(self, event: ServerEvent, but: Viewer | None = None) -> None:
        """Send an event to all, or to all but one."""
        for viewer in self:
            if viewer is not but:
                viewer.tell(event)

    def show(self, frame: Stamped) -> None:
        """Send a frame to all."""
        for viewer in self:
            viewer.show(frame)

    def forget_frames(self) -> None:
        """Drop what waits for slow viewers: time starts anew."""
        for viewer in self:
            viewer.forget_frames()
