"""Former names of `State`: a buffer, and a memory."""

from __future__ import annotations

import warnings
from typing import Any

from nengo.connection import Connection
from nengo.neurons import Direct
from nengo.spa.module import Module
from nengo.spa.state import check_vocab, pointer_array
from nengo.spa.vocab import Vocabulary


class Buffer(Module):
    """Represents a semantic pointer. Deprecated: use `State`.

    Parameters
    ----------
    dimensions, subdimensions, neurons_per_dimension, vocab
        See `State`.
    direct : bool
        Whether to leave the neurons out.
    label, seed, add_to_container
        See `Module`.

    Attributes
    ----------
    state : EnsembleArray
        What represents the pointer.
    """

    def __init__(
        self,
        dimensions: int,
        subdimensions: int = 16,
        neurons_per_dimension: int = 50,
        vocab: Vocabulary | None = None,
        direct: bool = False,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        warnings.warn(
            f"{type(self).__name__} is deprecated. Use State.", DeprecationWarning, stacklevel=2
        )
        super().__init__(label, seed, add_to_container)
        check_vocab(self, dimensions, vocab)
        neurons: dict[str, Any] = {"neuron_type": Direct()} if direct else {}
        with self:
            self.state = pointer_array(
                self, dimensions, subdimensions, neurons_per_dimension, **neurons
            )
        meaning = dimensions if vocab is None else vocab
        self.inputs = {"default": (self.state.input, meaning)}
        self.outputs = {"default": (self.state.output, meaning)}


class Memory(Buffer):
    """Remembers a semantic pointer. Deprecated: use `State` with feedback.

    Parameters
    ----------
    dimensions, subdimensions, neurons_per_dimension, vocab, direct
        See `Buffer`.
    synapse : float
        Time constant of the connection of the memory to itself, in seconds.
    tau : float, optional
        Time constant with which the memory fades, in seconds; never by default.
    label, seed, add_to_container
        See `Module`.
    """

    def __init__(
        self,
        dimensions: int,
        subdimensions: int = 16,
        neurons_per_dimension: int = 50,
        synapse: float = 0.01,
        vocab: Vocabulary | None = None,
        tau: float | None = None,
        direct: bool = False,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(
            dimensions,
            subdimensions,
            neurons_per_dimension,
            vocab,
            direct,
            label=label,
            seed=seed,
            add_to_container=add_to_container,
        )
        feedback: Any = 1.0 if tau is None else 1.0 - synapse / tau
        with self:
            Connection(self.state.output, self.state.input, transform=feedback, synapse=synapse)
