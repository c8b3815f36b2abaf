"""Text of the model on its way to the screen."""

from __future__ import annotations

MAX_LABEL = 200
"""Nobody reads further, and the screen need not hold it."""
MAX_MESSAGE = 2000


def shown(text: object, most: int = MAX_LABEL) -> str:
    """Cut a text, and make sure that it can be sent: half of a surrogate pair cannot."""
    return str(text)[:most].encode("utf-8", "backslashreplace").decode()
