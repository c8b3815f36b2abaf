"""Multiplication of two vectors, element by element."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.network import Network
from nengo.networks.ensemblearray import EnsembleArray
from nengo.networks.renamed import refuse_net, renamed
from nengo.node import Node

_ROOT_HALF = 1 / np.sqrt(2)


class Product(Network):
    r"""Computes the product of two vectors, element by element.

    Squares are easier for neurons than products, so we use
    :math:`ab = \frac{1}{2}\left(\frac{a+b}{\sqrt 2}\right)^2 -
    \frac{1}{2}\left(\frac{a-b}{\sqrt 2}\right)^2`.

    Parameters
    ----------
    n_neurons : int
        Number of neurons for each dimension, shared by the two squares.
    dimensions : int
        Number of elements of each vector.
    input_magnitude : float
        Largest absolute value that elements of the input are expected to have.
    **kwargs
        ``label``, ``seed`` and ``add_to_container``; see `nengo.Network`.

    Attributes
    ----------
    input_a, input_b, output : Node
        The factors and the product.
    sq1, sq2 : EnsembleArray
        Represent sum and difference of the factors.

    References
    ----------
    J. Gosmann, *Precise multiplications with the NEF*, University of Waterloo, 2015.
    """

    A = renamed("input_a")
    B = renamed("input_b")

    def __init__(
        self, n_neurons: int, dimensions: int, input_magnitude: float = 1.0, **kwargs: Any
    ) -> None:
        refuse_net(kwargs)
        kwargs.setdefault("label", "Product")
        super().__init__(**kwargs)
        with self:
            self.input_a = Node(size_in=dimensions, label="input_a")
            self.input_b = Node(size_in=dimensions, label="input_b")
            self.output = Node(size_in=dimensions, label="output")
            self.sq1 = _square_array(n_neurons, dimensions, input_magnitude)
            self.sq2 = _square_array(n_neurons, dimensions, input_magnitude)
            Connection(self.input_a, self.sq1.input, transform=_ROOT_HALF, synapse=None)
            Connection(self.input_b, self.sq1.input, transform=_ROOT_HALF, synapse=None)
            Connection(self.input_a, self.sq2.input, transform=_ROOT_HALF, synapse=None)
            Connection(self.input_b, self.sq2.input, transform=-_ROOT_HALF, synapse=None)
            sum_squared = self.sq1.add_output("square", np.square)
            Connection(sum_squared, self.output, transform=0.5, synapse=None)
            difference_squared = self.sq2.add_output("square", np.square)
            Connection(difference_squared, self.output, transform=-0.5, synapse=None)


def dot_product_transform(dimensions: int, scale: float = 1.0) -> np.ndarray:
    """Make the transform that sums up all elements of a `Product`'s output.

    Parameters
    ----------
    dimensions : int
        Number of elements.
    scale : float
        Factor of the sum.

    Returns
    -------
    (1, dimensions) ndarray
    """
    return scale * np.ones((1, dimensions))


def _square_array(n_neurons: int, dimensions: int, input_magnitude: float) -> EnsembleArray:
    # (a ± b) / √2 is largest where both are: 2m / √2.
    radius = input_magnitude * np.sqrt(2)
    return EnsembleArray(max(1, n_neurons // 2), n_ensembles=dimensions, radius=radius)
