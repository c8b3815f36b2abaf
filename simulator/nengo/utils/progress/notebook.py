"""Showing how far a piece of work has come, in a notebook."""

from __future__ import annotations

import html
from typing import Any

from nengo.utils.ipython import get_ipython
from nengo.utils.progress.bars import ProgressBar
from nengo.utils.progress.count import Progress, summary, timestamp2timedelta

STYLE = (
    "position: relative; width: 100%; height: 1.6em; line-height: 1.6em; text-align: center; "
    "border: 1px solid #bbb; border-radius: 4px; overflow: hidden;"
)
FILLED = "position: absolute; left: 0; top: 0; bottom: 0; background: #9ecae1; z-index: -1;"


class HtmlProgressBar(ProgressBar):
    """Draws a bar below the cell of a notebook."""

    def __init__(self) -> None:
        self._handle: Any = None
        super().__init__()

    def update(self, progress: Progress) -> None:
        """Draw the bar in place of the one before."""
        from IPython.display import HTML, display

        picture = HTML(_picture(progress))
        if self._handle is None:
            self._handle = display(picture, display_id=True)
        else:
            self._handle.update(picture)


VdomProgressBar = VdomOrHtmlProgressBar = IPython5ProgressBar = HtmlProgressBar
"""Former names of the one bar that all notebooks can show."""


class MemoryLeakWarning(UserWarning):
    """Issued by former versions in notebooks that kept each picture of a bar; never by us."""


def in_notebook() -> bool:
    """Whether this process is the kernel of a notebook."""
    return getattr(get_ipython(), "kernel", None) is not None


def _picture(progress: Progress) -> str:
    return (
        f'<div style="{STYLE}"><div style="{FILLED} width: {progress.progress:.1%}"></div>'
        f"{html.escape(_text(progress))}</div>"
    )


def _text(progress: Progress) -> str:
    if progress.finished:
        return summary(progress)
    if progress.max_steps is None:
        return f"{progress.name_during}… for {timestamp2timedelta(progress.elapsed_seconds())}"
    eta = timestamp2timedelta(progress.eta())
    return f"{progress.name_during}… {progress.progress:.0%}, ETA: {eta}"
