"""Names by which Nodes, Probes and parameters are known to Keras and in files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from nengo.network import Network


def name_objects(network: Network | None) -> dict[Any, str]:
    """Return object → its name, for all objects of a network; unique within their type.

    The name is the label with other characters than letters, digits, ``_``, ``.`` and ``-``
    replaced by ``_``; without a label that of the type. Repeated names are numbered.
    """
    if network is None:
        return {}
    names: dict[Any, str] = {}
    kinds: list[Iterable[Any]] = [
        network.all_nodes,
        network.all_probes,
        network.all_ensembles,
        network.all_connections,
    ]
    for objects in kinds:
        _name(objects, names)
    return names


def _name(objects: Iterable[Any], names: dict[Any, str]) -> None:
    taken: set[str] = set()
    for obj in objects:
        stem = legal(obj.label) if obj.label else type(obj).__name__.lower()
        name, n = stem, 0
        while name in taken:
            n += 1
            name = f"{stem}_{n}"
        taken.add(name)
        names[obj] = name


def legal(label: str) -> str:
    """Replace what Keras does not take in a name."""
    return re.sub(r"[^A-Za-z0-9_.\-]", "_", label)
