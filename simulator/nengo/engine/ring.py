"""The latest samples of a signal, until somebody reads them."""

from __future__ import annotations

from typing import Any

import numpy as np

FIRST_CAPACITY = 256
"""Samples that a new ring has room for."""

MAX_BYTES = 64 * 2**20
"""How far a ring grows before it forgets the oldest samples."""


class Ring:
    """Samples of consecutive steps; grows while it may, then overwrites the oldest.

    Parameters
    ----------
    shape : tuple of int
        Shape of one sample.
    dtype : dtype
        Type of its entries.
    next_step : int
        Number of the step of the first sample.
    """

    def __init__(self, shape: tuple[int, ...], dtype: Any, next_step: int) -> None:
        self._block = np.empty((FIRST_CAPACITY, *shape), dtype)
        sample_bytes = max(1, self._block[0].nbytes)
        self._max_capacity = max(FIRST_CAPACITY, MAX_BYTES // sample_bytes)
        self.clear(next_step)

    def clear(self, next_step: int) -> None:
        """Forget all samples; the next one belongs to step ``next_step``."""
        self._next_step = next_step
        self._start = 0
        self._n = 0

    def append(self, sample: Any) -> None:
        """Keep a copy of a sample."""
        self._make_room(1)
        self._block[(self._start + self._n) % len(self._block)] = sample
        self._n += 1
        self._next_step += 1

    def extend(self, samples: np.ndarray) -> None:
        """Keep a copy of many samples, in the order of time."""
        self._next_step += len(samples)
        samples = samples[-self._max_capacity :]
        self._make_room(len(samples))
        capacity = len(self._block)
        end = (self._start + self._n) % capacity
        n_before_wrap = min(len(samples), capacity - end)
        self._block[end : end + n_before_wrap] = samples[:n_before_wrap]
        self._block[: len(samples) - n_before_wrap] = samples[n_before_wrap:]
        self._n += len(samples)

    def read(self) -> tuple[int, np.ndarray]:
        """Take out all samples.

        Returns
        -------
        first_step : int
            Number of the step of the first sample.
        samples : (n_samples, ...) ndarray
        """
        first_step, samples = self._next_step - self._n, self._in_order()
        self.clear(self._next_step)
        return first_step, samples

    def _make_room(self, n_more: int) -> None:
        """Grow while that is allowed; then forget the oldest."""
        needed, capacity = self._n + n_more, len(self._block)
        if needed > capacity and capacity < self._max_capacity:
            self._grow(min(max(needed, 2 * capacity), self._max_capacity))
        n_too_many = needed - len(self._block)
        if n_too_many > 0:
            self._start = (self._start + n_too_many) % len(self._block)
            self._n -= n_too_many

    def _in_order(self) -> np.ndarray:
        places = np.arange(self._start, self._start + self._n)
        return self._block.take(places, axis=0, mode="wrap")

    def _grow(self, capacity: int) -> None:
        block = np.empty((capacity, *self._block.shape[1:]), self._block.dtype)
        block[: self._n] = self._in_order()
        self._block, self._start = block, 0
