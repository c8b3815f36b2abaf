"""A module that compares two semantic pointers."""

from __future__ import annotations

from nengo.connection import Connection
from nengo.networks import Product
from nengo.networks.product import dot_product_transform
from nengo.node import Node
from nengo.spa.module import Module
from nengo.spa.vocab import Vocabulary


class Compare(Module):
    """Computes the dot product of two semantic pointers.

    Parameters
    ----------
    dimensions : int
        Number of dimensions of the pointers.
    vocab : Vocabulary, optional
        The vocabulary; that of the network for ``dimensions`` by default.
    neurons_per_multiply : int
        Number of neurons for each dimension.
    input_magnitude : float
        Largest absolute value that elements of the pointers are expected to have.
    label, seed, add_to_container
        See `Module`.

    Attributes
    ----------
    inputA, inputB : Node
        The pointers.
    output : Node
        Their dot product, one dimension. It belongs to no vocabulary.
    product : Product
        What multiplies them.
    """

    def __init__(
        self,
        dimensions: int,
        vocab: Vocabulary | None = None,
        neurons_per_multiply: int = 200,
        input_magnitude: float = 1.0,
        label: str | None = None,
        seed: int | None = None,
        add_to_container: bool | None = None,
    ) -> None:
        super().__init__(label, seed, add_to_container)
        with self:
            self.product = Product(
                neurons_per_multiply, dimensions, input_magnitude=input_magnitude
            )
            self.inputA = Node(size_in=dimensions, label="inputA")
            self.inputB = Node(size_in=dimensions, label="inputB")
            self.output = Node(size_in=1, label="output")
            Connection(self.inputA, self.product.input_a, synapse=None)
            Connection(self.inputB, self.product.input_b, synapse=None)
            to_sum = dot_product_transform(dimensions)
            Connection(self.product.output, self.output, transform=to_sum)
        meaning = dimensions if vocab is None else vocab
        self.inputs = {"A": (self.inputA, meaning), "B": (self.inputB, meaning)}
        self.outputs = {"default": (self.output, None)}
