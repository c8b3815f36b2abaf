"""Why something cannot be edited by hand."""

from __future__ import annotations


class CannotEdit(Exception):
    """The text cannot be changed in this way.

    Attributes
    ----------
    message : str
        What stands in the way, in one sentence.
    remedy : str
        What to do instead.
    """

    def __init__(self, message: str, remedy: str = "Edit the code there.") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
