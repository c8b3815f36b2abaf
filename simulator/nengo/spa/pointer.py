"""Vectors that stand for symbols, and their algebra."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import is_integer, is_iterable, is_number
from nengo.exceptions import ValidationError
from nengo.networks.circularconvolution import circconv

Rng = Any
"""A `numpy.random.RandomState`, or the module `numpy.random` itself."""


class SemanticPointer:
    """A vector with addition and circular convolution.

    ``a + b`` is similar to both, ``a * b`` to neither; ``~a`` undoes the convolution with ``a``,
    approximately.

    Parameters
    ----------
    data : int or (dimensions,) array-like
        The vector, or the number of dimensions of a random one of length one.
    rng : RandomState, optional
        Where a random one is drawn from; the global generator by default.

    Attributes
    ----------
    v : (dimensions,) ndarray
        The vector.

    References
    ----------
    T. Plate, *Holographic reduced representations*, 1995. C. Eliasmith, *How to build a brain*,
    2013, chapter 4.
    """

    # Makes NumPy leave `array * pointer` to us, instead of multiplying element by element.
    __array_ufunc__ = None

    def __init__(self, data: Any, rng: Rng = None) -> None:
        if is_integer(data):
            self._check_size(data)
            self.randomize(int(data), rng=rng)
        elif is_iterable(data):
            self.v = np.array(data, dtype=float)
            if self.v.ndim != 1:
                raise ValidationError(
                    f"has shape {self.v.shape}, but must be a vector. Pass its elements.",
                    attr="data",
                    obj=self,
                )
        else:
            raise ValidationError(
                f"is {data!r}, but must be a vector, or a number of dimensions.",
                attr="data",
                obj=self,
            )

    def length(self) -> float:
        """Return the Euclidean length."""
        return float(np.linalg.norm(self.v))

    def normalize(self) -> None:
        """Make the length one, in place; a vector of zeros stays."""
        length = self.length()
        if length > 0:
            self.v /= length

    def randomize(self, N: int | None = None, rng: Rng = None) -> None:
        """Become a random vector of length one.

        Parameters
        ----------
        N : int, optional
            Number of dimensions; that of now by default.
        rng : RandomState, optional
            Where it is drawn from; the global generator by default.
        """
        rng = np.random if rng is None else rng
        self.v = rng.randn(len(self.v) if N is None else N)
        self.normalize()

    def make_unitary(self) -> None:
        """Make all Fourier coefficients of length one, in place.

        Convolution with a unitary vector keeps lengths, and its inverse is exact.
        """
        # Angles rather than quotients: they exist however small a coefficient is; that of 0 is 0.
        angles = np.angle(np.fft.fft(self.v))
        self.v = np.fft.ifft(np.exp(1j * angles)).real

    def convolve(self, other: SemanticPointer) -> SemanticPointer:
        """Return the circular convolution with the pointer ``other``."""
        return SemanticPointer(circconv(self.v, other.v))

    def compare(self, other: Any) -> float:
        """Return the cosine of the angle to the vector ``other``; 0 if one is zero."""
        other = _vector(other)
        scale = np.linalg.norm(self.v) * np.linalg.norm(other)
        return float(np.dot(self.v, other) / scale) if scale > 0 else 0.0

    def dot(self, other: Any) -> float:
        """Return the dot product with the vector ``other``."""
        return float(np.dot(self.v, _vector(other)))

    def distance(self, other: Any) -> float:
        """Return one minus the cosine of the angle to the vector ``other``."""
        return 1 - self.compare(other)

    def mse(self, other: Any) -> float:
        """Return the mean squared difference from the vector ``other``."""
        return float(np.mean((self.v - _vector(other)) ** 2))

    def copy(self) -> SemanticPointer:
        """Return a pointer with the same vector."""
        return SemanticPointer(self.v)

    def get_convolution_matrix(self) -> np.ndarray:
        """Make the matrix that does what convolution with this pointer does.

        Returns
        -------
        (dimensions, dimensions) ndarray
        """
        places = np.arange(len(self.v))
        return self.v[(places[:, np.newaxis] - places) % len(self.v)]

    def __add__(self, other: Any) -> SemanticPointer:
        if not isinstance(other, SemanticPointer):
            return NotImplemented
        return SemanticPointer(self.v + other.v)

    def __sub__(self, other: Any) -> SemanticPointer:
        if not isinstance(other, SemanticPointer):
            return NotImplemented
        return SemanticPointer(self.v - other.v)

    def __neg__(self) -> SemanticPointer:
        return SemanticPointer(-self.v)

    def __mul__(self, other: Any) -> SemanticPointer:
        if isinstance(other, SemanticPointer):
            return self.convolve(other)
        if is_number(other):
            return SemanticPointer(self.v * float(other))
        raise NotImplementedError(
            f"A semantic pointer can be multiplied by a semantic pointer or a number, "
            f"but not by {other!r}."
        )

    __rmul__ = __mul__

    def __invert__(self) -> SemanticPointer:
        return SemanticPointer(self.v[-np.arange(len(self.v))])

    def __len__(self) -> int:
        return len(self.v)

    def __str__(self) -> str:
        return str(self.v)

    def _check_size(self, size: int) -> None:
        if size < 1:
            raise ValidationError(
                f"is {size}, but a pointer has at least one dimension.", attr="data", obj=self
            )


def _vector(pointer_or_array: Any) -> np.ndarray:
    if isinstance(pointer_or_array, SemanticPointer):
        return pointer_or_array.v
    return np.asarray(pointer_or_array)
