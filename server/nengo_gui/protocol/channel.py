"""How messages lie one behind the other on the socket between server and worker.

=======  ====  ================================================
field    type  meaning
=======  ====  ================================================
size     u32   bytes of the payload, little endian
kind     u8    0 message (JSON of ``inside``), 1 frames
payload        ``size`` bytes
=======  ====  ================================================
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

MESSAGE, FRAME = 0, 1
HEAD = struct.Struct("<IB")

MIB = 1 << 20
# A model's text may have 1 MiB; JSON writes some characters with six. So may what is handed on.
ORDER_CAPS = {MESSAGE: 16 * MIB}
# A graph of 20,000 objects needs some 8 MiB; 60 frames a second are far below one each.
REPORT_CAPS = {MESSAGE: 16 * MIB, FRAME: 4 * MIB}


class ChannelError(Exception):
    """The bytes on a channel are no messages, or too large ones."""


def pack(kind: int, payload: bytes) -> bytes:
    """Put a payload behind its head."""
    return HEAD.pack(len(payload), kind) + payload


class Splitter:
    """Cuts a stream of bytes into messages.

    Parameters
    ----------
    caps : mapping of int to int
        The kinds that may come, and how many bytes each may have.
    """

    def __init__(self, caps: Mapping[int, int]) -> None:
        self._caps = caps
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Take bytes as they came; yield each (kind, payload) that is now complete.

        Raises
        ------
        ChannelError
            If a kind is unknown, or a payload larger than allowed: what follows means nothing.
        """
        self._waiting += data
        at = 0
        while len(self._waiting) - at >= HEAD.size:
            size, kind = HEAD.unpack_from(self._waiting, at)
            self._check(size, kind)
            end = at + HEAD.size + size
            if len(self._waiting) < end:
                break
            yield kind, bytes(self._waiting[at + HEAD.size : end])
            at = end
        del self._waiting[:at]

    def _check(self, size: int, kind: int) -> None:
        if kind not in self._caps:
            raise ChannelError(f"Message kind is {kind}, but must be one of {sorted(self._caps)}.")
        if size > self._caps[kind]:
            raise ChannelError(f"A message has {size} bytes; at most {self._caps[kind]} may be.")
