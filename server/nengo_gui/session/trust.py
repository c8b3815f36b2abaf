"""Whose models may run although something would not be kept from them."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from nengo_gui.protocol.events import TrustAsked
from nengo_gui.sandbox.probe import Confinement
from nengo_gui.session.document import Document

FILE = "trusted.json"
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def walled_in() -> Confinement:
    """Return that nothing can be reached; stands for the machine where it does not matter."""
    return Confinement("full")


class Trust:
    """Remembers the folders for which somebody said that their models may run.

    Parameters
    ----------
    state : pathlib.Path
        The state folder.
    confinement : callable
        Returns how well models are walled in, which is known once workers can be started.
    """

    def __init__(self, state: Path, confinement: Callable[[], Confinement] = walled_in) -> None:
        self._file = state / FILE
        self._confinement = confinement
        self._folders: set[str] | None = None

    def question(self, document: Document) -> TrustAsked | None:
        """Return what is to be asked before a model runs; None if it may."""
        confinement = self._confinement()
        ours = document.file is not None and document.file.example
        if confinement.level == "full" or ours or self._key(document) in self._known():
            return None
        return TrustAsked(folder=document.folder, gaps=confinement.gaps)

    def grant(self, document: Document) -> None:
        """Let the models of its folder run, now and later."""
        known = self._known() | {self._key(document)}
        self._folders = known
        with contextlib.suppress(OSError):  # then it holds as long as the server lives
            self._file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
            with open(handle, "w", encoding="utf-8") as file:
                json.dump(sorted(known), file, indent=1)

    def _key(self, document: Document) -> str:
        return os.path.realpath(document.folder)

    def _known(self) -> set[str]:
        if self._folders is None:
            try:
                self._folders = set(map(str, json.loads(self._file.read_text("utf-8"))))
            except (OSError, ValueError, TypeError):
                self._folders = set()
        return self._folders
