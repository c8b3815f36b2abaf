"""The memory of signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.builder.signal.signal import Signal
from nengo.exceptions import SignalError
from nengo.transforms import SparseMatrix


class SignalDict(dict):
    """The memory of signals: signal → array.

    Assigning writes into the array. Looking up a view makes it from the array of its base.

    Parameters
    ----------
    allocate : function, optional
        Gives the array for a base signal that is not sparse, filled with its initial value.
        By default each gets memory of its own; read-only signals use the initial value itself.
    """

    def __init__(self, allocate: Callable[[Signal], np.ndarray] | None = None) -> None:
        super().__init__()
        self._allocate = allocate or _allocate

    def init(self, signal: Signal) -> None:
        """Give memory to a signal, and to its base if it is a view.

        Raises
        ------
        SignalError
            If it has memory already.
        """
        if signal in self:
            raise SignalError(
                f"{signal} has memory already, and would get it twice. "
                "Ask `signal in signals` first."
            )
        if signal.is_view:
            dict.__setitem__(self, signal, self._make_view(signal))
        else:
            dict.__setitem__(self, signal, self._make_base(signal))

    def reset(self, signal: Signal) -> None:
        """Write the initial value again, unless the signal is read-only."""
        if not signal.readonly:
            self[signal] = signal.initial_value

    def __missing__(self, signal: Signal) -> Any:
        if not (isinstance(signal, Signal) and signal.is_view and signal.base in self):
            raise KeyError(signal)
        self.init(signal)
        return self[signal]

    def __setitem__(self, signal: Signal, value: Any) -> None:
        if signal.sparse:
            self[signal].data[...] = value.data
        else:
            self[signal][...] = value

    def __str__(self) -> str:
        return "\n".join(f"{signal} {array!r}" for signal, array in self.items())

    def _make_view(self, signal: Signal) -> np.ndarray:
        if signal.base not in self:
            self.init(signal.base)
        base = self[signal.base]
        return np.ndarray(signal.shape, signal.dtype, base, signal.offset, signal.strides)

    def _make_base(self, signal: Signal) -> Any:
        if signal.sparse:
            value = signal.initial_value
            return value.allocate() if isinstance(value, SparseMatrix) else value.copy()
        return self._allocate(signal)


def _allocate(signal: Signal) -> np.ndarray:
    return signal.initial_value if signal.readonly else np.array(signal.initial_value)
