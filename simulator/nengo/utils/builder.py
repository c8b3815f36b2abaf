"""Networks seen as lists of objects and connections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from nengo.builder.ensemble import default_n_eval_points
from nengo.connection import Connection
from nengo.network import Network
from nengo.utils.full_transform import full_transform
from nengo.utils.moved import moved
from nengo.utils.passthrough import remove_passthrough_nodes

__all__ = [
    "default_n_eval_points",
    "find_all_io",
    "full_transform",
    "generate_graphviz",
    "objs_and_connections",
    "remove_passthrough_nodes",
]

generate_graphviz = moved("nengo_extras.graphviz")


def objs_and_connections(network: Network) -> tuple[list[Any], list[Connection]]:
    """List all ensembles and nodes, and all connections, of ``network`` and its sub-networks."""
    return network.all_ensembles + network.all_nodes, network.all_connections


def find_all_io(
    connections: Iterable[Connection],
) -> tuple[defaultdict[Any, list[Connection]], defaultdict[Any, list[Connection]]]:
    """Find the connections at each object.

    Returns
    -------
    inputs : defaultdict
        Object → the connections that end there.
    outputs : defaultdict
        Object → the connections that start there.
    """
    inputs: defaultdict[Any, list[Connection]] = defaultdict(list)
    outputs: defaultdict[Any, list[Connection]] = defaultdict(list)
    for connection in connections:
        inputs[connection.post_obj].append(connection)
        outputs[connection.pre_obj].append(connection)
    return inputs, outputs
