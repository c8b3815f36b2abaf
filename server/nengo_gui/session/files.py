"""Read, list and save files beneath one folder, and nowhere else.

Every access starts from a handle on the folder and goes down part by part without following
links, so that no name, and nobody who exchanges folders meanwhile, leads outside.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nengo_gui.session.handle import READ, FileTrouble, Handle, Stamp
from nengo_gui.session.names import Name, NameRefused, check
from nengo_gui.session.refusal import Refusal

LARGEST = 2 << 20
"""Bytes of a file we read or write; of a model, the worker takes less."""
MOST_ENTRIES = 2_000
_KEPT = "your text is kept here."
_REMEDIES = {
    errno.ENOSPC: "Make room on the disk and save again;",
    errno.EDQUOT: "Make room on the disk and save again;",
    errno.EROFS: "Nothing can be written in this folder: save in another one;",
    errno.EACCES: "You may not write there: save in another folder, or ask for permission;",
    errno.EPERM: "You may not write there: save in another folder, or ask for permission;",
}


class Entry(NamedTuple):
    """Something in a folder."""

    name: str
    is_folder: bool


class Folder:
    """A folder whose files may be shown, and written if it says so."""

    def __init__(self, root: Path, writable: bool) -> None:
        self.root = root.resolve()
        self.writable = writable

    @property
    def digest(self) -> str:
        """A name for this folder that does not tell where it lies."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]

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
            descriptor = folder.open(name.last, READ)
            with open(descriptor, "rb") as file:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise FileTrouble(f"{name.last} is not a regular file.")
                _refuse_large(name, status.st_size)
                content = file.read(LARGEST + 1)
                _refuse_large(name, len(content))  # it may have grown meanwhile
                return content

    def stamp(self, name: Name) -> Stamp | None:
        """Look at a file without reading it; None if it is not there."""
        try:
            with self._inside(name.folder) as folder:
                status = folder.stat(name.last)
        except (OSError, NameRefused):
            return None
        return Stamp.of(status)

    def find(self, folder: Name, stamp: Stamp) -> Name | None:
        """Return what a file of a folder is called now, if it only was renamed."""
        try:
            with self._inside(folder) as inside:
                names = [item.name for item in inside.scan() if _shown(item)]
                same = (name for name in names if Stamp.of(inside.stat(name)) == stamp)
                return next((folder.child(name) for name in same), None)
        except (OSError, Refusal):
            return None

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

    def sweep(self, name: Name) -> None:
        """Remove from a folder what was left there by a save that was cut short."""
        if self.writable:
            with contextlib.suppress(OSError, Refusal), self._inside(name) as folder:
                folder.sweep()

    def set_aside(self, name: Name, suffix: str) -> None:
        """Rename a file that is in our way but is not ours."""
        with _explained(name, "renamed"), self._inside(name.folder) as folder:
            folder.rename(name.last, name.last + suffix)

    @contextlib.contextmanager
    def _inside(self, name: Name) -> Iterator[Handle]:
        for part in name.parts:
            check(part)
        handle = Handle.at(self.root)
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


@contextlib.contextmanager
def _explained(name: Name, verb: str) -> Iterator[None]:
    """Turn errors of the system into sentences."""
    try:
        yield
    except NameRefused as refused:
        raise FileTrouble(refused.message, refused.remedy) from refused
    except OSError as error:
        raise FileTrouble(*_sentences(name, verb, error)) from error


def _sentences(name: Name, verb: str, error: OSError) -> tuple[str, str]:
    """Say what went wrong, and what to do."""
    shown = str(name) or "The folder"
    if error.errno == errno.ENOENT:
        if verb != "written":
            return f"{shown} does not exist.", "Look for it in the file list."
        # Of a file that is new, only its folder can be missing.
        where = str(name.folder)
        gone = f"The folder {where} does not exist." if where else "Your folder is gone."
        return gone, f"Make it again, or save elsewhere; {_KEPT}"
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return (
            f"{shown} is behind a link, and links are not followed.",
            "Open the file it points to.",
        )
    reason = (error.strerror or type(error).__name__).lower()
    remedy = _REMEDIES.get(error.errno or 0, "Save under another name or in another folder;")
    return f"{shown} cannot be {verb}: {reason}.", f"{remedy} {_KEPT}" if verb == "written" else ""
