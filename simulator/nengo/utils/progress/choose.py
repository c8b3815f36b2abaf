"""Which progress bar to show."""

from __future__ import annotations

import importlib
from typing import Any

from nengo.exceptions import ValidationError
from nengo.rc import rc
from nengo.utils.progress.bars import (
    AutoProgressBar,
    NoProgressBar,
    ProgressBar,
    TerminalProgressBar,
)
from nengo.utils.progress.notebook import HtmlProgressBar, in_notebook


def to_progressbar(progress_bar: Any) -> ProgressBar:
    """Find the bar that an argument ``progress_bar`` means.

    Parameters
    ----------
    progress_bar : ProgressBar or bool or None
        A bar is used itself, True means the one of the settings, False and None mean none.
    """
    if progress_bar is None or progress_bar is False:
        return NoProgressBar()
    return get_default_progressbar() if progress_bar is True else progress_bar


def get_default_progressbar() -> ProgressBar:
    """Make the bar that the setting ``progress.progress_bar`` asks for.

    ``auto`` or a word for true is a bar that appears when the work takes long, ``none`` or a
    word for false is none, anything else is the dotted path of a class without arguments.
    """
    setting = rc.get("progress", "progress_bar").strip()
    wanted = {"auto": True, "none": False, **rc.BOOLEAN_STATES}.get(setting.lower())
    if wanted is None:
        return _find_class(setting)()
    if not wanted:
        return NoProgressBar()
    return AutoProgressBar(HtmlProgressBar() if in_notebook() else TerminalProgressBar())


def _find_class(path: str) -> Any:
    module, _, name = path.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValidationError(
            f"is {path!r}, but must be auto, none, a truth value, or the dotted path of a class. "
            "Write for example nengo.utils.progress.TerminalProgressBar.",
            attr="progress_bar",
        ) from error
