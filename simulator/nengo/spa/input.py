"""A module that gives semantic pointers to others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.connection import Connection
from nengo.node import Node
from nengo.spa.action_build import pointer_input
from nengo.spa.module import Module
from nengo.spa.vocab import Vocabulary

if TYPE_CHECKING:
    from nengo.spa.spa import SPA


class Input(Module):
    """Gives semantic pointers to the inputs of other modules.

    Parameters
    ----------
    label, seed, add_to_container
        See `Module`.
    **kwargs : str or callable
        Name of an input → an expression, or a function of the time in seconds that returns one.

    Attributes
    ----------
    input_nodes : dict
        Name of an input → the node that gives it its value.
    """

    def __init__(
        self,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        self.kwargs = kwargs
        self.input_nodes: dict[str, Node] = {}

    def on_add(self, spa: SPA) -> None:
        """Make the nodes, and connect them to the inputs."""
        for name, value in self.kwargs.items():
            target, vocab = pointer_input(spa, name)
            output = make_parse_func(value, vocab) if callable(value) else vocab.parse(value).v
            with self:
                self.input_nodes[name] = Node(output, label=f"input_{name}")
            with spa:
                Connection(self.input_nodes[name], target, synapse=None)


def make_parse_func(
    func: Callable[[float], str], vocab: Vocabulary
) -> Callable[[float], np.ndarray]:
    """Make a function of time that returns the vector of the expression that another returns."""

    def vector_at(t: float) -> np.ndarray:
        return vocab.parse(func(t)).v

    return vector_at
