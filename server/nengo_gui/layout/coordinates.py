"""Pixels: where columns and rows lie, straight links before short ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nengo_gui.layout.boxes import Box
from nengo_gui.layout.order import Columns

COLUMN = 150.0
"""Least distance between the centres of two columns."""
ALLEY = 60.0
"""Least room between two columns, for arrows to be seen as arrows."""
ROW = 26.0
"""Room between what stands below each other."""
BEND = Box.around(0, 8)
ROUNDS = 6


def coordinates(drawing: Columns, boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """Return the centre of each thing, in pixels.

    Parameters
    ----------
    drawing : Columns
        Things in columns, each column from top to bottom.
    boxes : sequence of Box
        The room each thing takes around its centre.
    """
    xs = _across([[boxes[t] for t in c if t < len(boxes)] for c in drawing.columns])
    ys = _down(drawing, [*boxes, *[BEND] * (len(drawing.left) - len(boxes))])
    points = {
        thing: (x, ys[thing]) for x, column in zip(xs, drawing.columns, strict=True)
        for thing in column
    }  # fmt: skip
    return [points[thing] for thing in range(len(boxes))]


def _across(columns: list[list[Box]]) -> list[float]:
    xs = [0.0]
    for before, after in pairwise(columns):
        right = max((box.right for box in before), default=0.0)
        left = min((box.left for box in after), default=0.0)
        xs.append(xs[-1] + max(COLUMN, right + ALLEY - left))
    return xs


def _down(drawing: Columns, boxes: Sequence[Box]) -> list[float]:
    """Let each column give way to its neighbours, first to the left ones, then to the right."""
    ys = [0.0] * len(boxes)
    offsets = [_stack([boxes[thing] for thing in column]) for column in drawing.columns]
    for column, offset in zip(drawing.columns, offsets, strict=True):
        for thing, y in zip(column, offset, strict=True):
            ys[thing] = y - offset[-1] / 2
    numbered = list(zip(drawing.columns, offsets, strict=True))
    for number in range(ROUNDS):
        rightwards = number % 2 == 0
        beside = drawing.left if rightwards else drawing.right
        for column, offset in numbered if rightwards else reversed(numbered):
            _settle(column, offset, beside, ys)
    return ys


def _stack(boxes: list[Box]) -> list[float]:
    """Return the centres of boxes one close below the other, the first at 0."""
    ys = [0.0]
    for upper, lower in pairwise(boxes):
        ys.append(ys[-1] + upper.bottom + ROW - lower.top)
    return ys


def _settle(
    column: list[int], offset: list[float], beside: list[list[int]], ys: list[float]
) -> None:
    """Bring a column as close as possible to its neighbours' rows, in order and without overlap."""
    wishes = [
        sum(ys[n] for n in beside[thing]) / len(beside[thing]) if beside[thing] else ys[thing]
        for thing in column
    ]
    # Less its place in the closest stack, each may be anywhere not above its predecessor.
    slack = rising([wish - y for wish, y in zip(wishes, offset, strict=True)])
    for thing, above, y in zip(column, slack, offset, strict=True):
        ys[thing] = above + y


def rising(values: Sequence[float]) -> list[float]:
    """Return the sequence that never falls and is closest to the given one, by least squares."""
    pools: list[tuple[float, int]] = []  # mean, count; each mean above the one before
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] >= mean:
            other, n = pools.pop()
            mean, count = (mean * count + other * n) / (count + n), count + n
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
