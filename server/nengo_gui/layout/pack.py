"""Shelves: parts of a drawing that have nothing to do with each other, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from nengo_gui.layout.boxes import Box

ASPECT = 1.6
"""Width over height we aim at, that of the pane the graph is shown in."""
GAP = 60.0


def shelve(frames: Sequence[Box]) -> list[tuple[float, float]]:
    """Return by how much to move each frame so that they stand on shelves, in the given order."""
    area = sum((frame.width + GAP) * (frame.height + GAP) for frame in frames)
    widest = max((frame.width for frame in frames), default=0.0)
    shelf_width = max(widest, math.sqrt(area * ASPECT))
    moves = []
    x = y = depth = 0.0
    for frame in frames:
        if x and x + frame.width > shelf_width:
            x, y, depth = 0.0, y + depth + GAP, 0.0
        moves.append((x - frame.left, y - frame.top))
        x, depth = x + frame.width + GAP, max(depth, frame.height)
    return moves
