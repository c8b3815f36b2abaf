"""In which order the operators of a step run: sets < incs < reads < updates, topologically.

The order is a function of the operators and of the order of their creation alone. Which random
numbers a process without a seed gets depends on it, so it must never change.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from nengo.builder.operator import Operator
from nengo.engine.check import check
from nengo.engine.users import Users
from nengo.exceptions import BuildError

Edges = dict[Operator, list[Operator]]
"""Operator → those that must run after it, in the order in which this was found out."""


def operator_dependency_graph(operators: Iterable[Operator]) -> Edges:
    """Find which operators must run after which, within a step.

    Parameters
    ----------
    operators : iterable of Operator
        In the order of their creation.

    Returns
    -------
    dict
        Operator → list of operators that must run after it.

    Raises
    ------
    AssertionError
        If two operators set, or update, the same memory.
    """
    operators = list(operators)
    check(operators)
    sets, incs = Users(operators, "sets"), Users(operators, "incs")
    reads, updates = Users(operators, "reads"), Users(operators, "updates")
    writes = Users(operators, "sets", "incs")

    edges: dict[Operator, dict[Operator, None]] = {op: {} for op in operators}

    def add_edges(pre: Iterable[Operator], post: list[Operator]) -> None:
        for before in dict.fromkeys(pre):
            edges[before].update(dict.fromkeys(post))

    for signal, incrementers in incs.of.items():
        pre = list(sets[signal])
        for other in sets.overlapping(signal):
            pre += sets[other]
        add_edges(pre, incrementers)
    for signal, readers in reads.of.items():
        pre = sets[signal] + incs[signal]
        for other in writes.overlapping(signal):
            pre += sets[other] + incs[other]
        add_edges(pre, readers)
    for signal, updaters in updates.of.items():
        pre = sets[signal] + incs[signal] + reads[signal]
        for other in dict.fromkeys(reads.overlapping(signal) + writes.overlapping(signal)):
            pre += sets[other] + incs[other] + reads[other]
        add_edges(pre, updaters)
    return {op: list(successors) for op, successors in edges.items()}


def toposort(edges: Mapping[Operator, Iterable[Operator]]) -> list[Operator]:
    """Sort operators so that each runs after those it depends on; first come, first served.

    Parameters
    ----------
    edges : dict
        Operator → those that must run after it. Every operator is a key.

    Returns
    -------
    list of Operator

    Raises
    ------
    BuildError
        If there is no such order.
    """
    n_waiting_for = dict.fromkeys(edges, 0)
    for successors in edges.values():
        for op in successors:
            n_waiting_for[op] += 1
    ready = deque(op for op, n in n_waiting_for.items() if n == 0)
    ordered = []
    while ready:
        op = ready.popleft()
        ordered.append(op)
        for successor in edges[op]:
            n_waiting_for[successor] -= 1
            if n_waiting_for[successor] == 0:
                ready.append(successor)
    if len(ordered) < len(edges):
        raise BuildError(_describe_cycle([op for op, n in n_waiting_for.items() if n > 0]))
    return ordered


def _describe_cycle(left: list[Operator]) -> str:
    some = "\n".join(f"  {op}" for op in left[:10])
    return (
        "The model contains cycles in which nothing takes time, through these "
        f"{len(left)} operators:\n{some}\nGive one connection of each loop a synapse; "
        "synapse=0 delays by a single step."
    )
