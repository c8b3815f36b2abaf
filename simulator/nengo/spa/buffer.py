"""A former name of `State`."""

from __future__ import annotations

import warnings
from typing import Any

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
