"""Step functions that tell what they will do, so that engines may do the same otherwise."""

from __future__ import annotations

import numpy as np

from nengo.arrays import Rng
from nengo.dists import Distribution, Gaussian, Uniform
from nengo.process import StepFunction


class TableStep:
    """Shows one row of a table after the other, as time goes on, then starts again.

    Parameters
    ----------
    table : (n_rows, size) ndarray
        What is shown.
    offset, period, shift : float
        The row is the whole part of ``(t - offset) / period + shift``; times in seconds.
    """

    def __init__(self, table: np.ndarray, offset: float, period: float, shift: float) -> None:
        self.table = table
        self.offset, self.period, self.shift = offset, period, shift

    def __call__(self, t: float) -> np.ndarray:
        """Return the row of the moment."""
        return self.table[int((t - self.offset) / self.period + self.shift) % len(self.table)]


class SampleStep:
    """Draws a sample in each step; several steps may be drawn ahead.

    Parameters
    ----------
    dist : Distribution
        Where samples come from.
    size : int
        Numbers in a sample.
    factor : float
        What they are multiplied by.
    rng : RandomState
        The generator, which nobody else draws from.

    Attributes
    ----------
    ahead : (n_ahead, size) ndarray
        Samples that have been drawn but not multiplied; the memory stays the same.
    position : (1,) int64 ndarray
        How many of them have been used.
    """

    def __init__(self, dist: Distribution, size: int, factor: float, rng: Rng) -> None:
        self._dist, self._rng = dist, rng
        self.size, self.factor = size, factor
        self.ahead = np.empty((0, size))
        self.position = np.zeros(1, dtype=np.int64)

    def __call__(self, t: float) -> np.ndarray:
        """Return the next sample."""
        i = self.position[0]
        if i < len(self.ahead):
            self.position[0] += 1
            return self.ahead[i] * self.factor
        return self._dist.sample(n=1, d=self.size, rng=self._rng)[0] * self.factor

    @property
    def can_draw_ahead(self) -> bool:
        """Whether many samples at once are the same numbers as one after the other."""
        if type(self._dist) is Uniform:
            return not self._dist.integer
        return type(self._dist) is Gaussian

    def make_room(self, n_steps: int) -> None:
        """Make room for samples of a number of steps, unless there is some already."""
        if not len(self.ahead):
            self.ahead = np.empty((n_steps, self.size))
            self.position[0] = n_steps

    def draw_ahead(self) -> None:
        """Draw new samples for all the room there is; the old ones must be used up."""
        self.ahead[...] = self._dist.sample(n=len(self.ahead), d=self.size, rng=self._rng)
        self.position[0] = 0


class FilteredStep:
    """Filters samples.

    Parameters
    ----------
    sample : SampleStep
        Gives a sample in each step.
    filtered : callable
        Step function of the synapse.
    """

    def __init__(self, sample: SampleStep, filtered: StepFunction) -> None:
        self.sample, self._filtered = sample, filtered

    def __call__(self, t: float) -> np.ndarray:
        """Return the next filtered sample."""
        return self._filtered(t, self.sample(t))


class HoldStep:
    """Keeps each value until the next one begins.

    Parameters
    ----------
    times : (n,) ndarray
        When values begin, in seconds, ascending.
    values : (n, size) ndarray
        The values. Before the first one all is zero.
    dt : float
        Length of a step, in seconds.
    """

    def __init__(self, times: np.ndarray, values: np.ndarray, dt: float) -> None:
        self.times = times
        self.table = np.concatenate([np.zeros_like(values[:1]), values])
        # So that rounding does not delay the next value.
        self.half_step = dt / 2.0

    def __call__(self, t: float) -> np.ndarray:
        """Return the value of the moment."""
        return self.table[self.times.searchsorted(t + self.half_step)]
