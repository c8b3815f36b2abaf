"""Which object of the user a failing step belongs to."""

from __future__ import annotations

from nengo.engine.program import Entry
from nengo.exceptions import Birthplace, NengoException


def blame(error: Exception, entry: Entry) -> None:
    """Add to an error where the object was made whose step failed.

    Errors of user functions are left as they are: their traceback says more.
    """
    if isinstance(error, NengoException):
        error.at(entry.origin)
    elif isinstance(error, FloatingPointError):
        place = getattr(entry.origin, "_birthplace", None)
        made = "" if place is None else f" (made at {Birthplace(*place)})"
        owner = entry.op if entry.origin is None else entry.origin
        error.args = (f"{error}, in a step of {owner}{made}",)
        error.birthplace = place  # type: ignore[attr-defined]
