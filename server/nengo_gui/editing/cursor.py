"""A place in a text that is being written, and so need not be Python yet."""

from __future__ import annotations

import re
from functools import cached_property

_DOTTED = re.compile(r"[^\W\d][\w.]*$")
_WORD = re.compile(r"\w*")
_STRING = re.compile(r"('''|\"\"\"|'|\").*?(?<!\\)\1", re.DOTALL)
_OPENING, _CLOSING = "([{", ")]}"


class Cursor:
    """A place in a text.

    Parameters
    ----------
    text : str
    at : int
        In characters.
    """

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.text.count("\n", 0, self.at) + 1

    @property
    def column(self) -> int:
        """The characters before it on its line."""
        return self.at - self.text.rfind("\n", 0, self.at) - 1

    @cached_property
    def path(self) -> str:
        """The dotted name up to here: ``np.linalg.no``; it ends in a dot where that was written."""
        before = self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]
        found = _DOTTED.search(before)
        # What hangs on a call or a string is no name of anything.
        hangs = found is not None and found.start() > 0 and before[found.start() - 1] in ".)]'\""
        return found.group() if found is not None and not hangs else ""

    @property
    def word(self) -> str:
        """The part of the name that has been written so far."""
        return self.path.rpartition(".")[2]

    @property
    def word_start(self) -> int:
        """Where that part begins."""
        before = re.search(r"\w*$", self.text[: self.at])
        return before.start() if before is not None else self.at

    def to_word_end(self) -> Cursor:
        """Return the end of the word that this place is in."""
        found = _WORD.match(self.text, self.at)
        return Cursor(self.text, found.end() if found is not None else self.at)

    @cached_property
    def callee(self) -> str:
        """The dotted name of what is called by the brackets around; empty if there are none."""
        before = _STRING.sub(lambda found: " " * len(found.group()), self.text[: self.at])
        depth = 0
        for i in range(len(before) - 1, -1, -1):
            if before[i] in _CLOSING:
                depth += 1
            elif before[i] in _OPENING:
                depth -= 1
            if depth < 0:
                return Cursor(before, i).path if before[i] == "(" else ""
        return ""
