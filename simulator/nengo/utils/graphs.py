"""Directed graphs, given as a mapping from each node to the nodes it points to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from nengo.engine.order import toposort
from nengo.utils.ordered_sets import FrozenOrderedSet, OrderedSet

__all__ = [
    "BidirectionalDAG",
    "add_edges",
    "reverse_edges",
    "toposort",
    "transitive_closure",
]

Edges = Mapping[Any, Iterable[Any]]
"""Node → the nodes it points to. Every node of the graph is a key."""


def reverse_edges(edges: Edges) -> dict[Any, OrderedSet]:
    """Turn every edge around.

    Raises
    ------
    KeyError
        If an edge leads to a node that is not a key.
    """
    reversed_edges: dict[Any, OrderedSet] = {node: OrderedSet() for node in edges}
    for node, targets in edges.items():
        for target in targets:
            reversed_edges[target].add(node)
    return reversed_edges


def add_edges(edges: dict[Any, set], new_edges: Iterable[tuple[Any, Any]]) -> None:
    """Add edges, given as (from, to), to a graph whose values are sets.

    Raises
    ------
    KeyError
        If an edge starts at a node that is not a key.
    """
    for source, target in new_edges:
        edges[source].add(target)


def transitive_closure(
    edges: Edges, topo_sorted: list[Any] | None = None
) -> dict[Any, FrozenOrderedSet]:
    """Find all nodes that can be reached from each node, over any number of edges.

    Parameters
    ----------
    edges : mapping
        Node → the nodes it points to. Every node is a key; there are no circles.
    topo_sorted : list, optional
        The nodes in the order of `toposort`, if known.
    """
    order = toposort(edges) if topo_sorted is None else topo_sorted
    reachable: dict[Any, FrozenOrderedSet] = {}
    for node in reversed(order):
        found = OrderedSet(edges[node])
        for target in edges[node]:
            found.update(reachable[target])
        reachable[node] = FrozenOrderedSet(found)
    return reachable


class BidirectionalDAG:
    """A directed graph without circles that can be followed both ways, and contracted.

    Parameters
    ----------
    forward : mapping
        Node → the nodes it points to. Every node is a key.

    Attributes
    ----------
    forward : dict
        Node → set of the nodes it points to.
    backward : dict
        Node → set of the nodes that point to it.
    """

    def __init__(self, forward: Edges) -> None:
        self.forward = {node: set(targets) for node, targets in forward.items()}
        self.backward = {node: set(sources) for node, sources in reverse_edges(forward).items()}

    def merge(self, nodes: Iterable[Hashable], merged_node: Hashable) -> None:
        """Replace some nodes by a single one that has all their edges.

        Parameters
        ----------
        nodes : iterable
            The nodes to replace. Edges among them vanish.
        merged_node : hashable
            What takes their place.
        """
        nodes = set(nodes)
        _contract(self.forward, self.backward, nodes, merged_node)
        _contract(self.backward, self.forward, nodes, merged_node)


def _contract(edges: dict, opposite: dict, nodes: set, merged_node: Hashable) -> None:
    """Redirect the edges that start at ``nodes``, leaving those that come in to the other call."""
    targets = set().union(*(edges.pop(node) for node in nodes)) - nodes
    edges[merged_node] = targets
    for target in targets:
        if target in opposite:
            opposite[target] = (opposite[target] - nodes) | {merged_node}
