"""Showing how far a piece of work has come, on a terminal or in a file."""

from __future__ import annotations

import os
import shutil
import sys

from nengo.utils.progress.count import Progress, summary, timestamp2timedelta


class ProgressBar:
    """Base of all progress bars: `update` draws, `close` ends the drawing."""

    def update(self, progress: Progress) -> None:
        """Draw how far the work has come.

        Parameters
        ----------
        progress : Progress
            A different one from call to call if the work has stages.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to draw. Define update(progress)."
        )

    def close(self) -> None:
        """Draw no more."""


class NoProgressBar(ProgressBar):
    """Draws nothing."""

    def update(self, progress: Progress) -> None:
        """Do nothing."""


class TerminalProgressBar(ProgressBar):
    """Draws a line on the standard output, over and over."""

    def update(self, progress: Progress) -> None:
        """Draw a bar, or the time taken once the work is finished."""
        width, _ = shutil.get_terminal_size()
        line = summary(progress) if progress.finished else _bar(progress, width)
        # Blanks up to the margin wipe out what stood there.
        sys.stdout.write("\r" + line.ljust(width))
        sys.stdout.flush()

    def close(self) -> None:
        """Leave the line."""
        sys.stdout.write("\n")
        sys.stdout.flush()


class WriteProgressToFile(ProgressBar):
    """Keeps the latest state in a file, for processes that nobody watches.

    Parameters
    ----------
    filename : path-like
        The file, which is written anew each time.
    """

    def __init__(self, filename: str | os.PathLike) -> None:
        self.filename = filename
        super().__init__()

    def update(self, progress: Progress) -> None:
        """Write one line."""
        line = summary(progress)
        if not progress.finished:
            line = f"{progress.progress:.0%}, ETA: {timestamp2timedelta(progress.eta())}"
        with open(self.filename, "w", encoding="utf-8") as file:
            file.write(line + "\n")


class AutoProgressBar(ProgressBar):
    """Shows another bar only if the work takes long; its end is shown in any case.

    Parameters
    ----------
    delegate : ProgressBar
        The other one.
    min_eta : float
        How many seconds the work must take in all to be worth a bar.
    """

    SETTLED = 0.1
    """Seconds after which an estimate is worth something."""

    def __init__(self, delegate: ProgressBar, min_eta: float = 1.0) -> None:
        self.delegate = delegate
        self.min_eta = min_eta
        self._visible = False
        super().__init__()

    def update(self, progress: Progress) -> None:
        """Draw, if it is worth it."""
        self._visible = self._visible or progress.finished or self._takes_long(progress)
        if self._visible:
            self.delegate.update(progress)

    def close(self) -> None:
        """End the drawing, if there was any."""
        if self._visible:
            self.delegate.close()

    def _takes_long(self, progress: Progress) -> bool:
        elapsed, left = progress.elapsed_seconds(), max(0.0, progress.eta())
        return elapsed > self.SETTLED and elapsed + left > self.min_eta


def _bar(progress: Progress, width: int) -> str:
    if progress.max_steps is None:
        text = f"{progress.name_during}..."
        time = f"for {timestamp2timedelta(progress.elapsed_seconds())}"
    else:
        text = f"{progress.name_during}... {progress.progress:.0%}"
        time = f"ETA: {timestamp2timedelta(progress.eta())}"
    inner = max(0, width - len(time) - 4)
    filled = round(inner * progress.progress)
    bar = "#" * filled + " " * (inner - filled)
    start = max(0, (inner - len(text)) // 2)
    return f"[{bar[:start]}{text}{bar[start + len(text) :]}] {time}"
