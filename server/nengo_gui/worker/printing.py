"""What the model prints, warns and complains about, line by line, with the line that did it."""

from __future__ import annotations

import codecs
import io
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable
from typing import Any, Literal

from nengo_gui.protocol.inside import Printed
from nengo_gui.protocol.objects import LogEntry, Problem
from nengo_gui.worker.source import Source
from nengo_gui.worker.texts import MAX_MESSAGE, shown

RATE = 300
"""Lines a second that are passed on in the long run: more cannot be read, and floods the page."""
BURST = 300
"""Lines that may come at once."""
MAX_KEPT = 200
"""Lines that wait when there are too many. The oldest are dropped, and counted."""
MAX_WARNINGS = 100


class Printing:
    """Stands in for the terminal.

    Parameters
    ----------
    post : callable
        Sends a report.
    source : Source
        The model, to tell which of its lines prints.
    """

    def __init__(self, post: Callable[[Printed], None], source: Source) -> None:
        self.sim_time: float | None = None
        """Simulated seconds, once there are any."""
        self._post = post
        self._source = source
        self._waiting: deque[LogEntry] = deque(maxlen=MAX_KEPT)
        self._dropped = 0
        self._allowed = float(BURST)
        self._allowed_at = time.monotonic()
        self._lock = threading.RLock()
        self._partial = {"stdout": _Lines(self, "stdout"), "stderr": _Lines(self, "stderr")}

    def stand_in(self) -> None:
        """Take the place of standard output, error output and warnings."""
        for name, lines in self._partial.items():
            # As with `python -u`: nothing lies in between, so each line knows who printed it.
            raw: Any = lines
            text = io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
            setattr(sys, name, text)
        warnings.showwarning = self._show_warning

    def add(self, text: str, source: Literal["stdout", "stderr", "warning"]) -> None:
        """Take a line."""
        line = self._source.running_line(sys._getframe())
        with self._lock:
            if len(self._waiting) == MAX_KEPT:
                self._dropped += 1
            self._waiting.append(LogEntry(shown(text, MAX_MESSAGE), source, line, self.sim_time))
            self.pass_on()

    def pass_on(self) -> None:
        """Send what waits, as far as the rate allows."""
        with self._lock:
            self._earn()
            n = min(len(self._waiting), int(self._allowed))
            if n == 0:
                return
            entries = tuple(self._waiting.popleft() for _ in range(n))
            self._allowed -= n
            dropped, self._dropped = self._dropped, 0
        self._post(Printed(entries=entries, dropped=dropped))

    def settle(self) -> None:
        """Take unfinished lines for finished: the model is done for now."""
        for lines in self._partial.values():
            lines.finish()
        self.pass_on()

    def _earn(self) -> None:
        now = time.monotonic()
        self._allowed = min(BURST, self._allowed + (now - self._allowed_at) * RATE)
        self._allowed_at = now

    def _show_warning(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: object = None,
        line: str | None = None,
    ) -> None:
        self.add(f"{category.__name__}: {message}", "warning")


class _Lines(io.RawIOBase):
    """Cuts what is written to a stream into lines."""

    def __init__(self, printing: Printing, name: Literal["stdout", "stderr"]) -> None:
        super().__init__()
        self._printing = printing
        self._name: Literal["stdout", "stderr"] = name
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._begun = ""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """Return where C code writes, which is not shown: some ask for this without need."""
        return 1 if self._name == "stdout" else 2

    def write(self, data: Any) -> int:
        # A line that is longer than anybody reads may have no end at all.
        begun = self._begun[: 2 * MAX_MESSAGE] + self._decoder.decode(bytes(data))
        *lines, self._begun = begun.split("\n")
        for line in lines:
            self._printing.add(_visible(line), self._name)
        return len(data)

    def finish(self) -> None:
        line, self._begun = self._begun, ""
        if line:
            self._printing.add(_visible(line), self._name)


def _visible(line: str) -> str:
    """Return what a terminal would show in the end: a carriage return begins the line anew."""
    return line.removesuffix("\r").rpartition("\r")[2]


class Doubts:
    """Collects warnings while the file is loaded: those of a known line become problems."""

    def __init__(self, printing: Printing, source: Source) -> None:
        self.problems: list[Problem] = []
        self._printing = printing
        self._source = source

    def __enter__(self) -> Doubts:
        take: Any = self._take
        self._before, warnings.showwarning = warnings.showwarning, take
        return self

    def __exit__(self, *error: object) -> None:
        warnings.showwarning = self._before

    def _take(self, message: Warning | str, category: type[Warning], *place: object) -> None:
        line = self._source.running_line(sys._getframe())
        text = shown(f"{category.__name__}: {message}", MAX_MESSAGE)
        problem = Problem(text, "warning", line)
        if line is None:
            self._printing.add(problem.message, "warning")
        elif problem not in self.problems and len(self.problems) < MAX_WARNINGS:
            self.problems.append(problem)
