"""One array and what is known about it, in one file.

The array is kept as NumPy does; what is known about it, as a pickle: read only files that you
trust.
"""

from __future__ import annotations

import io
import os
import pickle
import struct
from typing import Any, BinaryIO

import numpy as np

from nengo.exceptions import CacheIOError

MAGIC = b"NCO1"
HEADER = struct.Struct("<4s4xQQ")
"""Our mark, then the lengths of the pickle and of the array, in bytes."""


def write(fileobj: BinaryIO, metadata: Any, array: np.ndarray) -> None:
    """Write at the current position of a binary file.

    Parameters
    ----------
    fileobj : binary file
        Where to write.
    metadata : object
        What is known about the array; anything that can be pickled.
    array : ndarray
        The array; its entries cannot be objects.
    """
    known = pickle.dumps(metadata)
    numbers = io.BytesIO()
    np.save(numbers, array, allow_pickle=False)
    fileobj.write(HEADER.pack(MAGIC, len(known), len(numbers.getvalue())))
    fileobj.write(known)
    fileobj.write(numbers.getvalue())


def read(fileobj: BinaryIO) -> tuple[Any, np.ndarray]:
    """Read what `write` wrote, at the current position of a binary file.

    Returns
    -------
    metadata : object
    array : ndarray

    Raises
    ------
    CacheIOError
        If there is something else.
    """
    header = fileobj.read(HEADER.size)
    if len(header) < HEADER.size or not header.startswith(MAGIC):
        raise CacheIOError(
            f"This is not an array with its description: it begins with {header[:4]!r}, not "
            f"{MAGIC!r}. Open a file made by nengo.utils.nco.write."
        )
    _, n_known, n_numbers = HEADER.unpack(header)
    metadata = pickle.loads(fileobj.read(n_known))
    array = np.load(io.BytesIO(fileobj.read(n_numbers)), allow_pickle=False)
    return metadata, array


class Subfile:
    """A stretch of a binary file, seen as a file of its own.

    Parameters
    ----------
    fileobj : binary file
        The whole, which can be sought in.
    start, end : int
        Where the stretch begins and ends, in bytes.
    """

    def __init__(self, fileobj: BinaryIO, start: int, end: int) -> None:
        self.fileobj = fileobj
        self.start = start
        self.end = end
        self.seek(0)

    def tell(self) -> int:
        """Return the position, counted from the beginning of the stretch."""
        return self.fileobj.tell() - self.start

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> None:
        """Move to a position, or as near to it as the stretch goes."""
        origins = {
            os.SEEK_SET: self.start,
            os.SEEK_CUR: self.fileobj.tell(),
            os.SEEK_END: self.end,
        }
        self.fileobj.seek(min(max(origins[whence] + offset, self.start), self.end))

    def read(self, size: int | None = None) -> bytes:
        """Read up to ``size`` bytes; by default all that are left."""
        return self.fileobj.read(self._limited(size))

    def readline(self, size: int | None = None) -> bytes:
        """Read up to and with the next line end, and at most ``size`` bytes."""
        return self.fileobj.readline(self._limited(size))

    def readinto(self, b: Any) -> int:
        """Read into a buffer; return how many bytes there were."""
        data = self.read(len(b))
        b[: len(data)] = data
        return len(data)

    def _limited(self, size: int | None) -> int:
        left = max(0, self.end - self.fileobj.tell())
        return left if size is None or size < 0 else min(size, left)
