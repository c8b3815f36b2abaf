"""A lock that processes share, in the form of a file."""

from __future__ import annotations

import os
import time

from nengo.exceptions import TimeoutError


class FileLock:
    """Lets one process at a time into a ``with`` block.

    The lock is held by whoever could create the file. It protects processes that agree on the
    file's name, and stays behind if its holder dies.

    Parameters
    ----------
    filename : path-like
        The file. Its folder must exist.
    timeout : float
        How long to wait for the lock, in seconds.
    poll : float
        Pause between two attempts, in seconds.

    Attributes
    ----------
    acquired : bool
        Whether we hold the lock.
    """

    def __init__(
        self, filename: str | os.PathLike, timeout: float = 10.0, poll: float = 0.1
    ) -> None:
        self.filename = filename
        self.timeout = timeout
        self.poll = poll
        self._handle: int | None = None

    @property
    def acquired(self) -> bool:
        """Whether we hold the lock."""
        return self._handle is not None

    def acquire(self) -> None:
        """Wait for the lock.

        Raises
        ------
        TimeoutError
            If somebody else holds it all the time.
        """
        deadline = time.monotonic() + self.timeout
        while not self.acquired:
            try:
                self._handle = os.open(self.filename, os.O_CREAT | os.O_RDWR | os.O_EXCL)
            except FileExistsError:
                if time.monotonic() >= deadline:
                    raise TimeoutError(
                        f"{self.filename} is locked, and was not given free in {self.timeout} s. "
                        "If no other process is running, remove the file."
                    ) from None
                time.sleep(self.poll)

    def release(self) -> None:
        """Give the lock free, if we hold it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            os.remove(self.filename)

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.release()
