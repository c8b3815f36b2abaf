"""A module that chooses the most useful action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.arrays import is_number
from nengo.connection import Connection
from nengo.exceptions import SpaParseError
from nengo.networks import BasalGanglia as BasalGangliaNetwork
from nengo.node import Node
from nengo.spa.action_build import constant_transform, pointer_output
from nengo.spa.action_objects import DotProduct, Source, terms_of
from nengo.spa.actions import Actions
from nengo.spa.arithmetic import evaluate
from nengo.spa.module import Module

if TYPE_CHECKING:
    from nengo.spa.spa import SPA


class BasalGanglia(BasalGangliaNetwork, Module):
    """Compares the conditions of rules, and tells the `Thalamus` which is the largest.

    Parameters
    ----------
    actions : Actions
        The rules.
    input_synapse : Synapse or float
        Synapse of the connections that compute conditions.
    label, seed, add_to_container
        See `Module`.
    """

    # Former versions listed it twice in the network; this keeps the seeds of what follows.
    _spare_seeds = 1

    spa: SPA
    """The network that this is part of, once it is."""

    def __init__(
        self,
        actions: Actions,
        input_synapse: Any = 0.002,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(
            dimensions=actions.count, label=label, seed=seed, add_to_container=add_to_container
        )
        self.actions = actions
        self.input_synapse = input_synapse
        self._bias: Node | None = None

    @property
    def bias(self) -> Node:
        """The node that always gives one, made when it is first asked for."""
        if self._bias is None:
            with self:
                self._bias = Node([1], label="basal ganglia bias")
        return self._bias

    def on_add(self, spa: SPA) -> None:
        """Read the rules, and connect what their conditions name.

        Raises
        ------
        SpaParseError
            If a rule has no condition.
        NotImplementedError
            If a condition is of a kind that no network computes.
        """
        self.spa = spa
        for i, action in enumerate(self.actions.process(spa)):
            if action.condition is None:
                raise SpaParseError(
                    f"The rule '{action}' has no condition, so its use cannot be compared. "
                    f"Write 'condition --> {action}'."
                )
            for term in terms_of(action.condition):
                self._add_condition(i, term)

    def _add_condition(self, index: int, term: Any) -> None:
        if is_number(term):
            self._connect(self.bias, index, float(term))
        elif isinstance(term, DotProduct):
            self.add_dot_input(index, term)
        elif isinstance(term, Source):
            self.add_scalar_input(index, term)
        else:
            raise NotImplementedError(
                f"{term} cannot be part of a condition. Use dot(output, POINTER), outputs of "
                "one dimension, and numbers."
            )

    def add_dot_input(self, index: int, product: DotProduct) -> None:
        """Add to the use of action ``index`` the similarity that ``product`` names."""
        source, symbol = product.item1, product.item2
        if not isinstance(source, Source):
            source, symbol = symbol, source
        if isinstance(symbol, Source):
            raise NotImplementedError(
                f"{product} compares two outputs, which needs neurons of its own. "
                "Add a Compare module, and use its output."
            )
        _refuse_inversion(source)
        node, vocab = pointer_output(self.spa, source.name)
        constant = constant_transform(vocab, source.transform)
        row = product.scale * np.dot(vocab.parse(str(symbol)).v, constant)
        self._connect(node, index, row[np.newaxis, :])

    def add_scalar_input(self, index: int, source: Source) -> None:
        """Add the output ``source``, of one dimension, to the use of action ``index``."""
        _refuse_inversion(source)
        node, _ = self.spa.get_module_output(source.name)
        if node.size_out != 1:
            raise NotImplementedError(
                f"{source.name!r} has {node.size_out} dimensions, but only an output of one "
                "dimension says how useful an action is. Use dot(output, POINTER)."
            )
        self._connect(node, index, _number(source))

    def _connect(self, node: Any, index: int, transform: Any) -> None:
        with self.spa:
            Connection(node, self.input[index], transform=transform, synapse=self.input_synapse)


def _refuse_inversion(source: Source) -> None:
    if source.inverted:
        raise NotImplementedError(
            f"{source} is inverted, which conditions do not compute. Invert the constant."
        )


def _number(source: Source) -> float:
    def refuse(name: str) -> Any:
        raise NotImplementedError(
            f"{source} multiplies a number by the semantic pointer {name!r}. Use numbers only."
        )

    return float(evaluate(source.transform.symbol, refuse))
