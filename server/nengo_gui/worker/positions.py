"""Places in a text as editors count them: lines from 1, columns from 0 in UTF-16 units."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a line; the columns are None where only the line is known."""

    line: int
    column: int | None = None
    end_column: int | None = None


class Positions:
    """Converts what Python tells of a text, which counts bytes of UTF-8 or characters.

    Parameters
    ----------
    text : str
        The whole file.
    """

    def __init__(self, text: str) -> None:
        # Exactly the line ends that Python and editors know; str.splitlines knows more.
        self.lines = re.split(r"\r\n|\r|\n", text)

    def of_node(self, node: ast.expr | ast.stmt) -> Span:
        """Return where a piece of syntax stands, at most to the end of its first line."""
        end = node.end_col_offset if node.end_lineno == node.lineno else None
        return self.of_bytes(node.lineno, node.col_offset, end)

    def of_bytes(self, line: int, column: int | None, end: int | None) -> Span:
        """Convert columns counted in bytes; ``end=None`` is the end of the line."""
        if column is None or not 1 <= line <= len(self.lines):
            return Span(line)
        encoded = self.lines[line - 1].encode("utf-8", "surrogatepass")
        start_text, end_text = encoded[:column], encoded[:end]
        return Span(line, _units_of_bytes(start_text), _units_of_bytes(end_text))

    def of_characters(self, line: int, column: int, end: int | None) -> Span:
        """Convert columns counted in characters from 0; ``end=None`` is one further."""
        if not 1 <= line <= len(self.lines):
            return Span(line)
        text = self.lines[line - 1]
        column = min(max(column, 0), len(text))
        end = column + 1 if end is None or end <= column else end
        return Span(line, _units(text[:column]), _units(text[:end]))


def _units_of_bytes(encoded: bytes) -> int:
    return _units(encoded.decode("utf-8", "ignore"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
