"""A module that convolves two semantic pointers."""

from __future__ import annotations

from nengo.networks import CircularConvolution
from nengo.spa.module import Module
from nengo.spa.state import check_vocab
from nengo.spa.vocab import Vocabulary


class Bind(Module):
    """Computes the circular convolution of two semantic pointers.

    Parameters
    ----------
    dimensions : int
        Number of dimensions of the pointers.
    vocab : Vocabulary, optional
        The vocabulary; that of the network for ``dimensions`` by default.
    n_neurons, invert_a, invert_b, input_magnitude
        See `nengo.networks.CircularConvolution`.
    label, seed, add_to_container
        See `Module`.

    Attributes
    ----------
    A, B, output : Node
        The pointers.
    cc : CircularConvolution
        What convolves them.
    """

    def __init__(
        self,
        dimensions: int,
        vocab: Vocabulary | None = None,
        n_neurons: int = 200,
        invert_a: bool = False,
        invert_b: bool = False,
        input_magnitude: float = 1.0,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        check_vocab(self, dimensions, vocab)
        with self:
            self.cc = CircularConvolution(
                n_neurons, dimensions, invert_a, invert_b, input_magnitude=input_magnitude
            )
        self.A, self.B, self.output = self.cc.input_a, self.cc.input_b, self.cc.output
        meaning = dimensions if vocab is None else vocab
        self.inputs = {"A": (self.A, meaning), "B": (self.B, meaning)}
        self.outputs = {"default": (self.output, meaning)}
