"""Tell an object that got another name from one that went and another that came."""

from __future__ import annotations

from collections import Counter

from nengo_gui.protocol.objects import Graph, GraphObject, ObjectId

Spot = tuple[ObjectId, str, int | None]


def renamed(old: Graph, new: Graph) -> dict[ObjectId, ObjectId]:
    """Return the new id of each object that seems to have been renamed, and of all inside it.

    It was renamed if one object of its kind went from its line in its network, and one came. Where
    a line makes several, nobody can tell which is which.
    """
    gone, come = _only_in(old, new), _only_in(new, old)
    went_from, came_to = _alone(gone), _alone(come)
    left = {thing.id for thing in gone}
    before: dict[ObjectId, ObjectId] = {}
    for thing in come:  # parents first: what lies inside a renamed network moved with it
        inside = f"{before.get(thing.parent, '')}.{thing.id.rpartition('.')[2]}"
        spot = _spot(thing)
        if inside in left:
            before[thing.id] = inside
        elif spot in went_from and spot in came_to:
            before[thing.id] = went_from[spot]
    return {was: is_now for is_now, was in before.items()}


def _only_in(one: Graph, other: Graph) -> list[GraphObject]:
    there = {thing.id for thing in other.objects}
    return [thing for thing in one.objects if thing.id not in there]


def _alone(things: list[GraphObject]) -> dict[Spot, ObjectId]:
    """Return what stands alone at its spot."""
    crowd = Counter(map(_spot, things))
    return {
        spot: thing.id
        for thing in things
        if crowd[spot := _spot(thing)] == 1 and thing.line is not None
    }


def _spot(thing: GraphObject) -> Spot:
    return thing.parent, thing.kind, thing.line
