"""Points that fill the unit cube more evenly than random ones."""

from __future__ import annotations

import numpy as np

from nengo.arrays import Rng
from nengo.dists.base import Distribution, require_dimensions, shuffled
from nengo.exceptions import ConvergenceError


class QuasirandomSequence(Distribution):
    """An additive recurrence with random start, in random order, in the unit cube.

    Each axis advances by a power of one over the generalised golden ratio, so that successive
    points never come close in all axes at once.
    """

    def sample(self, n: int, d: int | None = 1, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` points in [0, 1); see `Distribution.sample`."""
        d = require_dimensions(self, d)
        start = rng.uniform(0, 1, size=d)
        if d == 1:
            steps = (1.0 / max(n, 1)) * np.arange(n)[:, None]
        else:
            alpha = golden_ratio(d) ** -np.arange(1.0, d + 1)
            steps = np.arange(1, n + 1)[:, None] * alpha
        return shuffled((start + steps) % 1, rng)


def golden_ratio(d: int) -> float:
    """Find the root above 1 of ``x ** (d + 1) = x + 1``; the golden ratio for ``d = 1``.

    Raises
    ------
    ConvergenceError
        If Newton's method has not settled after 100 steps.
    """
    x = 1.0
    for _ in range(100):
        step = (x ** (d + 1) - x - 1) / ((d + 1) * x**d - 1)
        x -= step
        if abs(step) < 1e-10:
            return x
    raise ConvergenceError(f"no generalised golden ratio was found for {d} dimensions.")
