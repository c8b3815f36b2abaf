"""How long a part of a random unit vector is, and how alike two random unit vectors are."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.arrays import Rng
from nengo.dists.base import Distribution, sample_shape
from nengo.dists.samples import Choice
from nengo.params import IntParam


class SqrtBeta(Distribution):
    """The square root of a beta-distributed number.

    It is the length of an ``m``-dimensional part of a random ``(m + n)``-dimensional unit vector.

    Parameters
    ----------
    n : int
        Number of dimensions left out.
    m : int
        Number of dimensions whose length is taken.
    """

    n = IntParam("n", low=0)
    m = IntParam("m", default=1, low=0, readonly=True)

    def __init__(self, n: int, m: int = 1) -> None:
        super().__init__()
        self.n = n
        self.m = m

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `Distribution.sample`."""
        return np.sqrt(rng.beta(self.m / 2.0, self.n / 2.0, size=sample_shape(n, d)))

    def cdf(self, x: Any) -> np.ndarray:
        """Probability of a value below ``x``."""
        square = np.asarray(x) ** 2
        inside = np.minimum(square, 1.0)
        return np.where(
            square < 1.0, scipy.special.betainc(self.m / 2.0, self.n / 2.0, inside), 1.0
        )

    def pdf(self, x: Any) -> np.ndarray:
        """Probability density at ``x``."""
        x = np.asarray(x)
        scale = 2.0 / scipy.special.beta(self.m / 2.0, self.n / 2.0)
        return scale * x ** (self.m - 1) * (1.0 - x**2) ** (self.n / 2.0 - 1)

    def ppf(self, y: Any) -> np.ndarray:
        """Find the value with a probability of ``y`` to be below it; the inverse of `cdf`."""
        return np.sqrt(scipy.special.betaincinv(self.m / 2.0, self.n / 2.0, y))


class SubvectorLength(SqrtBeta):
    """The length of a part of a random unit vector.

    Parameters
    ----------
    dimensions : int
        Number of dimensions of the vector.
    subdimensions : int
        Number of dimensions of the part.
    """

    def __init__(self, dimensions: int, subdimensions: int = 1) -> None:
        super().__init__(dimensions - subdimensions, subdimensions)

    @property
    def dimensions(self) -> int:
        """Number of dimensions of the vector."""
        return self.n + self.m

    @property
    def subdimensions(self) -> int:
        """Number of dimensions of the part."""
        return self.m


class CosineSimilarity(SubvectorLength):
    """The cosine of the angle between two random vectors; also one coordinate of a unit vector.

    Parameters
    ----------
    dimensions : int
        Number of dimensions of the vectors.
    """

    def __init__(self, dimensions: int) -> None:
        super().__init__(dimensions)

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `Distribution.sample`."""
        shape = sample_shape(n, d)
        sign = Choice((1, -1)).sample(int(np.prod(shape)), rng=rng).reshape(shape)
        return sign * super().sample(n, d, rng=rng)

    def cdf(self, x: Any) -> np.ndarray:
        """Probability of a value below ``x``."""
        return (np.sign(x) * super().cdf(x) + 1) / 2.0

    def pdf(self, x: Any) -> np.ndarray:
        """Probability density at ``x``."""
        return super().pdf(x) / 2.0

    def ppf(self, y: Any) -> np.ndarray:
        """Find the value with a probability of ``y`` to be below it; the inverse of `cdf`."""
        y = np.asarray(y)
        magnitude = super().ppf(np.abs(2 * y - 1))
        return np.where(y > 0.5, magnitude, -magnitude)
