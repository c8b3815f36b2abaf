"""Normally distributed numbers."""

from __future__ import annotations

import numpy as np

from nengo.arrays import Rng
from nengo.dists.base import Distribution, sample_shape
from nengo.params import NumberParam


class Gaussian(Distribution):
    """The normal distribution.

    Parameters
    ----------
    mean : float
        Where it is centred.
    std : float
        Standard deviation, positive.
    """

    mean = NumberParam("mean")
    std = NumberParam("std", low=0, low_open=True)

    def __init__(self, mean: float, std: float) -> None:
        super().__init__()
        self.mean = mean
        self.std = std

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `Distribution.sample`."""
        return rng.normal(self.mean, self.std, size=sample_shape(n, d))
