"""How much room things take, as the screen draws them at zoom 1.

The figures are those of the screen's own geometry, a little on the generous side, so that what is
laid out here does not touch there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nengo_gui.protocol.objects import GraphObject, ObjectId, Place

NODE = 34.0
PASSTHROUGH = 14.0
HTML = (160.0, 120.0)
RADIUS_SMALL, RADIUS_LARGE = 20.0, 34.0
CLOSED = (72.0, 62.0)
ARRAY_OFFSET = 8.0
"""By how much the circles of an ensemble array stick out behind the first."""

LETTER = 6.8
"""Mean width of a letter of a label."""
LABEL = 22.0
"""Height of a label below its object, with the gap between them."""
PADDING = 26.0
"""From the children of an open network to its edge."""
TITLE = 30.0
"""Height of the title of an open network."""
EMPTY = (140.0, 90.0)
"""An open network without children."""


class Box(NamedTuple):
    """A rectangle in pixels, y downwards; of an object, relative to its centre."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, width: float, height: float) -> Box:
        """Return the box of this size whose centre is zero."""
        return cls(-width / 2, -height / 2, width / 2, height / 2)

    @classmethod
    def union(cls, boxes: Iterable[Box]) -> Box:
        """Return the smallest box around some others, of which there is at least one."""
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def at(self, x: float, y: float) -> Box:
        """Return this box moved by a vector."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def grown(self, margin: float) -> Box:
        """Return this box with a margin on all sides."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def overlaps(self, other: Box) -> bool:
        """Say whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def closed_box(thing: GraphObject) -> Box:
    """Return the room an object takes with its label, networks closed."""
    width, height = _shape(thing)
    half_label = LETTER * len(thing.label) / 2
    side = max(width / 2, half_label)
    return Box(-side, -height / 2, side, height / 2 + (LABEL if thing.label else 0))


def _shape(thing: GraphObject) -> tuple[float, float]:
    if thing.kind == "network":
        if thing.n_members:
            return _circle(thing.n_neurons // thing.n_members, ARRAY_OFFSET)
        return CLOSED
    if thing.kind == "ensemble":
        return _circle(thing.n_neurons)
    if thing.glyph == "html":
        return HTML
    side = PASSTHROUGH if thing.glyph == "passthrough" else NODE
    return side, side


def _circle(n_neurons: int, offset: float = 0.0) -> tuple[float, float]:
    radius = 18 + 4 * math.log10(max(n_neurons, 1))
    side = 2 * min(max(radius, RADIUS_SMALL), RADIUS_LARGE) + offset
    return side, side


def all_boxes(
    objects: Iterable[GraphObject], places: Mapping[ObjectId, Place]
) -> dict[ObjectId, Box]:
    """Return the box of every object as the places have it: open networks around their children.

    Parameters
    ----------
    objects : iterable of GraphObject
        Parents before children, as in a ``Graph``.
    places : mapping
        Where objects lie; children without a place do not count.
    """
    inside: dict[ObjectId, list[Box]] = {}
    boxes: dict[ObjectId, Box] = {}
    # Children first: a parent's box needs those of its children.
    for thing in reversed(list(objects)):
        place = places.get(thing.id)
        is_open = thing.kind == "network" and place is not None and place.open
        boxes[thing.id] = open_box(inside.get(thing.id, [])) if is_open else closed_box(thing)
        if place is not None:
            inside.setdefault(thing.parent, []).append(boxes[thing.id].at(place.x, place.y))
    return boxes


def open_box(children: list[Box]) -> Box:
    """Return the frame of an open network, around the boxes of its children."""
    inner = Box.union(children) if children else Box.around(*EMPTY)
    frame = inner.grown(PADDING)
    return frame._replace(top=frame.top - TITLE)
