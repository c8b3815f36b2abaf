"""A former name of `State` with feedback."""

from __future__ import annotations

from nengo.connection import Connection
from nengo.spa.buffer import Buffer
from nengo.spa.vocab import Vocabulary


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
        feedback = 1.0 if tau is None else 1.0 - synapse / tau
        with self:
            Connection(self.state.output, self.state.input, transform=feedback, synapse=synapse)
