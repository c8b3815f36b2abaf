"""A memory that loads its input only while a gate is open."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.network import Network
from nengo.networks.ensemblearray import EnsembleArray
from nengo.networks.renamed import refuse_net
from nengo.node import Node


class InputGatedMemory(Network):
    """Stores a vector, and replaces it by the input while the gate is open.

    While ``gate`` is 0, the difference between input and memory is fed into the memory until
    none is left. While it is 1, that path is inhibited and the memory keeps what it has.

    Parameters
    ----------
    n_neurons : int
        Number of neurons for each dimension.
    dimensions : int
        Number of dimensions of the vector.
    feedback : float
        Strength of the memory's connection to itself.
    difference_gain : float
        How strongly the difference drives the memory: larger is faster.
    recurrent_synapse : float
        Time constant of the memory's connection to itself, in seconds.
    difference_synapse : Synapse, optional
        Of the connection from the difference to the memory; ``recurrent_synapse`` by default.
    **kwargs
        ``label``, ``seed`` and ``add_to_container``; see `nengo.Network`.

    Attributes
    ----------
    input, output : Node
        The vectors.
    gate : Node
        1 closes the input, 0 opens it.
    reset : Node
        1 silences the memory.
    mem, diff : EnsembleArray
        Represent the stored vector, and its difference from the input.
    """

    def __init__(
        self,
        n_neurons: int,
        dimensions: int,
        feedback: float = 1.0,
        difference_gain: float = 1.0,
        recurrent_synapse: float = 0.1,
        difference_synapse: Any = None,
        **kwargs: Any,
    ) -> None:
        refuse_net(kwargs)
        kwargs.setdefault("label", "Input gated memory")
        super().__init__(**kwargs)
        if difference_synapse is None:
            difference_synapse = recurrent_synapse
        with self:
            self.mem = EnsembleArray(n_neurons, dimensions, label="mem")
            Connection(
                self.mem.output, self.mem.input, transform=feedback, synapse=recurrent_synapse
            )
            self.diff = EnsembleArray(n_neurons, dimensions, label="diff")
            Connection(self.mem.output, self.diff.input, transform=-1)
            Connection(
                self.diff.output,
                self.mem.input,
                transform=difference_gain,
                synapse=difference_synapse,
            )
            self.gate = Node(size_in=1)
            self._inhibit(self.gate, self.diff, strength=10)
            self.reset = Node(size_in=1)
            self._inhibit(self.reset, self.mem, strength=3)
        self.input = self.diff.input
        self.output = self.mem.output

    @staticmethod
    def _inhibit(node: Node, array: EnsembleArray, strength: float) -> None:
        neurons = array.add_neuron_input()
        transform = np.full((neurons.size_in, 1), -float(strength))
        Connection(node, neurons, transform=transform, synapse=None)
