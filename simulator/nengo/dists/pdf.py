"""Numbers whose density is given as a table."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng
from nengo.dists.base import Distribution, sample_shape
from nengo.exceptions import ValidationError
from nengo.params import NdarrayParam


class PDF(Distribution):
    """A distribution with given probabilities at given points.

    Samples are interpolated linearly between the points.

    Parameters
    ----------
    x : (n_points,) array-like
        The points.
    p : (n_points,) array-like
        Their probabilities, which sum to one.
    """

    x = NdarrayParam("x", shape=("*",), dtype=np.float64)
    p = NdarrayParam("p", shape=("*",), dtype=np.float64)

    def __init__(self, x: Any, p: Any) -> None:
        super().__init__()
        self._check(np.asarray(x), np.asarray(p))
        self.x = x
        self.p = p

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `Distribution.sample`."""
        cumulative = np.cumsum(self.p)
        middles = (cumulative + np.concatenate([[0], cumulative[:-1]])) / 2
        return np.interp(rng.uniform(size=sample_shape(n, d)), middles, self.x)

    def _check(self, x: np.ndarray, p: np.ndarray) -> None:
        total = np.sum(p)
        if not abs(total - 1) <= 1e-8:
            raise ValidationError(
                f"probabilities sum to {total}, but must sum to one. Pass p / p.sum().",
                attr="p",
                obj=self,
            )
        if len(x) != len(p):
            raise ValidationError(
                f"there are {len(x)} points and {len(p)} probabilities, but each point needs one.",
                attr="p",
                obj=self,
            )
