"""An open folder: what is done in it stays in it, whoever renames or exchanges it meanwhile."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
from pathlib import Path
from typing import NamedTuple

from nengo_gui.session import locks
from nengo_gui.session.refusal import Refusal

_BY_HANDLE = os.open in os.supports_dir_fd  # not on Windows
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
# Not blocking: a pipe that nobody writes to would hold us up for ever.
READ = os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | _BINARY
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{16}\.tmp", re.DOTALL)


class FileTrouble(Refusal):
    """A file could not be read or written; it is as it was."""


class Stamp(NamedTuple):
    """What changes when somebody writes a file; cheap to look at."""

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take it from what the system says of a file."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


class Handle:
    """An open folder. Where the system has no folder handles, its resolved path stands in."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def at(cls, path: Path) -> Handle:
        """Open a folder by its path."""
        return cls(path, os.open(path, os.O_RDONLY | os.O_DIRECTORY) if _BY_HANDLE else None)

    def close(self) -> None:
        """Let go of it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def enter(self, part: str) -> Handle:
        """Go down one folder, closing this one."""
        if self._descriptor is None:
            return Handle(self._plain(part), None)
        flags = os.O_RDONLY | os.O_DIRECTORY | _NO_FOLLOW
        inner = os.open(part, flags, dir_fd=self._descriptor)
        self.close()
        return Handle(self.path / part, inner)

    def _plain(self, part: str) -> Path:
        """Return a path below this one that is no link; only where there are no handles."""
        path = self.path / part
        if path.resolve() != path:
            raise FileTrouble(f"{part} is a link.", "Open the file it points to.")
        return path

    def _target(self, part: str) -> str | Path:
        return part if self._descriptor is not None else self._plain(part)

    def open(self, part: str, flags: int, mode: int = 0o600) -> int:
        """Open a file in it; links are not followed if the flags say so."""
        return os.open(self._target(part), flags, mode, dir_fd=self._descriptor)

    def stat(self, part: str) -> os.stat_result:
        """Look at something in it; links are not followed."""
        return os.stat(self._target(part), dir_fd=self._descriptor, follow_symlinks=False)

    def scan(self) -> list[os.DirEntry[str]]:
        """Return all there is in it."""
        with os.scandir(self.path if self._descriptor is None else self._descriptor) as items:
            return list(items)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in place of what had it."""
        os.replace(
            self._target(old),
            self._target(new),
            src_dir_fd=self._descriptor,
            dst_dir_fd=self._descriptor,
        )

    def remove(self, part: str) -> None:
        """Remove a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._target(part), dir_fd=self._descriptor)

    def replace(self, part: str, content: bytes, mode: int = 0o666, durable: bool = True) -> Stamp:
        """Write a file as a whole: beside it first, then renamed into place.

        Parameters
        ----------
        part : str
            Its name.
        content : bytes
            All that is in it from now on.
        mode : int
            Permissions of a file that is new; one that was there keeps its own.
        durable : bool
            Return when it is on the disk, so that it outlives a loss of power.
        """
        temporary = f".{part[:100]}.{secrets.token_hex(8)}.tmp"
        descriptor = self.open(temporary, _CREATE, mode)
        try:
            with open(descriptor, "wb") as file:
                locks.take(descriptor)  # so that nobody sweeps it away while we write
                file.write(content)
                file.flush()
                self._keep_mode(part, descriptor)
                if durable:
                    os.fsync(descriptor)
                self.rename(temporary, part)
        except BaseException:
            with contextlib.suppress(OSError):
                self.remove(temporary)
            raise
        if durable and self._descriptor is not None:
            os.fsync(self._descriptor)
        return Stamp.of(self.stat(part))

    def _keep_mode(self, part: str, descriptor: int) -> None:
        try:
            status = self.stat(part)
        except FileNotFoundError:
            return
        if not stat.S_ISREG(status.st_mode):
            raise FileTrouble(f"{part} is a link or no regular file.", "Choose another name.")
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, stat.S_IMODE(status.st_mode))

    def sweep(self) -> None:
        """Remove what was left of a ``replace`` that was cut short."""
        for item in self.scan():
            if _TEMPORARY.fullmatch(item.name) and item.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    self._remove_if_left(item.name)

    def _remove_if_left(self, part: str) -> None:
        descriptor = self.open(part, READ)
        try:
            if locks.take(descriptor):
                self.remove(part)
        finally:
            os.close(descriptor)
