"""Hold the output of nodes at given values while a program runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.signal import Signal, SignalDict
from nengo.engine.places import after_writes
from nengo.engine.program import Insertion, Program
from nengo.exceptions import ValidationError

RANK = 0
"""Before taps: everybody sees what is held."""


class HoldValue(Operator):
    """Overwrite those dimensions of a signal that are held.

    Increments ``signal``, in the sense that it writes to it before anybody reads.

    Parameters
    ----------
    signal : Signal
        (size,) the signal.

    Attributes
    ----------
    values : (size,) ndarray
        What is held; NaN where nothing is. May be changed at any time.
    """

    def __init__(self, signal: Signal) -> None:
        super().__init__()
        self.signal = signal
        self.values = np.full(signal.shape, np.nan, signal.dtype)
        self.sets = []
        self.incs = [signal]
        self.reads = []
        self.updates = []

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        array, values = signals[self.signal], self.values
        held = np.empty(values.shape, dtype=bool)
        equal, copyto = np.equal, np.copyto

        def hold() -> None:
            # Only NaN differs from itself.
            equal(values, values, out=held)
            copyto(array, values, where=held)

        return hold


class Holds:
    """All nodes of a program that are held, each by an operator inserted into the program.

    Parameters
    ----------
    program : Program
        The running program.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._holds: dict[Any, tuple[HoldValue, Insertion]] = {}

    def hold(self, node: Any, signal: Signal, values: Any, dims: Any = None) -> None:
        """Hold a node at given values, from the next step on.

        Parameters
        ----------
        node : Node
            The node.
        signal : Signal
            (size_out,) its output.
        values : array_like
            One value per dimension; NaN lets a dimension go.
        dims : int or list of int, optional
            The dimensions that are meant; others stay as they are. By default all.
        """
        key = slice(None) if dims is None else np.atleast_1d(dims)
        values = _fitted(node, signal, values, key)
        op, insertion = self._hold_of(node, signal)
        if _is_constant(insertion):
            # Dimensions that are let go fall back to the constant: nothing else writes it.
            self._program.signals.reset(signal)
        op.values[key] = values

    def release(self, node: Any) -> None:
        """Let a node go; nothing happens if it is not held."""
        if node not in self._holds:
            return
        op, insertion = self._holds.pop(node)
        self._program.remove(insertion)
        if _is_constant(insertion):
            self._program.signals.reset(op.signal)

    def _hold_of(self, node: Any, signal: Signal) -> tuple[HoldValue, Insertion]:
        if node not in self._holds:
            op = HoldValue(signal)
            insertion = Insertion([op], after_writes(self._program.plan, signal), RANK, origin=node)
            self._program.insert(insertion)
            self._holds[node] = op, insertion
        return self._holds[node]


def _is_constant(insertion: Insertion) -> bool:
    # The clock runs first, so what is written by a node is written later.
    return insertion.position == 0


def _fitted(node: Any, signal: Signal, values: Any, key: Any) -> np.ndarray:
    """Return one value for each dimension that is meant."""
    try:
        wanted = np.empty(signal.shape)[key].shape
        return np.broadcast_to(np.asarray(values, dtype=signal.dtype), wanted)
    except (TypeError, ValueError, IndexError) as error:
        raise ValidationError(
            f"{node} has {signal.size} output(s), and cannot be held at {values!r} in dimensions "
            f"{key}. Pass one value per dimension.",
            attr="values",
            obj=node,
        ) from error
