"""The contract of transforms: linear maps, made of weights, on a connection."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng
from nengo.params import FrozenObject


class Transform(FrozenObject):
    """A linear map from the values a connection takes to those it gives."""

    def sample(self, rng: Rng = np.random) -> Any:
        """Make the weights.

        Parameters
        ----------
        rng : RandomState
            Generator to draw weights from, if they are random.

        Returns
        -------
        ndarray or SparseMatrix
            The initial weights; their shape depends on the kind of transform.
        """
        raise NotImplementedError(f"{type(self).__name__} has no weights. Define sample(rng).")

    @property
    def size_in(self) -> int:
        """Number of dimensions taken."""
        raise NotImplementedError(f"{type(self).__name__} has no size. Define size_in.")

    @property
    def size_out(self) -> int:
        """Number of dimensions given."""
        raise NotImplementedError(f"{type(self).__name__} has no size. Define size_out.")
