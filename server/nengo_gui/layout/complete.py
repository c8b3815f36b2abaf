"""Places for everything in a graph, from the places that are known."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from nengo_gui.layout.auto import arrange
from nengo_gui.layout.boxes import Box, all_boxes, closed_box, open_box
from nengo_gui.layout.links import Link, links_by_network
from nengo_gui.layout.newcomers import settle
from nengo_gui.layout.room import Vector, steps_aside
from nengo_gui.protocol.objects import Graph, GraphObject, ObjectId, Place

Places = dict[ObjectId, Place]


def complete(graph: Graph, known: Mapping[ObjectId, Place]) -> Places:
    """Give a place to each object that has none; the others keep theirs.

    Returns
    -------
    dict
        The places of all objects of the graph, in its order. Networks start closed, but for the
        top-level one.
    """
    places = {thing.id: known[thing.id] for thing in graph.objects if thing.id in known}
    links, children = links_by_network(graph), children_by_network(graph)
    boxes: dict[ObjectId, Box] = {}
    # Inner networks first: the frame of an open one depends on where its children lie.
    for thing in reversed(graph.objects):
        if not thing.parent:
            places[thing.id] = Place(0.0, 0.0, open=True)
        inside = {child: boxes[child] for child in children.get(thing.id, [])}
        places.update(_new_places(inside, places, links.get(thing.id, [])))
        boxes[thing.id] = _box(thing, inside, places)
    return {thing.id: places[thing.id] for thing in graph.objects}


def _new_places(
    boxes: Mapping[ObjectId, Box], places: Mapping[ObjectId, Place], links: list[Link]
) -> Places:
    settled = {c: box.at(places[c].x, places[c].y) for c, box in boxes.items() if c in places}
    newcomers = {child: box for child, box in boxes.items() if child not in places}
    if not newcomers:
        return {}
    points = settle(settled, newcomers, links) if settled else arrange(newcomers, links)
    return {child: Place(x, y) for child, (x, y) in points.items()}


def _box(
    thing: GraphObject, inside: Mapping[ObjectId, Box], places: Mapping[ObjectId, Place]
) -> Box:
    place = places.get(thing.id)
    if thing.kind != "network" or place is None or not place.open:
        return closed_box(thing)
    return open_box([box.at(places[child].x, places[child].y) for child, box in inside.items()])


def children_by_network(graph: Graph) -> dict[ObjectId, list[ObjectId]]:
    """Return the children of each network, in the order the model made them."""
    children: dict[ObjectId, list[ObjectId]] = {}
    # A graph lists kinds one after the other; the lines tell the order across kinds.
    for thing in sorted(graph.objects, key=lambda thing: thing.line or 0):
        children.setdefault(thing.parent, []).append(thing.id)
    return children


def lay_out_anew(graph: Graph, places: Mapping[ObjectId, Place], network: ObjectId) -> Places:
    """Return new places for the children of one network; which of them are open stays."""
    boxes = all_boxes(graph.objects, places)
    inside = {child: boxes[child] for child in children_by_network(graph).get(network, [])}
    points = arrange(inside, links_by_network(graph).get(network, []))
    return {child: Place(x, y, open=places[child].open) for child, (x, y) in points.items()}


def make_room(
    graph: Graph, before: Mapping[ObjectId, Place], after: Mapping[ObjectId, Place], name: ObjectId
) -> dict[ObjectId, Vector]:
    """Return how far others move when a network grows, around it and around each network above.

    Parameters
    ----------
    graph : Graph
    before, after : mapping
        All places, without and with the change that made the network grow.
    name : str
        The network that grew.
    """
    parents = {thing.id: thing.parent for thing in graph.objects}
    children = children_by_network(graph)
    moves: dict[ObjectId, Vector] = {}
    old_boxes = all_boxes(graph.objects, before)
    while parents.get(name):
        siblings = {
            child: old_boxes[child].at(before[child].x, before[child].y)
            for child in children[parents[name]]
        }
        grown = all_boxes(graph.objects, after)[name].at(after[name].x, after[name].y)
        stepping = steps_aside(name, siblings, grown)
        after = stepped(after, stepping)
        moves.update(stepping)
        name = parents[name]
    return moves


def stepped(places: Mapping[ObjectId, Place], moves: Mapping[ObjectId, Vector]) -> Places:
    """Return places of which some have moved by a vector."""
    aside = {
        name: msgspec.structs.replace(places[name], x=places[name].x + dx, y=places[name].y + dy)
        for name, (dx, dy) in moves.items()
        if name in places
    }
    return {**places, **aside}
