"""Bring together what two people made of one text, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_COMPARED = 1_000_000
"""Pairs of lines; comparing more would hold up everybody else."""

Lines = list[str]


class Merged(NamedTuple):
    """A text with the changes of both sides.

    ``clean`` is False if both changed the same lines; the text then has those of the later side.
    """

    text: str
    clean: bool


def merge(base: str, earlier: str, later: str) -> Merged:
    """Merge two texts that both came from ``base``."""
    if base == earlier:  # nearly always: nobody else wrote meanwhile
        return Merged(later, True)
    lines: Lines = []
    clean = True
    for piece in _pieces(*(text.splitlines(keepends=True) for text in (base, earlier, later))):
        chosen = _choose(*piece)
        lines += piece[2] if chosen is None else chosen
        clean &= chosen is not None
    return Merged("".join(lines), clean)


def _choose(base: Lines, earlier: Lines, later: Lines) -> Lines | None:
    """Return what becomes of a few lines in a row; None if both sides changed them."""
    if earlier in (base, later):
        return later
    if later == base:
        return earlier
    if len(base) == len(earlier) == len(later) > 1:
        # Neighbours that were changed by one side each: no two hands on the same line.
        rows = [_choose([o], [a], [b]) for o, a, b in zip(base, earlier, later, strict=True)]
        return [line for row in rows for line in row or ()] if None not in rows else None
    return None


def _pieces(base: Lines, earlier: Lines, later: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """Cut the three texts at the lines that they have in common, in order."""
    in_earlier, in_later = _found_again(base, earlier), _found_again(base, later)
    i = a = b = 0
    for k in sorted(in_earlier.keys() & in_later.keys()):
        yield base[i:k], earlier[a : in_earlier[k]], later[b : in_later[k]]
        yield [base[k]], [base[k]], [base[k]]
        i, a, b = k + 1, in_earlier[k] + 1, in_later[k] + 1
    yield base[i:], earlier[a:], later[b:]


def _found_again(base: Lines, other: Lines) -> dict[int, int]:
    """Map the lines of a text that another still has to where they are there."""
    start = _common(base, other)
    most = min(len(base), len(other)) - start
    end = min(most, _common(base[::-1], other[::-1]))
    found = {i: i for i in range(start)}
    found |= {len(base) - 1 - i: len(other) - 1 - i for i in range(end)}
    left, right = base[start : len(base) - end], other[start : len(other) - end]
    if len(left) * len(right) <= MOST_COMPARED:
        for i, j, n in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            found |= {start + i + k: start + j + k for k in range(n)}
    return found


def _common(one: Lines, other: Lines) -> int:
    """Count the lines with which both begin."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
