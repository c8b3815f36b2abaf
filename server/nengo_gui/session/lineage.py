"""The texts that a text came from, by their checksums."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable

MOST_TEXTS = 512
MOST_CHARACTERS = 8_000_000


class Lineage:
    """Texts that viewers may have built on: those shown, and those they sent.

    The oldest are forgotten first. Two texts with one checksum would be taken for each other; with
    this many, that happens less often than a disk fails.
    """

    def __init__(self) -> None:
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._shown: OrderedDict[int, int] = OrderedDict()
        self._characters = 0

    def add(self, text: str, revision: int | None = None) -> None:
        """Remember a text; with ``revision``, as the one that was shown under this number."""
        checksum = _checksum(text)
        if checksum not in self._texts:
            self._texts[checksum] = text
            self._characters += len(text)
        self._texts.move_to_end(checksum)
        if revision is not None:
            self._shown[revision] = checksum
        self._forget()

    def _forget(self) -> None:
        while len(self._texts) > MOST_TEXTS or (
            self._characters > MOST_CHARACTERS and len(self._texts) > 1
        ):
            _, text = self._texts.popitem(last=False)
            self._characters -= len(text)
        while len(self._shown) > MOST_TEXTS:
            self._shown.popitem(last=False)

    def find(self, checksums: Iterable[int]) -> str | None:
        """Return the first of some texts that is remembered."""
        return next((self._texts[c] for c in checksums if c in self._texts), None)

    def at(self, revision: int) -> str | None:
        """Return the text that was shown under a number."""
        checksum = self._shown.get(revision)
        return self._texts.get(checksum) if checksum is not None else None


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
