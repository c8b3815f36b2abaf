"""What the objects of a model are called: by the names that lead to them in its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import nengo
from nengo_gui.protocol.objects import ObjectId

TOP = "model"
LISTS = ("ensembles", "nodes", "connections", "networks", "probes")


class Naming:
    """Gives each object of a network its id: the id of its network, a dot, and its own name.

    The own name is that of an attribute of the network (``net.input``), else of a variable of the
    file, else the list it stands in (``ensembles[2]``).

    Parameters
    ----------
    network : Network
        The model.
    variables : mapping
        The names of the file.
    """

    def __init__(self, network: nengo.Network, variables: Mapping[str, Any]) -> None:
        self.objects: dict[ObjectId, Any] = {TOP: network}
        """Every object, parents before children."""
        self._ids: dict[int, ObjectId] = {id(network): TOP}
        self._variables = {
            id(value): name
            for name, value in reversed(list(variables.items()))  # the first name counts
            if name.isidentifier() and not name.startswith("__") and _is_object(value)
        }
        self._name_members(network, TOP)

    def id_of(self, obj: Any) -> ObjectId | None:
        """Return the id of an object; None if it is not in the model."""
        return self._ids.get(id(obj))

    def _name_members(self, network: nengo.Network, network_id: ObjectId) -> None:
        attributes = {
            id(value): name
            for name, value in vars(network).items()
            if name.isidentifier() and _is_object(value)  # others would be taken for paths
        }
        taken: set[str] = set()
        for position, member in _members(network):
            if id(member) in self._ids:
                continue  # listed twice
            name = attributes.get(id(member)) or self._variables.get(id(member))
            if name is None or name in taken:
                name = position
            taken.add(name)
            self._ids[id(member)] = member_id = f"{network_id}.{name}"
            self.objects[member_id] = member
            if isinstance(member, nengo.Network):
                self._name_members(member, member_id)


def _members(network: nengo.Network) -> Iterator[tuple[str, Any]]:
    for name in LISTS:
        for position, member in enumerate(getattr(network, name)):
            yield f"{name}[{position}]", member


def _is_object(value: Any) -> bool:
    return isinstance(value, nengo.Network | nengo.base.NengoObject)
