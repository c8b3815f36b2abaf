"""Where new objects go among others that stay where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nengo_gui.layout.auto import arrange
from nengo_gui.layout.boxes import Box
from nengo_gui.layout.coordinates import ALLEY, COLUMN, ROW
from nengo_gui.layout.links import Link
from nengo_gui.layout.twins import Point
from nengo_gui.protocol.objects import ObjectId

CROWD = 40
"""More newcomers than this, and more than there were before, are laid out as a block below."""
STRIDE = 30.0
"""Distance between the places we try, in pixels."""
MARGIN = 12.0
"""Room we keep around others."""


def settle(
    settled: Mapping[ObjectId, Box],
    newcomers: Mapping[ObjectId, Box],
    links: Iterable[Link],
) -> dict[ObjectId, Point]:
    """Find places for new children of a network; nobody else moves.

    Parameters
    ----------
    settled : mapping
        The boxes of those that have a place, where they lie; at least one.
    newcomers : mapping
        The room each new child takes around its centre.
    links : iterable of pairs
        Which child feeds which, old and new ones.
    """
    links = list(links)
    if len(newcomers) > max(CROWD, len(settled)):
        return _block_below(settled, newcomers, links)
    taken, points = dict(settled), {}
    for name in _by_acquaintance(settled, newcomers, links):
        x, y = _free(newcomers[name], _wish(name, taken, links), taken.values())
        points[name] = (x, y)
        taken[name] = newcomers[name].at(x, y)
    return points


def _block_below(
    settled: Mapping[ObjectId, Box], newcomers: Mapping[ObjectId, Box], links: list[Link]
) -> dict[ObjectId, Point]:
    inner = [(pre, post) for pre, post in links if pre in newcomers and post in newcomers]
    points = arrange(newcomers, inner)
    above = Box.union(settled.values())
    block = Box.union(newcomers[name].at(*point) for name, point in points.items())
    dx, dy = round(above.left - block.left), round(above.bottom + 2 * ROW - block.top)
    return {name: (x + dx, y + dy) for name, (x, y) in points.items()}


def _by_acquaintance(
    settled: Iterable[ObjectId], newcomers: Iterable[ObjectId], links: list[Link]
) -> Iterator[ObjectId]:
    """Yield newcomers, those linked to somebody with a place before the others."""
    known, waiting = set(settled), list(newcomers)
    while waiting:
        near = {name for link in links if known.intersection(link) for name in link}
        name = next((name for name in waiting if name in near), waiting[0])
        waiting.remove(name)
        known.add(name)
        yield name


def _wish(name: ObjectId, taken: Mapping[ObjectId, Box], links: list[Link]) -> Point:
    """Return where a newcomer would like to be: right of what feeds it, left of what it feeds."""
    before = [taken[pre] for pre, post in links if post == name and pre in taken]
    after = [taken[post] for pre, post in links if pre == name and post in taken]
    wishes = [_beside(box, COLUMN) for box in before] + [_beside(box, -COLUMN) for box in after]
    if not wishes:
        # A stranger goes below what the model made last before it, where the eye expects it.
        last = list(taken.values())[-1]
        return (last.left + last.right) / 2, last.bottom + ALLEY
    return sum(x for x, _ in wishes) / len(wishes), sum(y for _, y in wishes) / len(wishes)


def _beside(box: Box, distance: float) -> Point:
    x = (box.left + box.right) / 2
    reach = max(abs(distance), box.width / 2 + COLUMN / 2)
    return x + (reach if distance > 0 else -reach), (box.top + box.bottom) / 2


def _free(box: Box, wish: Point, taken: Iterable[Box]) -> Point:
    """Return the free place that is closest to a wish."""
    others = [other.grown(MARGIN) for other in taken]
    for dx, dy in _rings():
        x, y = float(round(wish[0] + dx)), float(round(wish[1] + dy))
        moved = box.at(x, y)
        if not any(moved.overlaps(other) for other in others):
            return x, y
    raise AssertionError("The plane is unbounded")


def _rings() -> Iterator[Point]:
    """Yield vectors of growing length, in each ring those downwards first."""
    yield 0.0, 0.0
    reach = 1
    while True:
        ring = [
            (x, y)
            for y in range(-reach, reach + 1)
            for x in range(-reach, reach + 1)
            if max(abs(x), abs(y)) == reach
        ]
        ring.sort(key=lambda v: (v[0] ** 2 + v[1] ** 2, -v[1], v[0]))
        yield from ((x * STRIDE, y * STRIDE) for x, y in ring)
        reach += 1
