"""Exponentially distributed numbers."""

from __future__ import annotations

import numpy as np

from nengo.arrays import Rng
from nengo.dists.base import Distribution, sample_shape
from nengo.params import NumberParam


class Exponential(Distribution):
    """The exponential distribution, shifted, and clipped below a bound.

    Parameters
    ----------
    scale : float
        Mean of the distribution before shifting and clipping, positive.
    shift : float
        Smallest value.
    high : float
        Values from here on are clipped to the largest number below.
    """

    scale = NumberParam("scale", low=0, low_open=True)
    shift = NumberParam("shift", default=0.0, readonly=True)
    high = NumberParam("high", default=np.inf, readonly=True)

    def __init__(self, scale: float, shift: float = 0.0, high: float = np.inf) -> None:
        super().__init__()
        self.scale = scale
        self.shift = shift
        self.high = high

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `Distribution.sample`."""
        samples = rng.exponential(self.scale, size=sample_shape(n, d)) + self.shift
        return np.clip(samples, self.shift, np.nextafter(self.high, -np.inf))
