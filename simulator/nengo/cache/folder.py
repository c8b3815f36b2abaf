"""A folder with one file for each solved problem, of limited size."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

from nengo.cache.entry import Entry, read_entry, write_entry
from nengo.cache.sizes import byte_align, bytes2human, human2bytes
from nengo.exceptions import CacheIOError
from nengo.paths import decoder_cache_dir
from nengo.rc import RC_DEFAULTS, rc

logger = logging.getLogger(__name__)

FORMAT = "nengo5"
"""Our own folder below the configured one, which other versions may use in their own way."""

ABANDONED = 3600.0
"""Age in seconds after which nobody can still be writing a draft."""

LOOK_EVERY = 600.0
"""Seconds between two looks at a folder, which take long where it holds very many files."""


class EntryFolder:
    """Files of solved problems, each named by a key.

    A file appears whole or not at all, and never changes. So any number of processes may share
    the folder without waiting for each other.

    Parameters
    ----------
    readonly : bool
        Whether nothing may be written or removed.
    cache_dir : path-like, optional
        The folder; by default that of the settings, as they are now.
    """

    def __init__(self, readonly: bool = False, cache_dir: str | os.PathLike | None = None) -> None:
        self.readonly = readonly
        self.cache_dir = Path(self.get_default_dir() if cache_dir is None else cache_dir)

    @staticmethod
    def get_default_dir() -> Path:
        """Folder that the settings name, as they are now."""
        path = rc.get("decoder_cache", "path")
        is_default = path == RC_DEFAULTS["decoder_cache"]["path"]
        return Path(decoder_cache_dir() if is_default else os.path.expanduser(path))

    def get_files(self) -> list[Path]:
        """List the files that hold decoders."""
        return [Path(entry.path) for entry in self._entries(".npz")]

    def get_size(self) -> str:
        """Tell how much room the files take, for people: ``"1.5 MB"``."""
        return bytes2human(self.get_size_in_bytes())

    def get_size_in_bytes(self) -> int:
        """Tell how much room the files take on the disk, in bytes."""
        return sum(size for _, size, _ in self._by_age())

    def shrink(self, limit: int | str | None = None) -> None:
        """Remove the files that were not used for longest, until the rest fits.

        Parameters
        ----------
        limit : int or str, optional
            Room that the files may take: a number of bytes, or a text such as ``"512 MB"``.
            That of the settings by default.
        """
        if self.readonly:
            logger.info("Not shrinking the decoder cache, because it is read-only.")
            return
        files = self._by_age()
        room = _room(limit)
        used = sum(size for _, size, _ in files)
        for _, size, path in files:
            if used <= room:
                break
            self.remove_file(path)
            used -= size
        self._remove_drafts()

    def invalidate(self) -> None:
        """Remove all files.

        Raises
        ------
        CacheIOError
            If the cache is read-only.
        """
        if self.readonly:
            raise CacheIOError(
                f"The decoder cache in {self.cache_dir} is read-only, so it cannot be emptied. "
                "Use one that was made with readonly=False."
            )
        for path in self.get_files():
            self.remove_file(path)

    def remove_file(self, path: Path) -> None:
        """Remove a file, if it is there and we may."""
        try:
            os.remove(path)
        except FileNotFoundError:
            pass  # another process was faster
        except OSError as error:
            logger.warning("Cannot remove %s from the decoder cache: %s", path, error)

    def _read(self, key: str) -> Entry:
        path = self._path(key)
        entry = read_entry(path)
        if not self.readonly:
            _mark_as_used(path)
        return entry

    def _write(self, key: str, entry: Entry) -> None:
        write_entry(self._path(key), entry)

    def _prepare(self) -> None:
        """Make the folder; raise an `OSError` if nothing can be written to it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if not os.access(self._folder, os.W_OK):
            raise PermissionError("no permission")

    @property
    def _folder(self) -> Path:
        return self.cache_dir / FORMAT

    def _path(self, key: str) -> Path:
        # Folders of many thousand files are slow on some systems.
        return self._folder / key[:2] / f"{key[2:]}.npz"

    def _entries(self, suffix: str) -> Iterator[os.DirEntry]:
        # Other processes may be removing what we look at, or have taken our permission.
        with contextlib.suppress(OSError):
            for folder in os.scandir(self._folder):
                if folder.is_dir():
                    yield from (x for x in os.scandir(folder) if x.name.endswith(suffix))

    def _by_age(self) -> list[tuple[float, int, Path]]:
        """List (time of last use, room on the disk, path), the one unused for longest first."""
        block = _block_size(self._folder)
        files = []
        for entry in self._entries(".npz"):
            with contextlib.suppress(OSError):  # another process removed it
                stat = entry.stat()
                size = byte_align(stat.st_size, block)
                files.append((stat.st_atime, size, Path(entry.path)))
        return sorted(files)

    def _tidy(self) -> None:
        """Shrink to what the settings allow, unless somebody looked a short time ago."""
        marker = self._folder / "looked"
        with contextlib.suppress(OSError):
            if time.time() - marker.stat().st_mtime < LOOK_EVERY:
                return
        with contextlib.suppress(OSError):
            marker.touch()
        self.shrink()

    def _remove_drafts(self) -> None:
        """Remove what processes left that died while writing."""
        for entry in self._entries(".tmp"):
            with contextlib.suppress(OSError):
                if entry.stat().st_mtime < time.time() - ABANDONED:
                    self.remove_file(Path(entry.path))


def _room(limit: int | str | None) -> int:
    if limit is None:
        limit = rc.get("decoder_cache", "size")
    return human2bytes(limit) if isinstance(limit, str) else limit


def _mark_as_used(path: Path) -> None:
    # Many file systems do not note when a file is read.
    with contextlib.suppress(OSError):
        os.utime(path, (time.time(), path.stat().st_mtime))


def _block_size(folder: Path) -> int:
    """Length of the blocks in which the file system gives room, in bytes."""
    try:
        return os.statvfs(folder).f_frsize
    except (OSError, AttributeError):  # no such folder; no such call on Windows
        return 1
