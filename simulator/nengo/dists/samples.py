"""Distributions made of values that are given: chosen at random, or taken as they are."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng
from nengo.dists.base import Distribution
from nengo.exceptions import ValidationError
from nengo.params import NdarrayParam


class Choice(Distribution):
    """One of several options each time.

    Parameters
    ----------
    options : (n_options, …) array-like
        What to choose from: numbers, or vectors.
    weights : (n_options,) array-like, optional
        How likely each option is, relative to the others; equally likely by default.
    """

    options = NdarrayParam("options", shape=("*", "..."), dtype=np.float64)
    weights = NdarrayParam("weights", None, ("*",), np.float64, optional=True, readonly=True)

    def __init__(self, options: Any, weights: Any = None) -> None:
        super().__init__()
        self.options = options
        self.weights = weights
        if self.weights is not None:
            self._check_weights(self.weights)

    @property
    def dimensions(self) -> int:
        """Number of elements of one option; 0 if the options are numbers."""
        if self.options.ndim == 1:
            return 0
        return int(np.prod(self.options.shape[1:]))

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples; ``d``, if given, must be the number of elements of an option."""
        if d is not None and d != self.dimensions:
            raise ValidationError(
                f"options have {self.dimensions} dimensions, but samples of {d} were asked for. "
                "Pass options with one row per option and one column per dimension.",
                attr="options",
                obj=self,
            )
        chosen = np.searchsorted(np.cumsum(self._probabilities()), rng.rand(n))
        # The sum of probabilities may fall short of one by rounding.
        return self.options[np.minimum(chosen, len(self.options) - 1)]

    def _probabilities(self) -> np.ndarray:
        weights = np.ones(len(self.options)) if self.weights is None else self.weights
        return weights / np.sum(weights)

    def _check_weights(self, weights: np.ndarray) -> None:
        if len(weights) != len(self.options):
            problem = f"there are {len(weights)} weights for {len(self.options)} options."
        elif not np.all(weights >= 0):
            problem = f"all weights must be at least 0, but are {weights}."
        elif not np.sum(weights) > 0:
            problem = "the weights sum to zero, but at least one must be positive."
        else:
            return
        raise ValidationError(problem, attr="weights", obj=self)


class Samples(Distribution):
    """Values that are given, in the order given.

    Parameters
    ----------
    samples : (n,) or (n, d) array-like
        The values. As many must be asked for as there are.
    """

    samples = NdarrayParam("samples", shape=("...",), dtype=np.float64)

    def __init__(self, samples: Any) -> None:
        super().__init__()
        self.samples = samples

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Return a copy of the values; their shape must be the one asked for."""
        samples = np.array(self.samples)
        if d is None:
            samples = samples.squeeze()
        elif samples.ndim == 1:
            samples = samples[:, None]
        wanted = ("n",) if d is None else ("n", "d")
        if samples.ndim != len(wanted) or samples.shape != ((n,) if d is None else (n, d)):
            raise ValidationError(
                f"samples have shape {samples.shape}, but n={n}, d={d} were asked for. "
                f"Pass an array of shape ({', '.join(wanted)}).",
                attr="samples",
                obj=self,
            )
        return samples
