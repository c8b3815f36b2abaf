"""All open models: one session for a file, however many tabs show it."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import Callable

from nengo_gui.protocol.objects import FileEntry
from nengo_gui.sandbox.probe import Confinement
from nengo_gui.session.attempt import Opener
from nengo_gui.session.document import Document
from nengo_gui.session.handle import FileTrouble
from nengo_gui.session.journal import Journal
from nengo_gui.session.library import Library
from nengo_gui.session.names import NEW, TOP, called, parse_model
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.session import Session
from nengo_gui.session.trust import Trust, walled_in
from nengo_gui.settings import Settings


class Registry:
    """Finds or begins the session of a path, and does for all of them what is due each second."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        open_worker: Opener,
        confinement: Callable[[], Confinement] = walled_in,
    ) -> None:
        self._settings = settings
        self._library = library
        self._open_worker = open_worker
        self._trust = Trust(settings.state, confinement)
        self._journal = Journal(settings.state, library.workspace.root)
        self._sessions: list[Session] = []
        self._clock: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Clean up after servers that were killed, then let the seconds pass."""
        self._journal.sweep()
        self._library.workspace.sweep(TOP)
        self._clock = asyncio.create_task(self._tick())

    async def close(self) -> None:
        """Write what is to be remembered, and end."""
        if self._clock is not None:
            self._clock.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._clock
        for session in self._sessions:
            session.sleep()
        self._journal.settle()
        self._journal.close()

    def unsaved(self) -> tuple[FileEntry, ...]:
        """Return the models whose text is not on disk: open ones, and those found at the start."""
        open_ones = {
            session.document.path
            for session in self._sessions
            if not (session.document.saved or session.document.untouched)
        }
        paths = sorted(open_ones | set(self._journal.paths()))
        return tuple(FileEntry(path=path, name=called(path)) for path in paths)

    def join(self, path: str) -> Session:
        """Return the session of a path, begun if need be; raises ``Refusal``."""
        key = path if path.startswith(NEW) else str(parse_model(path))
        session = self._find(key)
        if session is None:
            document = self._document(key)
            session = Session(
                self._settings,
                self._library,
                self._open_worker,
                document,
                self._journal,
                self._trust,
                self._is_open,
            )
            self._sessions.append(session)
            if self._settings.play and path == self._settings.path:
                session.playback.run()
        return session

    def open(self, path: str) -> Session:
        """Return the session of a path; ``new:`` is a model that nobody has touched yet."""
        if path != NEW:
            return self.join(path)
        numbers = itertools.count(2)
        session = self.join(NEW)
        while not session.document.untouched:
            session = self.join(f"{NEW}{next(numbers)}")
        return session

    def _find(self, path: str) -> Session | None:
        # Not a dictionary: saving under another name changes the path of a session.
        return next((s for s in self._sessions if s.document.path == path), None)

    def _is_open(self, path: str) -> bool:
        return self._find(path) is not None

    def _document(self, path: str) -> Document:
        if not path.startswith(NEW):
            return self._opened(path)
        if path != NEW and not path[len(NEW) :].isdecimal():
            raise Refusal(f"{path!r} is no path.", f"Open {NEW} for an empty model.")
        return Document.new(self._library, path)

    def _opened(self, path: str) -> Document:
        """Read a model; one whose file is gone lives on if its text was kept."""
        try:
            return Document.open(self._library, path)
        except FileTrouble:
            left = self._journal.left(path)
            if not left:
                raise
            return Document.lost(self._library, path, left[0].text)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(self._settings.disk_poll_seconds)
            now = time.monotonic()
            for session in list(self._sessions):
                session.tick(now)
            self._make_room()
            await asyncio.to_thread(self._journal.settle)

    def _make_room(self) -> None:
        """Let those sleep that were watched longest ago, when too many are awake."""
        idle = [s for s in self._sessions if not s.asleep and not s.audience]
        idle.sort(key=lambda session: session.last_watched, reverse=True)
        for session in idle[self._settings.awake_models :]:
            session.sleep()
