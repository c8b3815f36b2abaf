"""The usual transform, a matrix; and no transform at all."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

import numpy as np

from nengo.arrays import Rng
from nengo.dists import DistOrArrayParam, Distribution, get_samples
from nengo.exceptions import ValidationError
from nengo.params import IntParam, ShapeParam
from nengo.rc import rc
from nengo.transforms.base import Transform


class Dense(Transform):
    """A matrix.

    Parameters
    ----------
    shape : (int, int)
        Number of dimensions given, and taken.
    init : array-like or Distribution
        The matrix; or its diagonal, or the one number on its diagonal, if it is square; or
        where its entries are drawn from.
    """

    shape = ShapeParam("shape", length=2, low=1)
    init = DistOrArrayParam("init")

    _param_init_order: ClassVar = ("shape",)

    def __init__(self, shape: tuple[int, int], init: Any = 1.0) -> None:
        super().__init__()
        self.shape = shape
        self.init = init
        if not isinstance(self.init, Distribution):
            self._check_shape(self.init)

    @property
    def _argreprs(self) -> list[str]:
        return [f"shape={self.shape!r}"]  # the weights would fill pages

    @property
    def init_shape(self) -> tuple[int, ...]:
        """Shape of the weights: (), (n,) or (size_out, size_in)."""
        return self.shape if isinstance(self.init, Distribution) else self.init.shape

    @property
    def size_in(self) -> int:
        """Number of dimensions taken."""
        return self.shape[1]

    @property
    def size_out(self) -> int:
        """Number of dimensions given."""
        return self.shape[0]

    def sample(self, rng: Rng = np.random) -> np.ndarray:
        """Make the weights, of shape `init_shape`, in the configured precision."""
        weights = get_samples(self.init, self.size_out, d=self.size_in, rng=rng)
        return np.asarray(weights, dtype=rc.float_dtype)

    def _check_shape(self, weights: np.ndarray) -> None:
        is_square = self.size_in == self.size_out
        expected = self.shape[: weights.ndim] if is_square else self.shape
        if weights.shape != expected:
            also = "" if is_square else " Only square ones can be given by their diagonal."
            raise ValidationError(
                f"weights have shape {weights.shape}, but the transform maps "
                f"{self.size_in} to {self.size_out} dimensions, so they must have shape "
                f"{expected}.{also}",
                attr="init",
            )


class NoTransform(Transform):
    """Values are passed on as they are, without weights.

    Parameters
    ----------
    size_in : int
        Number of dimensions.
    """

    size_in = IntParam("size_in", low=0)  # type: ignore[assignment]

    def __init__(self, size_in: int) -> None:
        super().__init__()
        self.size_in = size_in  # type: ignore[misc]

    @property
    def size_out(self) -> int:
        """Number of dimensions."""
        return self.size_in

    def sample(self, rng: Rng = np.random) -> NoReturn:
        """Raise a `TypeError`: there are no weights."""
        raise TypeError("NoTransform has no weights to sample. Use Dense for a matrix.")
