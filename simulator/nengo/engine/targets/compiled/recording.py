"""Samples that the loop takes, until they are handed over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nengo.engine.program import Recorder
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.table import Row

MAX_STEPS = 256
"""Steps of a slice: few enough that nobody waits for samples, many enough to cost nothing."""

MAX_BYTES = 4 * 2**20
"""Samples that a slice may produce altogether."""


def slice_length(recorders: Sequence[Recorder]) -> int:
    """Return how many steps may run before samples must be handed over."""
    step_bytes = sum(getattr(recorder.array, "nbytes", 0) for recorder in recorders)
    return max(1, min(MAX_STEPS, MAX_BYTES // max(1, step_bytes)))


class Recording:
    """A recorder, and the block in which the loop keeps its samples.

    Attributes
    ----------
    row : Row or None
        Takes a sample when due; None if no kernel can, and `append` must be called.
    """

    def __init__(
        self, recorder: Recorder, step: np.ndarray, capacity: int, dtype: np.dtype
    ) -> None:
        self._recorder, self._step = recorder, step
        self.row = None
        array = recorder.array
        if _can_be_sampled(array, step, dtype):
            self._block = np.empty((capacity, *array.shape), array.dtype)
            self._count = np.zeros(1, dtype=np.int64)
            bits = 8 * step.itemsize
            integers = (array.size, array, self._block, self._count, bits, step)
            self.row = Row(op.SAMPLE, integers, (recorder.period,))

    def append(self) -> None:
        """Take a sample in Python, if one is due."""
        if self._step.item() % self._recorder.period < 1:
            self._recorder.samples.append(self._recorder.array)

    def hand_over(self) -> None:
        """Give what the loop has sampled to whom it belongs."""
        if self.row is not None:
            self._recorder.samples.extend(self._block[: self._count[0]])
            self._count[0] = 0


def _can_be_sampled(array: object, step: np.ndarray, dtype: np.dtype) -> bool:
    contiguous = isinstance(array, np.ndarray) and array.flags.c_contiguous
    return contiguous and array.dtype == dtype and step.itemsize in (4, 8)
