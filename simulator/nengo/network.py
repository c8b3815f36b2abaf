"""The container of a model, and the ``with`` that fills it."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Iterator
from typing import Any

from nengo.base import add_to_open_network
from nengo.birthplace import birthplace
from nengo.config import Config
from nengo.connection import Connection
from nengo.context import open_networks
from nengo.ensemble import Ensemble
from nengo.exceptions import (
    ConfigError,
    NetworkContextError,
    NotAddedToNetworkWarning,
    ReadonlyError,
)
from nengo.node import Node
from nengo.params import IntParam, StringParam
from nengo.probe import Probe
from nengo.signatures import ConstructorSignature


class Network:
    """Ensembles, nodes, connections, probes and further networks that belong together.

    Objects made inside ``with network:`` are added to it. A network made inside the block of
    another one is its sub-network.

    Parameters
    ----------
    label : str, optional
        A name for people.
    seed : int, optional
        Fixes the seeds of all objects inside that have none of their own.
    add_to_container : bool, optional
        Whether to add it to the open network. By default, if one is open.

    Attributes
    ----------
    objects : dict
        Class → list of the objects of that class.
    ensembles, nodes, connections, networks, probes : list
        The same lists.

    Examples
    --------
    >>> with nengo.Network(seed=1) as model:
    ...     a = nengo.Ensemble(100, dimensions=2)
    """

    label = StringParam("label", default=None, optional=True, readonly=False)
    seed = IntParam("seed", default=None, optional=True, readonly=False)

    context = open_networks
    """The networks of the open ``with`` blocks, outermost first."""

    __signature__ = ConstructorSignature()

    def __new__(cls, *args: Any, **kwargs: Any) -> Network:
        """Remember the line that makes the network."""
        network = super().__new__(cls)
        network._birthplace = birthplace()
        return network

    def __init__(
        self,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        self.label = label
        self.seed = seed
        self._config = self.default_config()
        self._objects: dict[type, list] = {
            cls: [] for cls in (Ensemble, Node, Connection, Network, Probe)
        }
        self._add_to_container(add_to_container)

    @staticmethod
    def add(obj: Any) -> None:
        """Add the object ``obj`` to the network of the innermost ``with`` block.

        Raises
        ------
        NetworkContextError
            If no block is open, or networks do not hold objects of that type.
        """
        add_to_open_network(obj)

    @staticmethod
    def default_config() -> Config:
        """Make the config that a new network starts with: nothing set."""
        return Config(Connection, Ensemble, Node, Probe)

    @property
    def objects(self) -> dict[type, list]:
        """Class → list of the objects of that class."""
        return self._objects

    @property
    def ensembles(self) -> list[Ensemble]:
        """The ensembles, in the order of their creation."""
        return self._objects[Ensemble]

    @property
    def nodes(self) -> list[Node]:
        """The nodes, in the order of their creation."""
        return self._objects[Node]

    @property
    def connections(self) -> list[Connection]:
        """The connections, in the order of their creation."""
        return self._objects[Connection]

    @property
    def networks(self) -> list[Network]:
        """The sub-networks, in the order of their creation."""
        return self._objects[Network]

    @property
    def probes(self) -> list[Probe]:
        """The probes, in the order of their creation."""
        return self._objects[Probe]

    @property
    def config(self) -> Config:
        """Defaults for the objects made inside the ``with`` block."""
        return self._config

    @property
    def all_objects(self) -> list[Any]:
        """Objects of all types, here and in all sub-networks."""
        return [obj for cls in self._objects for obj in self._all(cls)]

    @property
    def all_ensembles(self) -> list[Ensemble]:
        """The ensembles here and in all sub-networks."""
        return list(self._all(Ensemble))

    @property
    def all_nodes(self) -> list[Node]:
        """The nodes here and in all sub-networks."""
        return list(self._all(Node))

    @property
    def all_connections(self) -> list[Connection]:
        """The connections here and in all sub-networks."""
        return list(self._all(Connection))

    @property
    def all_networks(self) -> list[Network]:
        """The sub-networks, and theirs."""
        return list(self._all(Network))

    @property
    def all_probes(self) -> list[Probe]:
        """The probes here and in all sub-networks."""
        return list(self._all(Probe))

    @property
    def n_neurons(self) -> int:
        """Number of neurons here and in all sub-networks."""
        return sum(ensemble.n_neurons for ensemble in self._all(Ensemble))

    def copy(self, add_to_container: bool | None = None) -> Network:
        """Return a deep copy: nothing is shared but what never changes.

        Parameters
        ----------
        add_to_container : bool, optional
            Whether to add it to the open network. By default, if one is open.
        """
        with warnings.catch_warnings():
            # We add what needs to be added.
            warnings.simplefilter("ignore", NotAddedToNetworkWarning)
            twin = copy.deepcopy(self)
        twin._birthplace = birthplace()
        twin._add_to_container(add_to_container)
        return twin

    def _add_to_container(self, add_to_container: bool | None) -> None:
        if add_to_container is None:
            add_to_container = len(open_networks) > 0
        if add_to_container:
            add_to_open_network(self)

    def _all(self, cls: type) -> Iterator[Any]:
        yield from self._objects[cls]
        for network in self.networks:
            yield from network._all(cls)

    def __contains__(self, obj: Any) -> bool:
        return any(obj is member for member in self._objects.get(type(obj), ()))

    def __enter__(self) -> Network:
        open_networks.append(self)
        self._config.__enter__()
        return self

    def __exit__(self, *exc_info: object) -> None:
        if len(open_networks) == 0 or len(Config.context) == 0:
            raise NetworkContextError(
                f"The `with` block of {self} was left, but none is open in this thread. "
                "Leave each block once, in the thread that entered it."
            )
        if Config.context[-1] is not self._config:
            raise ConfigError(
                f"The `with` block of {self} was left while that of {Config.context[-1]!r} was "
                "innermost. Leave blocks in the opposite order of entering them."
            )
        if open_networks[-1] is not self:
            raise NetworkContextError(
                f"The `with` block of {self} was left while that of {open_networks[-1]} was "
                "innermost. Leave blocks in the opposite order of entering them."
            )
        self._config.__exit__(*exc_info)
        open_networks.pop()

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _READONLY:
            raise ReadonlyError(attr=name, obj=self)
        super().__setattr__(name, value)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if len(open_networks) > 0:
            warnings.warn(NotAddedToNetworkWarning(self), stacklevel=2)

    def __str__(self) -> str:
        return self._text()

    def __repr__(self) -> str:
        return self._text(f" at 0x{id(self):x}")

    def _text(self, address: str = "") -> str:
        if self.label is None:
            return f"<{type(self).__name__} (unlabeled) at 0x{id(self):x}>"
        return f'<{type(self).__name__} "{self.label}"{address}>'


_READONLY = {"objects", "ensembles", "nodes", "connections", "networks", "probes", "config"}
