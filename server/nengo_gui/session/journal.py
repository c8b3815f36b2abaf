"""Texts that are not on disk as they stand, kept where the next server finds them.

Each server writes its own entries, one file for each open model, and holds a lock for as long as
it lives. What is found without a living owner is what a killed server left behind.

::

    <state folder>/journal/
        <model>-<server>-<entry>.json     a text; ``model`` is a hash of where the file lies
        <server>.lock                     held while that server lives
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from nengo_gui.protocol.objects import Offer
from nengo_gui.session import locks
from nengo_gui.session.handle import READ, Handle

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
CURRENT = "current"
_HASH_LENGTH = 32


class Entry(msgspec.Struct, frozen=True):
    """One text in the journal.

    Attributes
    ----------
    root, path : str
        Workspace, and what the screen calls the model.
    offer : Offer
        The text, and how it came here; its ``id`` is the name of the file.
    """

    root: str
    path: str
    offer: Offer


class Journal:
    """The texts of one workspace that would otherwise only be in memory.

    Parameters
    ----------
    folder : pathlib.Path
        The state folder; made when something is first written.
    root : pathlib.Path
        The workspace.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder / "journal"
        self._root = str(root)
        self._server = secrets.token_hex(8)
        self._lock: int | None = None
        self._unsettled: set[str] = set()

    def sweep(self) -> None:
        """Remove what servers left that were killed while they wrote, but no text."""
        with contextlib.suppress(OSError), self._open() as folder:
            folder.sweep()
            for item in folder.scan():
                if item.name.endswith(".lock") and self._is_over(folder, item.name[:-5]):
                    folder.remove(item.name)

    def close(self) -> None:
        """Leave the entries to whoever comes next."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    # The text as it stands

    def keep(self, path: str, text: str) -> None:
        """Keep the text of a model; it outlives this process. Raises ``OSError``."""
        self._write(path, Offer(id=self._name(path, CURRENT), text=text, reason="recovered",
                                time=time.time()))  # fmt: skip

    def drop(self, path: str) -> None:
        """Forget the text of a model: it is on disk as it stands."""
        self.forget(self._name(path, CURRENT))

    # Texts beside it

    def add(self, path: str, offer: Offer) -> Offer:
        """Keep a text that is offered; returns it with its new name. Raises ``OSError``."""
        named = msgspec.structs.replace(offer, id=self._name(path, secrets.token_hex(8)))
        self._write(path, named)
        return named

    def left(self, path: str) -> tuple[Offer, ...]:
        """Return what servers that are gone left of a model, the latest first."""
        offers = [entry.offer for entry in self._left(_hash(self._root, path))]
        return tuple(sorted(offers, key=lambda offer: -offer.time))

    def paths(self) -> tuple[str, ...]:
        """Return which models of this workspace servers that are gone left something of."""
        return tuple(sorted({e.path for e in self._left("") if e.root == self._root}))

    def forget(self, name: str) -> None:
        """Remove a text for good."""
        self._unsettled.discard(name)
        with contextlib.suppress(OSError), self._open() as folder:
            folder.remove(f"{name}.json")

    def settle(self) -> None:
        """Bring what was written to the disk itself, so that it outlives a loss of power.

        May take long, and may be called from another thread.
        """
        names, self._unsettled = self._unsettled, set()
        with contextlib.suppress(OSError), self._open() as folder:
            for name in names:
                with contextlib.suppress(OSError):
                    _settle(folder, f"{name}.json")

    # Files

    def _name(self, path: str, entry: str) -> str:
        return f"{_hash(self._root, path)}-{self._server}-{entry}"

    def _write(self, path: str, offer: Offer) -> None:
        self._folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        with self._open() as folder:
            if self._lock is None:
                self._lock = folder.open(f"{self._server}.lock", os.O_RDWR | os.O_CREAT)
                locks.take(self._lock)
            content = msgspec.json.encode(Entry(root=self._root, path=path, offer=offer))
            folder.replace(f"{offer.id}.json", content, PRIVATE_FILE, durable=False)
        self._unsettled.add(offer.id)

    @contextlib.contextmanager
    def _open(self) -> Iterator[Handle]:
        folder = Handle.at(self._folder)
        try:
            yield folder
        finally:
            folder.close()

    def _left(self, start: str) -> list[Entry]:
        """Read the entries whose names start in some way and whose servers are gone."""
        try:
            with self._open() as folder:
                names = [item.name for item in folder.scan() if item.name.startswith(start)]
                over = {s: self._is_over(folder, s) for s in {_server(name) for name in names}}
                found = [_read(folder, name) for name in names if over[_server(name)]]
        except OSError:
            return []  # nothing was ever kept
        return [entry for entry in found if entry is not None]

    def _is_over(self, folder: Handle, server: str) -> bool:
        if server in ("", self._server):
            return False
        try:
            descriptor = folder.open(f"{server}.lock", READ)
        except FileNotFoundError:
            return True
        try:
            return locks.take(descriptor)
        finally:
            os.close(descriptor)


def _hash(root: str, path: str) -> str:
    whole = f"{root}\0{path}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:_HASH_LENGTH]


def _server(name: str) -> str:
    """Return which server wrote a file; empty if it is no entry."""
    parts = name.split("-")
    return parts[1] if len(parts) == 3 and name.endswith(".json") else ""


def _read(folder: Handle, name: str) -> Entry | None:
    try:
        with open(folder.open(name, READ), "rb") as file:
            entry = msgspec.json.decode(file.read(), type=Entry)
    except (OSError, msgspec.MsgspecError):
        return None
    offer = msgspec.structs.replace(entry.offer, id=name.removesuffix(".json"))
    return msgspec.structs.replace(entry, offer=offer)


def _settle(folder: Handle, name: str) -> None:
    descriptor = folder.open(name, READ)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
