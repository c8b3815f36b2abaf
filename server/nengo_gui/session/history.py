"""Undo and redo of what the user did to layout and plots: one gesture, one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nengo_gui.protocol.events import History as HistoryEvent
from nengo_gui.protocol.objects import ObjectId, Place, Plot

LONGEST = 200
"""Steps we remember."""


class Look(NamedTuple):
    """How a model looks: where its objects lie and what is shown beside them."""

    places: Mapping[ObjectId, Place]
    plots: tuple[Plot, ...]


class Step(NamedTuple):
    """One change of the look, forwards and backwards.

    Of the places it holds those that changed. An object without a place before it appears in
    ``after`` alone: taking the step back leaves it where it is.
    """

    label: str
    places_before: Mapping[ObjectId, Place]
    places_after: Mapping[ObjectId, Place]
    plots_before: tuple[Plot, ...]
    plots_after: tuple[Plot, ...]

    @classmethod
    def between(cls, label: str, before: Look, after: Look) -> Step:
        """Find what changed."""
        changed = {
            name: place for name, place in after.places.items() if before.places.get(name) != place
        }
        return cls(
            label,
            {name: before.places[name] for name in changed if name in before.places},
            changed,
            before.plots,
            after.plots,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not self.places_after and self.plots_before == self.plots_after


class History:
    """Steps that can be taken back, and those that can be done again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def record(self, step: Step) -> None:
        """Remember a step; what had been taken back is forgotten."""
        if step.empty:
            return
        self._done = [*self._done, step][-LONGEST:]
        self._undone = []

    def undo(self, look: Look) -> Look | None:
        """Return the look without the last step; None if there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return Look({**look.places, **step.places_before}, step.plots_before)

    def redo(self, look: Look) -> Look | None:
        """Return the look with the step taken back last; None if there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return Look({**look.places, **step.places_after}, step.plots_after)

    def event(self) -> HistoryEvent:
        """Say what undo and redo would do."""
        return HistoryEvent(
            undo=self._done[-1].label if self._done else "",
            redo=self._undone[-1].label if self._undone else "",
        )
