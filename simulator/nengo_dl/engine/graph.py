"""Which task needs the result of which: within a step, and from one step to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from nengo.builder.signal import Signal
from nengo_dl.builder.kernel import INC, SET, UPDATE, Access

Edges = dict[int, set[int]]
"""Number of a task → those that need its result."""

Node = TypeVar("Node")


class Dependencies(NamedTuple):
    """Who needs the results of whom.

    Attributes
    ----------
    now : dict
        Within the same step.
    later : dict
        In the next step.
    """

    now: Edges
    later: Edges


class _Users(NamedTuple):
    """Tasks that touch parts of one base signal: (number, signal)."""

    sets: list[tuple[int, Signal]]
    incs: list[tuple[int, Signal]]
    reads: list[tuple[int, Signal]]
    updates: list[tuple[int, Signal]]


def dependencies(accesses: Sequence[Access], states: Iterable[Signal]) -> Dependencies:
    """Find who needs the results of whom.

    Parameters
    ----------
    accesses : sequence of Access
        What each task touches.
    states : iterable of Signal
        Base signals that keep their value from step to step.
    """
    now: Edges = {i: set() for i in range(len(accesses))}
    later: Edges = {i: set() for i in range(len(accesses))}
    states = set(states)
    for base, users in _users(accesses).items():
        _connect(now, users.sets, [*users.incs, *users.reads])
        _connect(now, users.incs, users.reads)
        _connect(later, users.updates, [*users.reads, *users.incs])
        if base in states:
            # They hand the whole signal to each other, from step to step.
            writers = [*users.sets, *users.incs, *users.updates]
            for i, _ in writers:
                later[i].update(j for j, _ in writers)
    for i, access in enumerate(accesses):
        if access.keeps:
            later[i].add(i)
    return Dependencies(now, later)


def _users(accesses: Sequence[Access]) -> dict[Signal, _Users]:
    users: dict[Signal, _Users] = {}
    for i, access in enumerate(accesses):
        for read in access.reads:
            users.setdefault(read.base, _Users([], [], [], [])).reads.append((i, read.signal))
        for mode, written in access.writes:
            of_base = users.setdefault(written.base, _Users([], [], [], []))
            role = {SET: of_base.sets, INC: of_base.incs, UPDATE: of_base.updates}[mode]
            role.append((i, written.signal))
    return users


def _connect(
    edges: Edges, before: list[tuple[int, Signal]], after: list[tuple[int, Signal]]
) -> None:
    for i, written in before:
        edges[i].update(j for j, read in after if i != j and written.may_share_memory(read))


def components(edges: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """Find strongly connected components, each after those it depends on.

    Parameters
    ----------
    edges : dict
        Node → those that depend on it.

    Returns
    -------
    list of list
        A component whose nodes form no circle has one node.

    References
    ----------
    Tarjan, *Depth-first search and linear graph algorithms*, 1972; written with a stack of its own,
    since a chain of connections may be longer than Python's.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    on_stack: set[Node] = set()
    found: list[list[Node]] = []

    def visit(root: Node) -> None:
        work = [(root, iter(edges[root]))]
        enter(root)
        while work:
            node, successors = work[-1]
            for successor in successors:
                if successor not in index:
                    enter(successor)
                    work.append((successor, iter(edges[successor])))
                    break
                if successor in on_stack:
                    low[node] = min(low[node], index[successor])
            else:
                work.pop()
                leave(node)
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])

    def enter(node: Node) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)

    def leave(node: Node) -> None:
        if low[node] < index[node]:
            return
        component: list[Node] = []
        while not component or component[-1] != node:
            component.append(stack.pop())
        on_stack.difference_update(component)
        found.append(component)

    for node in edges:
        if node not in index:
            visit(node)
    # A component is complete once all that depends on it is.
    return found[::-1]


def depths(dependent: Dependencies) -> list[int]:
    """Return for each task how many circles or tasks in a row stand before it at most."""
    edges = {i: dependent.now[i] | dependent.later[i] for i in dependent.now}
    depth = [0] * len(edges)
    for component in components(edges):
        inside = set(component)
        deepest = max(depth[i] for i in component)
        for i in component:
            depth[i] = deepest
        for j in {j for i in component for j in edges[i]} - inside:
            depth[j] = max(depth[j], deepest + 1)
    return depth
