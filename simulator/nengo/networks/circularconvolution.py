"""Circular convolution of two vectors, done as a product of Fourier coefficients."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.networks.product import Product
from nengo.networks.renamed import refuse_net, renamed
from nengo.node import Node

# The product (x + iy)(u + iv) of two coefficients takes four real ones, in this order:
# xu, yv, xv, yu. So each coefficient is laid out four times, as its real (0) or imaginary
# (1) part.
_PARTS = {"A": (0, 1, 0, 1), "B": (0, 1, 1, 0)}


class CircularConvolution(Network):
    """Computes the circular convolution of two vectors.

    The vectors are transformed to Fourier space, multiplied there element by element,
    and transformed back; all but the products is linear.

    Parameters
    ----------
    n_neurons : int
        Number of neurons for each of the real products.
    dimensions : int
        Number of elements of each vector.
    invert_a, invert_b : bool
        Whether to use the approximate inverse of an input: its elements in reverse order,
        but for the first. This computes a circular correlation.
    input_magnitude : float
        Largest length that the inputs are expected to have.
    **kwargs
        ``label``, ``seed`` and ``add_to_container``; see `nengo.Network`.

    Attributes
    ----------
    input_a, input_b, output : Node
        The vectors.
    product : Product
        Multiplies the coefficients.

    References
    ----------
    T. Plate, *Holographic reduced representation*, 2003, chapter 3.
    """

    A = renamed("input_a")
    B = renamed("input_b")

    def __init__(
        self,
        n_neurons: int,
        dimensions: int,
        invert_a: bool = False,
        invert_b: bool = False,
        input_magnitude: float = 1.0,
        **kwargs: Any,
    ) -> None:
        refuse_net(kwargs)
        kwargs.setdefault("label", "Circular convolution")
        super().__init__(**kwargs)
        to_products_a = transform_in(dimensions, "A", invert_a)
        to_products_b = transform_in(dimensions, "B", invert_b)
        from_products = transform_out(dimensions)
        with self:
            self.input_a = Node(size_in=dimensions, label="input_a")
            self.input_b = Node(size_in=dimensions, label="input_b")
            self.product = Product(
                n_neurons, len(to_products_a), input_magnitude=2 * input_magnitude
            )
            self.output = Node(size_in=dimensions, label="output")
            Connection(self.input_a, self.product.input_a, transform=to_products_a, synapse=None)
            Connection(self.input_b, self.product.input_b, transform=to_products_b, synapse=None)
            Connection(self.product.output, self.output, transform=from_products, synapse=None)


def circconv(
    a: Any, b: Any, invert_a: bool = False, invert_b: bool = False, axis: int = -1
) -> np.ndarray:
    """Compute a circular convolution exactly, without neurons.

    Parameters
    ----------
    a, b : array-like
        The vectors, or arrays of vectors along ``axis``.
    invert_a, invert_b : bool
        Whether to use the approximate inverse of one.
    axis : int
        Axis along which the vectors lie.

    Returns
    -------
    ndarray
        As long as the inputs, which must have the same length.
    """
    A = np.fft.fft(a, axis=axis)
    B = np.fft.fft(b, axis=axis)
    A = A.conj() if invert_a else A
    B = B.conj() if invert_b else B
    return np.fft.ifft(A * B, axis=axis).real


def transform_in(dims: int, align: str, invert: bool) -> np.ndarray:
    """Make the transform from a vector to factors of the products of Fourier coefficients.

    Parameters
    ----------
    dims : int
        Number of elements of the vector.
    align : {"A", "B"}
        Whether the vector is the first or the second of the convolution.
    invert : bool
        Whether to use its approximate inverse.

    Returns
    -------
    (4 * (dims // 2 + 1), dims) ndarray
        Four rows for each coefficient, rows that are zero included.

    Raises
    ------
    ValidationError
        If ``align`` is neither.
    """
    if align not in _PARTS:
        raise ValidationError(f"is {align!r}, but must be 'A' or 'B'.", attr="align")
    coefficients = dft_half(dims)
    if invert:
        coefficients = coefficients.conj()
    parts = np.stack([coefficients.real, coefficients.imag], axis=1)
    return parts[:, _PARTS[align], :].reshape(-1, dims)


def transform_out(dims: int) -> np.ndarray:
    """Make the transform from products of Fourier coefficients to a vector.

    Parameters
    ----------
    dims : int
        Number of elements of the vector.

    Returns
    -------
    (dims, 4 * (dims // 2 + 1)) ndarray
    """
    inverse = dft_half(dims).conj()
    # Only half of the coefficients are computed: the others are their conjugates.
    counts = np.full(len(inverse), 2.0)
    counts[0] = 1.0
    if dims % 2 == 0:
        counts[-1] = 1.0
    inverse = inverse * (counts / dims)[:, np.newaxis]
    # Re(c(xu - yv + i(xv + yu))) for the products in the order of `_PARTS`.
    columns = np.stack([inverse.real, -inverse.real, -inverse.imag, -inverse.imag], axis=1)
    return columns.reshape(-1, dims).T


def dft_half(n: int) -> np.ndarray:
    """Make the matrix of the discrete Fourier transform of real vectors.

    Parameters
    ----------
    n : int
        Number of elements of a vector.

    Returns
    -------
    (n // 2 + 1, n) ndarray of complex
        One row for each coefficient that is not the conjugate of another.
    """
    frequencies = np.arange(n // 2 + 1)[:, np.newaxis]
    return np.exp(-2j * np.pi * frequencies * np.arange(n) / n)
