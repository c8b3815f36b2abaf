"""Why something cannot be done: one sentence, and one on what to do instead."""

from __future__ import annotations


class Refusal(Exception):
    """A command cannot be carried out; nothing has changed.

    Parameters
    ----------
    message : str
        What we saw and what is allowed.
    remedy : str
        What to do; empty where there is nothing to do.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
