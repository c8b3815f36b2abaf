"""What all parts of a `SPA` network are: networks with named inputs and outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nengo.network import Network

if TYPE_CHECKING:
    from nengo.spa.spa import SPA


class Module(Network):
    """A network with named inputs and outputs, to be an attribute of a `SPA` network.

    Parameters
    ----------
    label, seed, add_to_container
        See `nengo.Network`. Without a label, it gets the name of the attribute.

    Attributes
    ----------
    inputs, outputs : dict
        Name → (node, vocabulary or number of dimensions). The name ``"default"`` can be left
        out where the module is referred to. Numbers become the vocabularies of their dimensions.
    """

    def __init__(
        self,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        self.inputs: dict[str, tuple[Any, Any]] = {}
        self.outputs: dict[str, tuple[Any, Any]] = {}

    def on_add(self, spa: SPA) -> None:
        """Be told that this is part of the network ``spa`` now; connect to other modules."""
