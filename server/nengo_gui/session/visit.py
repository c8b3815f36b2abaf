"""One tab on its way from model to model."""

from __future__ import annotations

from typing import NamedTuple

from nengo_gui.protocol.commands import Command, Hello, ListFiles, Open
from nengo_gui.protocol.events import Listing, Refused, Welcome
from nengo_gui.session.actions import carry_out
from nengo_gui.session.library import Library
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.registry import Registry
from nengo_gui.session.session import Session
from nengo_gui.session.viewers import Viewer


class Lobby(NamedTuple):
    """What every visit begins with.

    ``first`` is the path the server was started with, if any.
    """

    registry: Registry
    library: Library
    welcome: Welcome
    first: str | None


class Visit:
    """What a tab does from hello to goodbye.

    ::

        welcome ──a path was named──► watching ◄─┐
           └──open──────────────────►  └──open───┘
    """

    def __init__(self, lobby: Lobby, viewer: Viewer, hello: Hello) -> None:
        self._lobby = lobby
        self._viewer = viewer
        self._session: Session | None = None
        viewer.tell(lobby.welcome)
        path = hello.path or lobby.first
        if path is not None:
            try:
                self._watch(lobby.registry.join(path))
            except Refusal as refusal:
                self._refuse(refusal, hello)

    def handle(self, command: Command) -> None:
        """Carry out a command: what concerns no model here, the rest in the session."""
        try:
            match command:
                case Open():
                    self._watch(self._lobby.registry.open(command.path))
                case ListFiles():
                    entries = self._lobby.library.list(command.folder)
                    self._viewer.tell(Listing(folder=command.folder, entries=entries))
                case Hello():
                    raise Refusal("This connection has said hello already.")
                case _ if self._session is None:
                    raise Refusal("No model is open.", "Open a file or an example first.")
                case _:
                    carry_out(self._session, self._viewer, command)
        except Refusal as refusal:
            self._refuse(refusal, command)

    def _watch(self, session: Session) -> None:
        left, self._session = self._session, session
        if left is not None:
            left.leave(self._viewer)
            if not left.audience:
                left.playback.pause()  # who moves on to another model is done with this one
        session.join(self._viewer)

    def _refuse(self, refusal: Refusal, command: Command) -> None:
        self._viewer.tell(Refused(message=refusal.message, remedy=refusal.remedy, ref=command.ref))

    def end(self) -> None:
        """Say goodbye; the session goes on."""
        if self._session is not None:
            self._session.leave(self._viewer)
            self._session = None
        self._viewer.leave()
