"""A module that brings semantic pointers from outputs to inputs, always."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.connection import Connection
from nengo.spa.action_build import (
    add_convolution,
    bias_of,
    pointer_input,
    pointer_output,
    route_transform,
)
from nengo.spa.action_objects import Convolution, Source, Symbol, terms_of
from nengo.spa.actions import Actions
from nengo.spa.module import Module

if TYPE_CHECKING:
    from nengo.spa.spa import SPA


class Cortical(Module):
    """Carries out rules without conditions.

    Parameters
    ----------
    actions : Actions
        The rules.
    synapse : Synapse or float
        Synapse of all connections.
    neurons_cconv : int
        Number of neurons of each product in a convolution.
    label, seed, add_to_container
        See `Module`.
    """

    spa: SPA
    """The network that this is part of, once it is."""

    def __init__(
        self,
        actions: Actions,
        synapse: Any = 0.01,
        neurons_cconv: int = 200,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        self.actions = actions
        self.synapse = synapse
        self.neurons_cconv = neurons_cconv

    def on_add(self, spa: SPA) -> None:
        """Read the rules, and connect what they name.

        Raises
        ------
        NotImplementedError
            If a rule has a condition, or an effect that no network computes.
        """
        self.spa = spa
        for action in self.actions.process(spa):
            if action.condition is not None:
                raise NotImplementedError(
                    f"The rule '{action}' has a condition, but cortical rules always hold. "
                    "Give it to the basal ganglia."
                )
            for target_name, expression in action.effect.items():
                for term in terms_of(expression):
                    self._add_effect(target_name, term)

    def _add_effect(self, target_name: str, term: Any) -> None:
        if isinstance(term, Symbol):
            self.add_direct_effect(target_name, term)
        elif isinstance(term, Source):
            self.add_route_effect(target_name, term)
        elif isinstance(term, Convolution):
            add_convolution(self.spa, target_name, term, self.neurons_cconv, self.synapse)
        else:
            raise NotImplementedError(
                f"{target_name!r} cannot be given {term}. Give it semantic pointers."
            )

    def add_direct_effect(self, target_name: str, symbol: Symbol) -> None:
        """Give the constant ``symbol`` to the input ``target_name``."""
        target, vocab = pointer_input(self.spa, target_name)
        module = self.spa.get_module(target_name)
        bias = bias_of(module, target_name)
        transform = vocab.parse(symbol.symbol).v[:, np.newaxis]
        with module:
            Connection(bias, target, transform=transform, synapse=self.synapse)

    def add_route_effect(self, target_name: str, source: Source) -> None:
        """Bring the output ``source`` to the input ``target_name``."""
        target, target_vocab = pointer_input(self.spa, target_name)
        node, source_vocab = pointer_output(self.spa, source.name)
        transform = route_transform(source_vocab, target_vocab, source)
        with self.spa:
            Connection(node, target, transform=transform, synapse=self.synapse)
