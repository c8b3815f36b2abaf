"""Folders that models may write to: one for each worker, gone when the worker is.

::

    <temporary>/nengo-<user>/<server>/lock       held as long as the server lives
                                     /<number>   scratch of one worker
                                     /cache-…    decoders of the models in one folder
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from nengo_gui.sandbox.enclosure import Enclosure

if sys.platform != "win32":
    import fcntl

LOCK = "lock"


class Scratch:
    """The temporary folders of one server; also those that dead servers left behind."""

    def __init__(self) -> None:
        self._root: Path | None = None
        self._lock: int | None = None
        self._numbers = itertools.count(1)

    def start(self) -> None:
        """Make a folder, and sweep those of servers that are no more."""
        user = _folder_of_user()
        self._root = Path(tempfile.mkdtemp(prefix="server-", dir=user))
        self._lock = os.open(self._root / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        _try_to_lock(self._lock)
        threading.Thread(target=_sweep, args=(user, self._root), daemon=True).start()

    def enclosure(self, folder: str) -> Enclosure:
        """Make the folders for a worker whose model lies in ``folder``."""
        if self._root is None:
            self.start()
        assert self._root is not None
        scratch = self._root / str(next(self._numbers))
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        cache = self._root / f"cache-{name}"
        scratch.mkdir(mode=0o700)
        cache.mkdir(mode=0o700, exist_ok=True)
        return Enclosure(folder, str(scratch), str(cache))

    def forget(self, enclosure: Enclosure) -> None:
        """Delete what a worker wrote; a million files take long, so not while anybody waits."""
        _delete_aside(enclosure.scratch)

    def close(self) -> None:
        """Delete everything."""
        if self._root is None or self._lock is None:
            return
        os.close(self._lock)
        shutil.rmtree(self._root, ignore_errors=True)
        self._root = self._lock = None


def used(enclosure: Enclosure, pid: int | None) -> int:
    """Return the bytes on disk that a worker has written, deleted files it still holds included."""
    written = sum(map(_tree_size, enclosure.writable))
    return written + (_held_size(pid) if pid is not None else 0)


def _tree_size(folder: str) -> int:
    """Return the bytes of all files below a folder, and of the folders themselves."""
    size = 0
    for path, _, names in os.walk(folder):
        for name in (*names, "."):
            try:
                size += os.lstat(os.path.join(path, name)).st_blocks * 512
            except OSError:
                pass  # deleted while we looked
    return size


def _held_size(pid: int) -> int:
    size = 0
    try:
        for number in os.listdir(f"/proc/{pid}/fd"):
            about = os.stat(f"/proc/{pid}/fd/{number}")
            if stat.S_ISREG(about.st_mode) and about.st_nlink == 0:
                size += about.st_blocks * 512
    except OSError:
        pass  # it is over, or this system does not tell
    return size


def _folder_of_user() -> Path:
    """Return a folder that is ours alone, although anybody may write beside it."""
    if not hasattr(os, "getuid"):
        folder = Path(tempfile.gettempdir()) / "nengo"
        folder.mkdir(exist_ok=True)
        return folder
    folder = Path(tempfile.gettempdir()) / f"nengo-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = os.lstat(folder)
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid() or about.st_mode & 0o077:
        return Path(tempfile.mkdtemp(prefix="nengo-"))  # somebody laid a trap; leave it alone
    return folder


def _sweep(user: Path, ours: Path) -> None:
    for folder in _abandoned(user, ours):
        shutil.rmtree(folder, ignore_errors=True)


def _abandoned(user: Path, ours: Path) -> Iterator[Path]:
    """Yield the folders of servers whose lock nobody holds."""
    for folder in user.glob("server-*"):
        if folder == ours:
            continue
        try:
            lock = os.open(folder / LOCK, os.O_RDWR)
        except OSError:
            continue  # being made or deleted this moment
        try:
            if _try_to_lock(lock):
                yield folder
        finally:
            os.close(lock)


def _try_to_lock(handle: int) -> bool:
    if sys.platform == "win32":
        return False  # nobody can tell there, so nothing is swept
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _delete_aside(folder: str) -> None:
    work = threading.Thread(target=shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True})
    work.start()
