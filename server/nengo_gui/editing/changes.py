"""What to put where in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nengo_gui.protocol.questions import TextChange


class Change(NamedTuple):
    """Characters ``start ≤ i < end`` of a text, and what to put in their place."""

    start: int
    end: int
    insert: str


def in_editor_units(text: str, changes: Iterable[Change]) -> tuple[TextChange, ...]:
    """Count as editors do, in UTF-16 units, and put the changes in the order of the text."""
    ordered = sorted(changes, key=lambda change: (change.start, change.end))
    return tuple(
        TextChange(start=_units(text, start), end=_units(text, end), insert=insert)
        for start, end, insert in ordered
    )


def character_at(text: str, units: int) -> int:
    """Return which character begins so many UTF-16 units from the beginning."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(encoded.decode("utf-16-le", "ignore"))


def _units(text: str, character: int) -> int:
    return len(text[:character].encode("utf-16-le", "surrogatepass")) // 2
