"""Which children of a network are joined, directly or through what lies inside them."""

from __future__ import annotations

from collections.abc import Mapping

from nengo_gui.protocol.objects import Graph, ObjectId

Link = tuple[ObjectId, ObjectId]


def links_by_network(graph: Graph) -> dict[ObjectId, list[Link]]:
    """Return the links among the children of each network, each once, in the order they appear.

    A connection between objects in different networks joins those two of their ancestors that
    lie side by side. What feeds a learning rule is left out: it runs against the flow, and the
    error would be drawn before the thing it corrects.
    """
    parents = {thing.id: thing.parent for thing in graph.objects}
    links: dict[ObjectId, dict[Link, None]] = {}
    for connection in graph.connections:
        found = _lift(connection.pre, connection.post, parents)
        if found is not None and connection.modulates is None:
            network, link = found
            links.setdefault(network, {})[link] = None
    return {network: list(pairs) for network, pairs in links.items()}


def _lift(
    pre: ObjectId, post: ObjectId, parents: Mapping[ObjectId, ObjectId]
) -> tuple[ObjectId, Link] | None:
    above_pre, above_post = _ancestry(pre, parents), _ancestry(post, parents)
    for network, pre_child, post_child in zip(
        above_pre, above_pre[1:], above_post[1:], strict=False
    ):
        if pre_child != post_child:
            return network, (pre_child, post_child)
    return None


def _ancestry(thing: ObjectId, parents: Mapping[ObjectId, ObjectId]) -> list[ObjectId]:
    """Return the networks around an object, outermost first, and the object itself."""
    chain = []
    while thing in parents:
        chain.append(thing)
        thing = parents[thing]
    return chain[::-1]
