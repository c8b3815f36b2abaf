"""Fold what looks alike into one block, so that a hundred ensembles side by side stay a square."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nengo_gui.layout.boxes import Box
from nengo_gui.layout.links import Link
from nengo_gui.protocol.objects import ObjectId

FEWEST = 6
"""Fewer twins than this read better as a column, where no link passes behind another twin."""
GAP = 24.0
Point = tuple[float, float]


class Folded(NamedTuple):
    """A layout problem in which each family of twins is one block.

    ``members`` gives for each block that stands for several objects where they lie in it.
    """

    boxes: dict[ObjectId, Box]
    links: list[Link]
    members: dict[ObjectId, dict[ObjectId, Point]]

    def unfold(self, points: Mapping[ObjectId, Point]) -> dict[ObjectId, Point]:
        """Return the place of every object from the places of the blocks."""
        unfolded: dict[ObjectId, Point] = {}
        for block, (x, y) in points.items():
            inside = self.members.get(block, {block: (0.0, 0.0)})
            unfolded.update({name: (x + dx, y + dy) for name, (dx, dy) in inside.items()})
        return unfolded


def fold(boxes: Mapping[ObjectId, Box], links: Iterable[Link]) -> Folded:
    """Replace each family of objects with the same neighbours by one block, named by its eldest."""
    links = list(links)
    eldest: dict[ObjectId, ObjectId] = {}
    members = {}
    for family in _families(boxes, links):
        if len(family) >= FEWEST:
            members[family[0]] = _grid({name: boxes[name] for name in family})
            eldest.update(dict.fromkeys(family, family[0]))
    kept = {name: box for name, box in boxes.items() if eldest.get(name, name) == name}
    kept.update({name: _frame(points, boxes) for name, points in members.items()})
    folded = dict.fromkeys((eldest.get(pre, pre), eldest.get(post, post)) for pre, post in links)
    return Folded(kept, list(folded), members)


def _families(boxes: Iterable[ObjectId], links: Iterable[Link]) -> list[list[ObjectId]]:
    ins: dict[ObjectId, list[ObjectId]] = {name: [] for name in boxes}
    outs: dict[ObjectId, list[ObjectId]] = {name: [] for name in ins}
    for pre, post in links:
        outs[pre].append(post)
        ins[post].append(pre)
    families: dict[tuple[tuple[ObjectId, ...], ...], list[ObjectId]] = {}
    for name in ins:
        alike = (tuple(sorted(ins[name])), tuple(sorted(outs[name])))
        families.setdefault(alike, []).append(name)
    return list(families.values())


def _grid(boxes: Mapping[ObjectId, Box]) -> dict[ObjectId, Point]:
    largest = Box.union(boxes.values())
    width, height = largest.width + GAP, largest.height + GAP
    n_columns = max(1, round(math.sqrt(len(boxes) * height / width)))
    return {
        name: (index % n_columns * width, index // n_columns * height)
        for index, name in enumerate(boxes)
    }


def _frame(points: dict[ObjectId, Point], boxes: Mapping[ObjectId, Box]) -> Box:
    """Centre the points of a block, in place, and return the box around them."""
    frame = Box.union(boxes[name].at(*point) for name, point in points.items())
    x, y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    points.update({name: (px - x, py - y) for name, (px, py) in points.items()})
    return frame.at(-x, -y)
