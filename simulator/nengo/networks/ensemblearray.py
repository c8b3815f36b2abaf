"""Many small ensembles that together represent one large vector."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nengo.arrays import is_iterable
from nengo.connection import Connection
from nengo.dists import Samples
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.neurons import Direct
from nengo.node import Node

Function = Callable[[np.ndarray], Any]


class EnsembleArray(Network):
    """A vector represented piece by piece, each piece by an ensemble of its own.

    Cheaper and more exact than one large ensemble, as long as functions of the vector
    are functions of its pieces.

    Parameters
    ----------
    n_neurons : int
        Number of neurons of each ensemble.
    n_ensembles : int
        Number of ensembles.
    ens_dimensions : int
        Number of dimensions that each ensemble represents.
    label, seed, add_to_container
        See `nengo.Network`.
    **ens_kwargs
        Defaults for the ensembles. Where an ensemble takes one value per neuron, a sequence
        is used for every ensemble alike.

    Attributes
    ----------
    input, output : Node
        The whole vector, ``n_ensembles * ens_dimensions`` dimensions.
    ea_ensembles : list of Ensemble
        The ensembles, in the order of their pieces.
    neuron_input, neuron_output : Node or None
        All neurons' input and output, once added.
    n_neurons_per_ensemble, n_ensembles, dimensions_per_ensemble : int
        As given.

    Raises
    ------
    ValidationError
        If ``dimensions`` is among the arguments.
    """

    input: Node
    output: Node

    def __init__(
        self,
        n_neurons: int,
        n_ensembles: int,
        ens_dimensions: int = 1,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
        **ens_kwargs: Any,
    ) -> None:
        if "dimensions" in ens_kwargs:
            raise ValidationError(
                "is not an argument of an ensemble array. Use n_ensembles for the number of "
                "ensembles, ens_dimensions for the number of dimensions of each.",
                attr="dimensions",
                obj=self,
            )
        super().__init__(label, seed, add_to_container)
        self.config[Ensemble].update(
            {
                name: Samples(value) if is_iterable(value) else value
                for name, value in ens_kwargs.items()
            }
        )
        self.n_neurons_per_ensemble = n_neurons
        self.n_ensembles = n_ensembles
        self.dimensions_per_ensemble = ens_dimensions
        self.ea_ensembles: list[Ensemble] = []
        self.neuron_input: Node | None = None
        self.neuron_output: Node | None = None
        with self:
            self.input = Node(size_in=self.dimensions, label="input")
            for i in range(n_ensembles):
                self._add_ensemble(i)
        self.add_output("output", function=None)

    @property
    def dimensions(self) -> int:
        """Number of dimensions of the whole vector."""
        return self.n_ensembles * self.dimensions_per_ensemble

    def add_output(
        self,
        name: str,
        function: Function | Sequence[Function] | None,
        synapse: Any = None,
        **conn_kwargs: Any,
    ) -> Node:
        """Add a node that collects a function of each piece.

        Parameters
        ----------
        name : str
            Name of the attribute that will hold the node, and its label.
        function : callable, or sequence of callable, or None
            One function of a piece for all ensembles, or one for each. None is the identity.
        synapse, **conn_kwargs
            Passed to the connections from the ensembles to the node.

        Returns
        -------
        Node
            Its size is the sum of the sizes of what the functions return.

        Raises
        ------
        ValidationError
            If the name is taken, or ``function`` is not of the kinds above.
        """
        if hasattr(self, name):
            raise ValidationError(
                f"there is an attribute {name!r} already. Choose another name for the output.",
                attr="name",
                obj=self,
            )
        functions, sizes = self._functions_and_sizes(function)
        ends = np.cumsum(sizes, dtype=int).tolist()
        with self:
            output = Node(size_in=sum(sizes), label=name)
            for ensemble, f, size, end in zip(
                self.ea_ensembles, functions, sizes, ends, strict=True
            ):
                Connection(
                    ensemble, output[end - size : end], function=f, synapse=synapse, **conn_kwargs
                )
        setattr(self, name, output)
        return output

    def add_neuron_input(self) -> Node:
        """Add a node whose value is added to the input of all neurons, one dimension each.

        Returns
        -------
        Node
            Also kept as `neuron_input`. Later calls return the same one, with a warning.

        Raises
        ------
        ValidationError
            If there are no neurons, because their type is `Direct`.
        """
        if self.neuron_input is not None:
            return self._again(self.neuron_input)
        with self:
            self.neuron_input = self._neuron_node("neuron_input")
            for ensemble, piece in self._neuron_pieces(self.neuron_input):
                Connection(piece, ensemble.neurons, synapse=None)
        return self.neuron_input

    def add_neuron_output(self) -> Node:
        """Add a node that collects the output of all neurons, one dimension each.

        Returns
        -------
        Node
            Also kept as `neuron_output`. Later calls return the same one, with a warning.

        Raises
        ------
        ValidationError
            If there are no neurons, because their type is `Direct`.
        """
        if self.neuron_output is not None:
            return self._again(self.neuron_output)
        with self:
            self.neuron_output = self._neuron_node("neuron_output")
            for ensemble, piece in self._neuron_pieces(self.neuron_output):
                Connection(ensemble.neurons, piece, synapse=None)
        return self.neuron_output

    def _add_ensemble(self, i: int) -> None:
        prefix = "" if self.label is None else f"{self.label}_"
        d = self.dimensions_per_ensemble
        ensemble = Ensemble(self.n_neurons_per_ensemble, d, label=f"{prefix}{i}")
        Connection(self.input[i * d : (i + 1) * d], ensemble, synapse=None)
        self.ea_ensembles.append(ensemble)

    def _functions_and_sizes(self, function: Any) -> tuple[list[Function | None], list[int]]:
        """List the function of each ensemble, and the size of what it returns."""
        d = self.dimensions_per_ensemble
        if function is None:
            return [None] * self.n_ensembles, [d] * self.n_ensembles
        if callable(function):
            return [function] * self.n_ensembles, [_size(function, d)] * self.n_ensembles
        if not is_iterable(function) or not all(map(callable, function)):
            raise ValidationError(
                f"is {function!r}, but must be a callable, a list of one callable per ensemble, "
                "or None.",
                attr="function",
                obj=self,
            )
        functions = list(function)
        if len(functions) != self.n_ensembles:
            raise ValidationError(
                f"has {len(functions)} functions, but there are {self.n_ensembles} ensembles. "
                "Give one for each, or a single one for all.",
                attr="function",
                obj=self,
            )
        return functions, [_size(f, d) for f in functions]

    def _neuron_node(self, name: str) -> Node:
        if isinstance(self.ea_ensembles[0].neuron_type, Direct):
            raise ValidationError(
                "is Direct, so there are no neurons to connect. Choose another neuron type.",
                attr="ea_ensembles[0].neuron_type",
                obj=self,
            )
        return Node(size_in=self.n_neurons_per_ensemble * self.n_ensembles, label=name)

    def _neuron_pieces(self, node: Node) -> list[tuple[Ensemble, Any]]:
        n = self.n_neurons_per_ensemble
        return [(ens, node[i * n : (i + 1) * n]) for i, ens in enumerate(self.ea_ensembles)]

    def _again(self, node: Node) -> Node:
        warnings.warn(f"{node.label} was added before. Returning that one.", stacklevel=3)
        return node


def _size(function: Function, dimensions: int) -> int:
    """Find how many numbers a function of a piece returns."""
    return np.asarray(function(np.zeros(dimensions))).size
