"""A module that represents, and may remember, a semantic pointer."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.exceptions import ValidationError
from nengo.networks import EnsembleArray
from nengo.spa.module import Module
from nengo.spa.vocab import Vocabulary


class State(Module):
    """Represents a semantic pointer, and remembers it if there is feedback.

    Parameters
    ----------
    dimensions : int
        Number of dimensions of the pointer.
    subdimensions : int
        Number of dimensions of each ensemble; must divide ``dimensions``, unless it is larger.
    neurons_per_dimension : int
        Number of neurons for each dimension.
    feedback : float
        Strength of the connection of the state to itself; 1 remembers, 0 leaves it out.
    feedback_synapse : Synapse or float
        Its synapse.
    vocab : Vocabulary, optional
        The vocabulary; that of the network for ``dimensions`` by default.
    label, seed, add_to_container
        See `Module`.

    Attributes
    ----------
    input, output : Node
        The pointer.
    state_ensembles : EnsembleArray
        What represents it.
    """

    def __init__(
        self,
        dimensions: int,
        subdimensions: int = 16,
        neurons_per_dimension: int = 50,
        feedback: float = 0.0,
        feedback_synapse: Any = 0.1,
        vocab: Vocabulary | None = None,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        check_vocab(self, dimensions, vocab)
        with self:
            self.state_ensembles = pointer_array(
                self, dimensions, subdimensions, neurons_per_dimension
            )
            self.input = self.state_ensembles.input
            self.output = self.state_ensembles.output
            if feedback != 0.0:
                Connection(self.output, self.input, transform=feedback, synapse=feedback_synapse)
        meaning = dimensions if vocab is None else vocab
        self.inputs = {"default": (self.input, meaning)}
        self.outputs = {"default": (self.output, meaning)}


def pointer_array(
    module: Module,
    dimensions: int,
    subdimensions: int,
    neurons_per_dimension: int,
    label: str = "state",
    **kwargs: Any,
) -> EnsembleArray:
    """Make an array of ensembles for a semantic pointer of length one."""
    subdimensions = min(dimensions, subdimensions)
    if dimensions % subdimensions != 0:
        raise ValidationError(
            f"is {dimensions}, but must be a multiple of subdimensions, {subdimensions}.",
            attr="dimensions",
            obj=module,
        )
    return EnsembleArray(
        neurons_per_dimension * subdimensions,
        dimensions // subdimensions,
        ens_dimensions=subdimensions,
        # What is left of a random vector of length one in so many of its dimensions.
        radius=np.sqrt(float(subdimensions) / dimensions),
        label=label,
        **kwargs,
    )


def check_vocab(module: Module, dimensions: int, vocab: Vocabulary | None) -> None:
    """Raise a `ValidationError` if a vocabulary has another number of dimensions."""
    if vocab is not None and vocab.dimensions != dimensions:
        raise ValidationError(
            f"is {dimensions}, but the vocabulary has {vocab.dimensions} dimensions. "
            "Use the same number.",
            attr="dimensions",
            obj=module,
        )
