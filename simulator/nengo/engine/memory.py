"""Signals into few contiguous arrays, one per dtype, in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from nengo.builder.signal import Signal, SignalDict

ALIGNMENT = 64
"""Bytes. A cache line, and the widest vector register there is."""


LARGE = 512
"""Elements from which on a signal is aligned; smaller ones follow each other without a gap."""


class Memory:
    """The state of a running model.

    Read-only signals stay where they are, in their initial value: weights are large.

    Parameters
    ----------
    signals : iterable of Signal
        Signals that own memory, in the order in which they are laid out.

    Attributes
    ----------
    arrays : dict
        dtype → (n,) array that holds all signals of that type.
    offsets : dict
        Signal → index of its first element in the array of its dtype.
    """

    def __init__(self, signals: Iterable[Signal]) -> None:
        self.offsets: dict[Signal, int] = {}
        ends: dict[np.dtype, int] = {}
        for signal in signals:
            if signal.sparse or signal.readonly:
                continue
            start = ends.get(signal.dtype, 0)
            if signal.size >= LARGE:
                start = _aligned(start, signal.itemsize)
            self.offsets[signal] = start
            ends[signal.dtype] = start + signal.size
        self.arrays = {dtype: _aligned_zeros(n, dtype) for dtype, n in ends.items()}

    def signal_dict(self) -> SignalDict:
        """Make an empty dictionary that finds the memory of each signal here."""
        return SignalDict(self.allocate)

    def allocate(self, signal: Signal) -> np.ndarray:
        """Return the memory of a base signal, holding its initial value."""
        if signal.readonly:
            return signal.initial_value
        if signal not in self.offsets:
            # An operator brought a signal of its own, or one was added while running.
            return np.array(signal.initial_value)
        start = self.offsets[signal]
        flat = self.arrays[signal.dtype][start : start + signal.size]
        array = flat.reshape(signal.shape)
        array[...] = signal.initial_value
        return array

    def free(self) -> None:
        """Let the arrays go."""
        self.arrays, self.offsets = {}, {}


def _aligned(n: int, itemsize: int) -> int:
    """Round a number of elements up so that the next signal is aligned."""
    per_line = max(1, ALIGNMENT // itemsize)
    return -(-n // per_line) * per_line


def _aligned_zeros(n: int, dtype: np.dtype) -> np.ndarray:
    raw = np.zeros(n * dtype.itemsize + ALIGNMENT, dtype=np.uint8)
    start = -raw.ctypes.data % ALIGNMENT
    return raw[start : start + n * dtype.itemsize].view(dtype)
