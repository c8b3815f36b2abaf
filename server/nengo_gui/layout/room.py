"""Room for a network that opens: its neighbours step aside, no further than they must."""

from __future__ import annotations

from collections.abc import Mapping

from nengo_gui.layout.boxes import Box
from nengo_gui.protocol.objects import ObjectId

Vector = tuple[float, float]
MARGIN = 40.0
"""Room between the frame of the open network and its neighbours."""


def steps_aside(
    name: ObjectId, before: Mapping[ObjectId, Box], after: Box
) -> dict[ObjectId, Vector]:
    """Return how far each neighbour moves when one box grows.

    All that stand on one side move alike, so that what was arranged stays arranged.

    Parameters
    ----------
    name : str
        Whose box grows.
    before : mapping
        The boxes of all children of the network, where they lie.
    after : Box
        The grown box, where it lies.
    """
    if after == before[name]:
        return {}
    sides = {other: _side(before[name], box) for other, box in before.items() if other != name}
    wide = after.grown(MARGIN)
    needs: dict[Vector, float] = {}
    for other, side in sides.items():
        # What overlapped already was put there on purpose.
        if wide.overlaps(before[other]) and not before[name].overlaps(before[other]):
            needs[side] = max(needs.get(side, 0.0), _need(side, wide, before[other]))
    moves = {
        other: (x * needs[x, y], y * needs[x, y])
        for other, (x, y) in sides.items()
        if (x, y) in needs
    }
    return _untangled(before, sides, moves) if moves else {}


def _side(old: Box, other: Box) -> Vector:
    """Return the direction in which a box lies, as a unit vector; columns go up and down."""
    x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
    if x > old.right:
        return 1.0, 0.0
    if x < old.left:
        return -1.0, 0.0
    return (0.0, -1.0) if y < (old.top + old.bottom) / 2 else (0.0, 1.0)


def _need(side: Vector, wide: Box, other: Box) -> float:
    """Return how far a box must go in this direction to be clear of another one."""
    distances = {
        (1.0, 0.0): wide.right - other.left,
        (-1.0, 0.0): other.right - wide.left,
        (0.0, 1.0): wide.bottom - other.top,
        (0.0, -1.0): other.bottom - wide.top,
    }
    return float(round(distances[side]))


def _untangled(
    before: Mapping[ObjectId, Box],
    sides: Mapping[ObjectId, Vector],
    moves: dict[ObjectId, Vector],
) -> dict[ObjectId, Vector]:
    """Push on those that would now lie on others: two sides may meet at a corner."""
    now: dict[ObjectId, Box] = {}
    for other, side in sides.items():
        dx, dy = moves.get(other, (0.0, 0.0))
        clear = False
        while not clear:
            clear = True
            box = before[other].at(dx, dy)
            for placed, frame in now.items():
                if box.overlaps(frame) and not before[other].overlaps(before[placed]):
                    need = max(_need(side, frame, box), 1.0)
                    dx, dy = dx + side[0] * need, dy + side[1] * need
                    clear = False
                    break
        now[other] = before[other].at(dx, dy)
        if dx or dy:
            moves[other] = (dx, dy)
    return moves
