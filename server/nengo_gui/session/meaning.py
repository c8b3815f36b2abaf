"""Tell an edit that changes the model from one that only changes how its text looks.

Two texts mean the same when Python reads the same tokens from them. Tokens are found in linear
time and without building anything, which is why this may happen in the server; the text is not
parsed here, and never run.
"""

from __future__ import annotations

import io
import tokenize
from typing import NamedTuple

LONGEST = 60_000
"""Characters; longer texts are always loaded anew rather than hold up everybody else."""

_UNSEEN = {tokenize.COMMENT, tokenize.NL}
_SHAPELESS = {tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE, tokenize.ENDMARKER}


class Meaning(NamedTuple):
    """The tokens of a text that Python cares about, and the line of each."""

    tokens: tuple[tuple[int, str], ...]
    lines: tuple[int, ...]


def meaning(text: str) -> Meaning | None:
    """Return what Python reads from a text; None if it is no Python, or too long to look at."""
    if len(text) > LONGEST:
        return None
    try:
        found = [
            ((t.type, "" if t.type in _SHAPELESS else t.string), t.start[0])
            for t in tokenize.generate_tokens(io.StringIO(text).readline)
            if t.type not in _UNSEEN
        ]
    except (tokenize.TokenError, SyntaxError):
        return None
    tokens, lines = zip(*found, strict=True)
    return Meaning(tokens, lines)


class LineMap:
    """Where the lines of one text are found in another that means the same."""

    def __init__(self, moves: dict[int, int] | None = None) -> None:
        self._moves = moves or {}

    def __call__(self, line: int | None) -> int | None:
        """Return the new number of a line; lines that mean nothing keep theirs."""
        return self._moves.get(line, line) if line is not None else None

    @classmethod
    def between(cls, old: Meaning | None, new: Meaning | None) -> LineMap | None:
        """Compare two texts; None if they differ in meaning."""
        if old is None or new is None or old.tokens != new.tokens:
            return None
        return cls(dict(zip(reversed(old.lines), reversed(new.lines), strict=True)))
