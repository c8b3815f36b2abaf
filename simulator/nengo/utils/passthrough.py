"""Networks without the nodes that only pass on what they get."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.exceptions import Unconvertible
from nengo.node import Node
from nengo.utils.full_transform import full_transform

CreateConnection = Callable[[Connection, Connection], Any]
"""Makes one connection of two in series; None if nothing would pass through it."""


def remove_passthrough_nodes(
    objs: Iterable[Any],
    connections: Iterable[Connection],
    create_connection_fn: CreateConnection | None = None,
) -> tuple[list[Any], list[Connection]]:
    """Replace each path through passthrough nodes by a single connection.

    Nothing of the network itself is changed.

    Parameters
    ----------
    objs, connections : iterable
        See `objs_and_connections`.
    create_connection_fn : callable, optional
        Given a connection to a node and one from it, returns what replaces both, or None if
        nothing passes. By default, a connection with the product of the transforms, unless
        that is zero.

    Returns
    -------
    objs : list
        Without passthrough nodes.
    connections : list
        Those that remain, and the new ones.

    Raises
    ------
    Unconvertible
        If there are two synapses on a path, or a node is connected to itself.
    """
    create = _merge if create_connection_fn is None else create_connection_fn
    kept, remaining = [], list(connections)
    for obj in objs:
        if isinstance(obj, Node) and obj.output is None:
            remaining = _bypass(obj, remaining, create)
        else:
            kept.append(obj)
    return kept, remaining


def _bypass(node: Node, connections: list, create: CreateConnection) -> list:
    """Replace the connections to and from a node by such that avoid it."""
    to_node = [c for c in connections if c.post_obj is node]
    from_node = [c for c in connections if c.pre_obj is node]
    if any(c.pre_obj is node for c in to_node):
        raise Unconvertible(
            f"{node} is connected to itself, so it cannot be removed. Make it an ensemble, or "
            "a node with a function."
        ).at(node)
    merged = [create(c_in, c_out) for c_in in to_node for c_out in from_node]
    others = [c for c in connections if c.post_obj is not node and c.pre_obj is not node]
    return others + [c for c in merged if c is not None]


def _merge(c_in: Connection, c_out: Connection) -> Connection | None:
    _refuse_to_merge(c_in, c_out)
    transform = np.dot(
        full_transform(c_out, slice_post=False), full_transform(c_in, slice_pre=False)
    )
    if not np.any(transform):
        return None
    return Connection(
        c_in.pre,
        c_out.post,
        synapse=c_out.synapse if c_in.synapse is None else c_in.synapse,
        function=c_in.function,
        transform=transform,
        solver=c_in.solver,
        learning_rule_type=None,
        eval_points=c_in.eval_points,
        scale_eval_points=c_in.scale_eval_points,
        label=None,
        seed=c_in.seed,
        add_to_container=False,  # type: ignore[call-arg]
    )


def _refuse_to_merge(c_in: Connection, c_out: Connection) -> None:
    if c_in.synapse is not None and c_out.synapse is not None:
        raise Unconvertible(
            f"{c_in} and {c_out} both have a synapse, and two filters have no single one that "
            "does the same. Set one of them to None."
        ).at(c_in)
    if c_in.learning_rule_type is not None or c_out.learning_rule_type is not None:
        raise Unconvertible(
            f"{c_in} and {c_out} cannot be merged, because one of them learns. "
            "Connect the learning one directly."
        ).at(c_in)
