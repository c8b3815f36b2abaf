"""Why a worker is gone, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple


class Exit(NamedTuple):
    """The end of a worker, told to the person whose model it ran.

    ``asked`` is True when we ended it ourselves by ``Worker.kill``: then there is nothing to tell.
    """

    message: str
    remedy: str = ""
    line: int | None = None
    asked: bool = False
