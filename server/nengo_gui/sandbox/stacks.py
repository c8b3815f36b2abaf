"""Which line of the model runs, told by the worker's interpreter without its help.

On SIGUSR1, and when it crashes, Python's ``faulthandler`` writes the stacks of all threads to a
pipe, from within the signal: even when C code holds the interpreter.
"""

from __future__ import annotations

import asyncio
import os
import re

MAX_KEPT = 64 << 10
ANSWER_SECONDS = 0.25
"""How long an answer may take: the signal handler needs microseconds, a loaded machine more."""
PAUSE_SECONDS = 0.01
"""A stack is written in pieces; silence of this length ends it."""

FATAL = "Fatal Python error: "
_FRAME = re.compile(r'^  File "(.*)", line (\d+) in ', re.MULTILINE)


class Stacks:
    """Our end of the pipe."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._loop = asyncio.get_running_loop()
        self._tail = bytearray()
        self._news = asyncio.Event()
        os.set_blocking(pipe, False)
        self._loop.add_reader(pipe, self._read)

    @property
    def text(self) -> str:
        """The end of all that came."""
        return self._tail.decode(errors="replace")

    async def answer(self) -> str:
        """Wait for what the interpreter writes from now on; empty if it writes nothing."""
        self._tail.clear()
        timeout = ANSWER_SECONDS
        while await self._comes(timeout):
            timeout = PAUSE_SECONDS
        return self.text

    def close(self) -> None:
        """Read the rest, and close the pipe."""
        self._read()
        self._loop.remove_reader(self._pipe)
        os.close(self._pipe)

    async def _comes(self, timeout: float) -> bool:
        self._news.clear()
        try:
            await asyncio.wait_for(self._news.wait(), timeout)
        except asyncio.TimeoutError:
            return False
        return True

    def _read(self) -> None:
        try:
            data = os.read(self._pipe, MAX_KEPT)
        except BlockingIOError:
            return
        if not data:
            self._loop.remove_reader(self._pipe)
        self._tail += data
        del self._tail[:-MAX_KEPT]
        self._news.set()


def last_stacks(words: str) -> str:
    """Return the stacks of the crash, if there was one, else what was written last."""
    return words[words.rindex(FATAL) :] if FATAL in words else words


def line_in(stacks: str, filename: str) -> int | None:
    """Find the innermost line of a file in what ``faulthandler`` wrote.

    The main thread comes last and is asked first: it runs the model.
    """
    written = filename.encode("ascii", "backslashreplace").decode()
    for thread in reversed(re.split(r"(?=^(?:Current thread|Thread) 0x)", stacks, flags=re.M)):
        for file, line in _FRAME.findall(thread):
            if file == written:
                return int(line)
    return None
