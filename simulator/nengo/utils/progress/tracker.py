"""Showing the progress of work again and again while it goes on."""

from __future__ import annotations

import threading

from nengo.utils.progress.bars import NoProgressBar, ProgressBar
from nengo.utils.progress.count import Progress


class ProgressTracker:
    """Updates a progress bar from a thread of its own. Use it in a ``with`` block.

    Parameters
    ----------
    progress_bar : ProgressBar
        What to draw on.
    total_progress : Progress
        The whole work. If it has stages, each counts as one step.
    update_interval : float
        Seconds between two drawings.
    """

    def __init__(
        self, progress_bar: ProgressBar, total_progress: Progress, update_interval: float = 0.1
    ) -> None:
        self.progress_bar = progress_bar
        self.total_progress = total_progress
        self.update_interval = update_interval
        self.sub_progress: Progress | None = None
        self._closing = threading.Event()
        # Where nothing is drawn, a thread would only take time from the work.
        draws = not isinstance(progress_bar, NoProgressBar)
        self.update_thread = (
            threading.Thread(target=self.update_loop, daemon=True) if draws else None
        )

    def next_stage(
        self, name_during: str = "", name_after: str | None = None, max_steps: int | None = None
    ) -> Progress:
        """Begin the next stage of the work.

        Parameters
        ----------
        name_during, name_after, max_steps
            See `Progress`.

        Returns
        -------
        Progress
            Of the stage alone; use it in a ``with`` block. It is shown until it is finished.
        """
        if self.sub_progress is not None:
            self.total_progress.step()
        self.sub_progress = Progress(name_during, name_after, max_steps)
        return self.sub_progress

    def update_loop(self) -> None:
        """Draw until the work is done."""
        while not self._closing.wait(self.update_interval):
            self.progress_bar.update(self._current())

    def __enter__(self) -> ProgressTracker:
        self._closing.clear()
        self.total_progress.__enter__()
        self.progress_bar.update(self.total_progress)
        if self.update_thread is not None:
            self.update_thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._closing.set()
        if self.update_thread is not None:
            self.update_thread.join()
        self.total_progress.__exit__(*exc_info)
        self.progress_bar.update(self.total_progress)
        self.progress_bar.close()

    def _current(self) -> Progress:
        if self.sub_progress is None or self.sub_progress.finished:
            return self.total_progress
        return self.sub_progress
