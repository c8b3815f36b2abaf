"""Where samples go: blocks that grow by doubling, so that a step does not allocate."""

from __future__ import annotations

from typing import Any

import numpy as np

FIRST_CAPACITY = 256
"""Samples that a new block has room for."""


class Samples:
    """The samples of one signal, in the order of time.

    Parameters
    ----------
    shape : tuple of int
        Shape of one sample.
    dtype : dtype
        Type of its entries.
    """

    def __init__(self, shape: tuple[int, ...], dtype: Any) -> None:
        self._shape = shape
        self._dtype = dtype
        self.clear()

    def clear(self) -> None:
        """Forget all samples. Arrays handed out before keep theirs."""
        self._n = 0
        self._block = np.empty((0, *self._shape), self._dtype)

    def reserve(self, n_more: int) -> None:
        """Make room for a number of further samples."""
        needed = self._n + n_more
        if needed > len(self._block):
            # A new block instead of a larger one: views of the old one stay valid.
            capacity = max(needed, 2 * len(self._block), FIRST_CAPACITY)
            block = np.empty((capacity, *self._shape), self._dtype)
            block[: self._n] = self._block[: self._n]
            self._block = block

    def append(self, sample: Any) -> None:
        """Keep a copy of a sample."""
        n = self._n
        if n == len(self._block):
            self.reserve(1)
        self._block[n] = sample
        self._n = n + 1

    def extend(self, samples: np.ndarray) -> None:
        """Keep a copy of many samples, in the order of time."""
        self.reserve(len(samples))
        self._block[self._n : self._n + len(samples)] = samples
        self._n += len(samples)

    def array(self) -> np.ndarray:
        """(n_samples, ...) read-only ndarray of what has been sampled so far; not a copy."""
        view = self._block[: self._n]
        view.flags.writeable = False
        return view

    def __len__(self) -> int:
        return self._n

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        array = self.array() if dtype is None else self.array().astype(dtype, copy=False)
        return array.copy() if copy else array

    def __getstate__(self) -> dict[str, Any]:
        return {"_shape": self._shape, "_dtype": self._dtype, "_n": self._n, "_block": self.array()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._block = np.array(self._block)  # an unpickled array may be locked
