"""Where the children of one network go, when nobody has said so: in layers, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nengo_gui.layout.boxes import Box
from nengo_gui.layout.coordinates import coordinates
from nengo_gui.layout.layers import columns
from nengo_gui.layout.links import Link
from nengo_gui.layout.order import divide, untangle
from nengo_gui.layout.pack import shelve
from nengo_gui.layout.twins import Folded, Point, fold
from nengo_gui.protocol.objects import ObjectId


def arrange(boxes: Mapping[ObjectId, Box], links: Iterable[Link]) -> dict[ObjectId, Point]:
    """Lay out the children of a network; the same input gives the same picture.

    Parameters
    ----------
    boxes : mapping
        The room each child takes around its centre, in the order the model made them.
    links : iterable of pairs
        Which child feeds which.

    Returns
    -------
    dict
        The centre of each child; all together they lie around zero.
    """
    folded = fold(boxes, [link for link in links if link[0] != link[1]])
    parts = [_layered(names, folded) for names in _parts(folded)]
    frames = [_frame(points, folded.boxes) for points in parts]
    points = {
        name: (x + dx, y + dy)
        for part, (dx, dy) in zip(parts, shelve(frames), strict=True)
        for name, (x, y) in part.items()
    }
    return _centred(folded.unfold(points), boxes)


def _parts(folded: Folded) -> list[list[ObjectId]]:
    """Return what hangs together, the largest parts first, then in the order of the model."""
    eldest = {name: name for name in folded.boxes}

    def find(name: ObjectId) -> ObjectId:
        while eldest[name] != name:
            eldest[name] = eldest[eldest[name]]
            name = eldest[name]
        return name

    for pre, post in folded.links:
        eldest[find(post)] = find(pre)
    parts: dict[ObjectId, list[ObjectId]] = {}
    for name in folded.boxes:
        parts.setdefault(find(name), []).append(name)
    return sorted(parts.values(), key=len, reverse=True)


def _layered(names: list[ObjectId], folded: Folded) -> dict[ObjectId, Point]:
    """Lay out one part: columns, then rows, then pixels."""
    number = {name: index for index, name in enumerate(names)}
    links = [(number[pre], number[post]) for pre, post in folded.links if pre in number]
    drawing = untangle(divide(columns(len(names), links), links))
    points = coordinates(drawing, [folded.boxes[name] for name in names])
    return dict(zip(names, points, strict=True))


def _frame(points: Mapping[ObjectId, Point], boxes: Mapping[ObjectId, Box]) -> Box:
    return Box.union(boxes[name].at(*point) for name, point in points.items())


def _centred(points: dict[ObjectId, Point], boxes: Mapping[ObjectId, Box]) -> dict[ObjectId, Point]:
    if not points:
        return {}
    frame = _frame(points, boxes)
    x, y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    # Whole pixels: the sidecar stays readable, and strokes stay sharp.
    return {name: (float(round(px - x)), float(round(py - y))) for name, (px, py) in points.items()}
