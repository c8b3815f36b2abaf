"""How far a long piece of work has come, and showing it.

`Progress` counts the steps of one piece of work. A `ProgressTracker` shows it on a `ProgressBar`
again and again while the work goes on::

    with ProgressTracker(bar, Progress("Baking", "Bake", max_steps=10)) as tracker:
        for _ in range(10):
            tracker.total_progress.step()
"""

from nengo.utils.progress.bars import (
    AutoProgressBar,
    NoProgressBar,
    ProgressBar,
    TerminalProgressBar,
    WriteProgressToFile,
)
from nengo.utils.progress.choose import get_default_progressbar, to_progressbar
from nengo.utils.progress.count import Progress, timestamp2timedelta
from nengo.utils.progress.notebook import (
    HtmlProgressBar,
    IPython5ProgressBar,
    MemoryLeakWarning,
    VdomOrHtmlProgressBar,
    VdomProgressBar,
)
from nengo.utils.progress.tracker import ProgressTracker

__all__ = [
    "AutoProgressBar",
    "HtmlProgressBar",
    "IPython5ProgressBar",
    "MemoryLeakWarning",
    "NoProgressBar",
    "Progress",
    "ProgressBar",
    "ProgressTracker",
    "TerminalProgressBar",
    "VdomOrHtmlProgressBar",
    "VdomProgressBar",
    "WriteProgressToFile",
    "get_default_progressbar",
    "timestamp2timedelta",
    "to_progressbar",
]
