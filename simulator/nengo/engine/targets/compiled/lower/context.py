"""What lowering an operator needs to know, and the register of who lowers what."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nengo.builder.operator import Copy, DotInc, Operator
from nengo.builder.signal import Signal, SignalDict
from nengo.engine.program import Entry
from nengo.engine.targets.compiled.kernels.lif import PIECE
from nengo.engine.targets.compiled.table import Row

Lowering = Callable[[Any, "Context"], "list[Row] | None"]
"""Turns an operator into rows, or says None: nothing compiled takes this one."""

LOWERINGS: dict[type, Lowering] = {}


def lowers(*kinds: type) -> Callable[[Lowering], Lowering]:
    """Register a lowering for exactly these classes: a subclass may do something else."""

    def register(lowering: Lowering) -> Lowering:
        LOWERINGS.update(dict.fromkeys(kinds, lowering))
        return lowering

    return register


@dataclass
class Context:
    """The model around an operator.

    Attributes
    ----------
    signals : SignalDict
        Memory of all signals.
    dt : float
        Length of a step, in seconds.
    dtype : dtype
        Float type of the model.
    entries : dict
        Operator → its entry in the program.
    spikes : dict
        Output signal of spiking neurons → their list of spikes; see `spikes`.
    biased : dict
        Product → the copy of a bias to which its row sets the sum before adding; see `fuse`.
    encodings : dict
        Neurons → the product that makes their current, which is done in their row; see `fuse`.
    unwritten : set of Signal
        Outputs of spiking neurons that nobody reads except by the list; see `fuse`.
    learned : dict
        Operator that computes a change of weights, and the one that adds it → what they share,
        so that the change itself is never written; see `pes`.
    endings : list of Row
        Run after the last step of a slice: they write what the steps did without.
    """

    signals: SignalDict
    dt: float
    dtype: np.dtype
    entries: dict[Operator, Entry] = field(default_factory=dict)
    spikes: dict[Signal, Any] = field(default_factory=dict)
    biased: dict[Operator, Copy] = field(default_factory=dict)
    encodings: dict[Operator, DotInc] = field(default_factory=dict)
    unwritten: set[Signal] = field(default_factory=set)
    learned: dict[Operator, Any] = field(default_factory=dict)
    endings: list[Row] = field(default_factory=list)

    def floats(self, *signals: Signal) -> list[np.ndarray] | None:
        """Return the arrays of signals, if kernels can take all of them: contiguous floats."""
        arrays = [self.signals[signal] for signal in signals]
        fit = all(
            isinstance(array, np.ndarray) and array.dtype == self.dtype and array.flags.c_contiguous
            for array in arrays
        )
        return arrays if fit else None

    def factors(self, product: DotInc) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
        """Return matrix, vector and sum of a product, if kernels can take them.

        The matrix may be stored by rows or by columns if nobody changes it.
        """
        vectors = self.floats(product.X, product.Y)
        A = self.signals[product.A]
        if vectors is None or not isinstance(A, np.ndarray) or A.dtype != self.dtype:
            return None
        contiguous = A.flags.c_contiguous or (A.flags.f_contiguous and product.A.readonly)
        fits = A.ndim == 2 and A.size and A.shape == (product.Y.size, product.X.size)
        flat = product.X.ndim == product.Y.ndim == 1
        return (A, *vectors) if contiguous and fits and flat else None

    @functools.cached_property
    def room_for_piece(self) -> np.ndarray:
        """Memory that rows of neurons share: none needs it for longer than it runs."""
        return self.scratch(4 * PIECE)

    def scratch(self, n: int) -> np.ndarray:
        """Return (n,) memory that only one row uses."""
        return np.zeros(n, dtype=self.dtype)
