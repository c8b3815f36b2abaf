"""Read, list and save files beneath one folder, and nowhere else.

Every access starts from a handle on the folder and goes down part by part without following
links, so that no name, and nobody who exchanges folders meanwhile, leads outside.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nengo_gui.session.names import Name, NameRefused, check
from nengo_gui.session.refusal import Refusal

LARGEST = 2 << 20
"""Bytes of a file we read or write; of a model, the worker takes less."""
MOST_ENTRIES = 2_000
_BY_HANDLE = os.open in os.supports_dir_fd  # not on Windows
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | getattr(os, "O_BINARY", 0)


class FileTrouble(Refusal):
    """A file could not be read or written; it is as it was."""


class Stamp(NamedTuple):
    """What changes when somebody writes a file; cheap to look at."""

    mtime_ns: int
    size: int
    inode: int


class Entry(NamedTuple):
    """Something in a folder."""

    name: str
    is_folder: bool


class Folder:
    """A folder whose files may be shown, and written if it says so."""

    def __init__(self, root: Path, writable: bool) -> None:
        self.root = root.resolve()
        self.writable = writable

    def path(self, name: Name) -> Path:
        """Return where a file lies, for messages and for the worker; never open it by this."""
        return self.root.joinpath(*name.parts)

    def read(self, name: Name) -> bytes:
        """Return the content of a file.

        Raises
        ------
        FileTrouble
            If it is missing, unreadable, larger than a model may be, or no regular file.
        """
        with _explained(name, "read"), self._inside(name.folder) as folder:
            descriptor = folder.open(name.last, _READ)
            with open(descriptor, "rb") as file:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise FileTrouble(f"{name.last} is not a regular file.")
                _refuse_large(name, status.st_size)
                return file.read(LARGEST)

    def stamp(self, name: Name) -> Stamp | None:
        """Look at a file without reading it; None if it is not there."""
        try:
            with self._inside(name.folder) as folder:
                status = folder.stat(name.last)
        except (OSError, NameRefused):
            return None
        return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)

    def list(self, name: Name) -> list[Entry]:
        """Return the folders and files of a folder by name, but for hidden ones and links."""
        with _explained(name, "listed"), self._inside(name) as folder:
            entries = [Entry(item.name, item.is_dir(follow_symlinks=False))
                       for item in folder.scan() if _shown(item)]  # fmt: skip
        entries.sort(key=lambda entry: (not entry.is_folder, entry.name.casefold(), entry.name))
        return entries[:MOST_ENTRIES]

    def write(self, name: Name, content: bytes) -> Stamp:
        """Replace a file as a whole: readers see the old content or the new, never a mixture.

        Raises
        ------
        FileTrouble
            If that is not possible; the old content is then untouched.
        """
        if not self.writable:
            raise FileTrouble(f"{name} is read-only.", "Save it under a name in your folder.")
        _refuse_large(name, len(content))  # we could not read it again
        with _explained(name, "written"), self._inside(name.folder) as folder:
            return folder.replace(name.last, content)

    def set_aside(self, name: Name, suffix: str) -> None:
        """Rename a file that is in our way but is not ours."""
        with _explained(name, "renamed"), self._inside(name.folder) as folder:
            folder.rename(name.last, name.last + suffix)

    @contextlib.contextmanager
    def _inside(self, name: Name) -> Iterator[_Handle]:
        for part in name.parts:
            check(part)
        handle = _Handle.at(self.root)
        try:
            for part in name.parts:
                handle = handle.enter(part)
            yield handle
        finally:
            handle.close()


def _refuse_large(name: Name, size: int) -> None:
    if size > LARGEST:
        raise FileTrouble(
            f"{name.last} has {size / 1e6:.1f} MB, but may have {LARGEST / 1e6:.1f} MB.",
            "Move data into a file of its own and load it in the model.",
        )


def _shown(item: os.DirEntry[str]) -> bool:
    try:
        check(item.name)
    except NameRefused:
        return False
    return not item.is_symlink() and item.name != "__pycache__"


class _Handle:
    """An open folder. Where the system has no folder handles, its resolved path stands in."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self.descriptor = descriptor

    @classmethod
    def at(cls, path: Path) -> _Handle:
        return cls(path, os.open(path, os.O_RDONLY | os.O_DIRECTORY) if _BY_HANDLE else None)

    def close(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def enter(self, part: str) -> _Handle:
        """Go down one folder, closing this one."""
        if self.descriptor is None:
            return _Handle(self._plain(part), None)
        flags = os.O_RDONLY | os.O_DIRECTORY | _NO_FOLLOW
        inner = os.open(part, flags, dir_fd=self.descriptor)
        self.close()
        return _Handle(self.path / part, inner)

    def _plain(self, part: str) -> Path:
        """Return a path below this one that is no link; only where there are no handles."""
        path = self.path / part
        if path.resolve() != path:
            raise FileTrouble(f"{part} is a link.", "Open the file it points to.")
        return path

    def _target(self, part: str) -> str | Path:
        return part if self.descriptor is not None else self._plain(part)

    def open(self, part: str, flags: int, mode: int = 0o600) -> int:
        return os.open(self._target(part), flags, mode, dir_fd=self.descriptor)

    def stat(self, part: str) -> os.stat_result:
        return os.stat(self._target(part), dir_fd=self.descriptor, follow_symlinks=False)

    def scan(self) -> list[os.DirEntry[str]]:
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as items:
            return list(items)

    def rename(self, old: str, new: str) -> None:
        os.replace(
            self._target(old),
            self._target(new),
            src_dir_fd=self.descriptor,
            dst_dir_fd=self.descriptor,
        )

    def replace(self, part: str, content: bytes) -> Stamp:
        """Write beside the file, make sure it is on disk, then rename it into place."""
        temporary = f".{part[:100]}.{secrets.token_hex(8)}.tmp"
        descriptor = self.open(temporary, _CREATE, 0o666)
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                self._keep_mode(part, descriptor)
                os.fsync(descriptor)
            self.rename(temporary, part)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(self._target(temporary), dir_fd=self.descriptor)
            raise
        if self.descriptor is not None:
            os.fsync(self.descriptor)
        status = self.stat(part)
        return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)

    def _keep_mode(self, part: str, descriptor: int) -> None:
        try:
            status = self.stat(part)
        except FileNotFoundError:
            return
        if not stat.S_ISREG(status.st_mode):
            raise FileTrouble(f"{part} is a link or no regular file.", "Choose another name.")
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


@contextlib.contextmanager
def _explained(name: Name, verb: str) -> Iterator[None]:
    """Turn errors of the system into sentences."""
    shown = str(name) or "The folder"
    try:
        yield
    except NameRefused as refused:
        raise FileTrouble(refused.message, refused.remedy) from refused
    except FileNotFoundError as error:
        if verb == "written":  # of a file that is new, only its folder can be missing
            raise FileTrouble(
                f"The folder {name.folder} does not exist.", "Make it first, or save elsewhere."
            ) from error
        raise FileTrouble(f"{shown} does not exist.", "Look for it in the file list.") from error
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise FileTrouble(
                f"{shown} is behind a link, and links are not followed.",
                "Open the file it points to.",
            ) from error
        reason = (error.strerror or type(error).__name__).lower()
        remedy = "Save under another name or in another folder; your text is kept here."
        raise FileTrouble(
            f"{shown} cannot be {verb}: {reason}.", remedy if verb == "written" else ""
        ) from error
