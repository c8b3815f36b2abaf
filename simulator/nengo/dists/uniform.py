"""Numbers that are all equally likely between two bounds."""

from __future__ import annotations

import numpy as np

from nengo.arrays import Rng
from nengo.dists.base import Distribution, sample_shape
from nengo.params import BoolParam, NumberParam


class Uniform(Distribution):
    """Real or whole numbers from ``low`` (included) to ``high`` (excluded).

    Parameters
    ----------
    low, high : float
        The bounds.
    integer : bool
        Whether to draw whole numbers.
    """

    low = NumberParam("low")
    high = NumberParam("high")
    integer = BoolParam("integer", default=False, readonly=True)

    def __init__(self, low: float, high: float, integer: bool = False) -> None:
        super().__init__()
        self.low = low
        self.high = high
        self.integer = integer

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `Distribution.sample`."""
        draw = rng.randint if self.integer else rng.uniform
        return draw(self.low, self.high, size=sample_shape(n, d))
