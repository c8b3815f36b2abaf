"""The frames of the last minute, for those who come later."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from nengo_gui.protocol.frames import decode

_SEQ_OFFSET = 8
"""Where the header holds ``seq``: after magic, version, flags, n_blocks and epoch."""


class Stamped(NamedTuple):
    """A frame as it goes to viewers, numbered by the session."""

    data: bytes
    seq: int
    t0: float


class Replay:
    """Numbers the frames of one session and keeps the latest of the present epoch.

    Parameters
    ----------
    seconds : float
        Simulated seconds to keep.
    most_bytes : int
        Most memory to use.
    """

    def __init__(self, seconds: float, most_bytes: int) -> None:
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._frames: deque[Stamped] = deque()
        self._bytes = 0
        self._seq = 0

    def __iter__(self) -> Iterator[Stamped]:
        return iter(list(self._frames))

    def take(self, message: bytes, epoch: int) -> Stamped | None:
        """Check and number the frame a worker sent; None if it is of another epoch, and so void.

        Workers count their frames from zero; viewers acknowledge by a number that only grows.

        Raises
        ------
        ValueError
            If this is no frame.
        """
        (frame,) = decode(message)
        if frame.epoch != epoch & 0xFFFF:
            return None
        self._seq += 1
        number = (self._seq & 0xFFFFFFFF).to_bytes(4, "little")
        data = message[:_SEQ_OFFSET] + number + message[_SEQ_OFFSET + len(number) :]
        stamped = Stamped(data, self._seq, frame.t0)
        self._keep(stamped)
        return stamped

    def _keep(self, frame: Stamped) -> None:
        self._frames.append(frame)
        self._bytes += len(frame.data)
        while self._bytes > self._most_bytes or frame.t0 - self._frames[0].t0 > self._seconds:
            self._bytes -= len(self._frames.popleft().data)

    def clear(self) -> None:
        """Forget everything: time starts anew."""
        self._frames.clear()
        self._bytes = 0
