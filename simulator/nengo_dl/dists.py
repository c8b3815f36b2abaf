"""Distributions that deep networks start from; every simulator can sample them."""

from __future__ import annotations

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.arrays import Rng
from nengo.dists import Distribution
from nengo.dists.base import sample_shape
from nengo.params import EnumParam, NumberParam

TRUNCATED_AT = 2.0
"""Where normal distributions are cut off by default, in standard deviations."""


class TruncatedNormal(Distribution):
    """The normal distribution, without values far from its mean.

    Parameters
    ----------
    mean : float
        Where it is centred.
    stddev : float
        Standard deviation before truncation, positive.
    limit : float, optional
        Largest distance from the mean; two standard deviations by default.
    """

    mean = NumberParam("mean", default=0, readonly=True)
    stddev = NumberParam("stddev", default=1, low=0, low_open=True, readonly=True)
    limit = NumberParam("limit", default=None, low=0, low_open=True, optional=True, readonly=True)

    def __init__(self, mean: float = 0, stddev: float = 1, limit: float | None = None) -> None:
        super().__init__()
        self.mean = mean
        self.stddev = stddev
        self.limit = TRUNCATED_AT * stddev if limit is None else limit

    @property
    def _argreprs(self) -> list[str]:
        is_default = self.limit == TRUNCATED_AT * self.stddev
        return [arg for arg in super()._argreprs if not (is_default and arg.startswith("limit"))]

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `nengo.dists.Distribution.sample`."""
        lowest = scipy.special.ndtr(-self.limit / self.stddev)
        share = rng.uniform(lowest, 1 - lowest, size=sample_shape(n, d))
        deviation = self.stddev * scipy.special.ndtri(share)
        return self.mean + np.clip(deviation, -self.limit, self.limit)


class VarianceScaling(Distribution):
    """Weights whose variance is the inverse of the number of inputs or outputs.

    So signals, or gradients, keep their size from layer to layer.

    Parameters
    ----------
    scale : float
        What the variance is multiplied with.
    mode : {"fan_avg", "fan_in", "fan_out"}
        What it is divided by: the number of inputs (dimensions of a sample), that of outputs
        (samples), or the mean of both. So it is for matrices of connections and encoders.
    distribution : {"uniform", "normal"}
        Draw from a uniform or from a truncated normal distribution.
    """

    scale = NumberParam("scale", default=1, low=0, low_open=True, readonly=True)
    mode = EnumParam(
        "mode", default="fan_avg", values=("fan_avg", "fan_in", "fan_out"), readonly=True
    )
    distribution = EnumParam(
        "distribution", default="uniform", values=("uniform", "normal"), readonly=True
    )

    def __init__(
        self, scale: float = 1, mode: str = "fan_avg", distribution: str = "uniform"
    ) -> None:
        super().__init__()
        self.scale = scale
        self.mode = mode
        self.distribution = distribution

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; see `nengo.dists.Distribution.sample`."""
        stddev = np.sqrt(self._variance(n_out=n, n_in=1 if d is None else d))
        if self.distribution == "normal":
            # Truncation makes the spread smaller, which is made up for.
            return TruncatedNormal(stddev=stddev / _truncated_stddev()).sample(n, d, rng=rng)
        limit = np.sqrt(3) * stddev
        return rng.uniform(-limit, limit, size=sample_shape(n, d))

    def _variance(self, n_out: int, n_in: int) -> float:
        fans = {"fan_in": n_in, "fan_out": n_out, "fan_avg": (n_in + n_out) / 2}
        return self.scale / fans[self.mode]


class Glorot(VarianceScaling):
    """Weights that keep both signals and gradients at their size, about linear units.

    Parameters
    ----------
    scale, distribution
        See `VarianceScaling`; the mode is "fan_avg".
    """

    def __init__(self, scale: float = 1, distribution: str = "uniform") -> None:
        super().__init__(scale, "fan_avg", distribution)


class He(VarianceScaling):
    """Weights that keep signals at their size through rectified linear units.

    Since these pass on only half of their inputs, the variance is twice that for linear units.

    Parameters
    ----------
    scale, distribution
        See `VarianceScaling`; the mode is "fan_in".
    """

    def __init__(self, scale: float = 1, distribution: str = "normal") -> None:
        super().__init__(scale, "fan_in", distribution)

    def _variance(self, n_out: int, n_in: int) -> float:
        return 2 * super()._variance(n_out, n_in)


def _truncated_stddev() -> float:
    """Compute the standard deviation of the truncated standard normal distribution."""
    density = np.exp(-(TRUNCATED_AT**2) / 2) / np.sqrt(2 * np.pi)
    share = scipy.special.ndtr(TRUNCATED_AT) - scipy.special.ndtr(-TRUNCATED_AT)
    return float(np.sqrt(1 - 2 * TRUNCATED_AT * density / share))
