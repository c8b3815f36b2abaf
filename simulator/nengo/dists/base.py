"""The contract of distributions, and the parameters that hold one."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng, Shape
from nengo.exceptions import ValidationError
from nengo.params import FrozenObject, NdarrayParam, Parameter, Unconfigurable
from nengo.params.base import Obj


class Distribution(FrozenObject):
    """A way to draw random vectors."""

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` samples.

        Parameters
        ----------
        n : int
            Number of samples.
        d : int, optional
            Number of dimensions of each sample. By default a sample is a single number.
        rng : RandomState, optional
            Generator to draw from; the global one by default.

        Returns
        -------
        (n,) or (n, d) ndarray
            ``(n,)`` if ``d`` is None.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to sample. Define sample(n, d, rng)."
        )


def sample_shape(n: int, d: int | None) -> Shape:
    """Shape of ``n`` samples of ``d`` dimensions."""
    return (n,) if d is None else (n, d)


def require_dimensions(dist: Distribution, d: int | None) -> int:
    """Return ``d``; raise a `ValidationError` unless it is at least 1."""
    if d is None or d < 1:
        raise ValidationError(
            f"d is {d}, but must be at least 1. Pass the number of dimensions to sample.",
            attr="d",
            obj=dist,
        )
    return d


def shuffled(rows: np.ndarray, rng: Rng) -> np.ndarray:
    """Put rows in random order, as ``rng.shuffle(rows)`` would, with the same draws but faster."""
    order = np.arange(len(rows))
    rng.shuffle(order)
    return rows[order]


def get_samples(
    dist_or_samples: Any, n: int, d: int | None = None, rng: Rng = np.random
) -> np.ndarray:
    """Sample a distribution, or copy samples that are given.

    Parameters
    ----------
    dist_or_samples : Distribution or array-like
        Where samples come from. An array is copied, whatever its shape.
    n, d, rng
        See `Distribution.sample`.
    """
    if isinstance(dist_or_samples, Distribution):
        return dist_or_samples.sample(n, d=d, rng=rng)
    return np.array(dist_or_samples)


class DistributionParam(Parameter):
    """A distribution."""

    equatable = True

    def coerce(self, obj: Obj, value: Any) -> Distribution | None:
        """Accept a `Distribution`."""
        self.check_type(obj, value, Distribution)
        return super().coerce(obj, value)


class DistOrArrayParam(NdarrayParam):
    """A distribution, or an array of samples.

    Parameters
    ----------
    sample_shape : tuple, optional
        Shape of an array of samples, as in `NdarrayParam`.
    sample_dtype : dtype
        Type of an array made from lists and numbers.
    """

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        sample_shape: tuple | None = None,
        sample_dtype: Any = np.float64,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        super().__init__(name, default, sample_shape, sample_dtype, optional, readonly)

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Accept a `Distribution` or an array-like."""
        if isinstance(value, Distribution):
            return Parameter.coerce(self, obj, value)
        return super().coerce(obj, value)
