"""Which operators use which signals, and what overlaps in memory."""

from __future__ import annotations

from collections.abc import Sequence

from nengo.builder.operator import Operator
from nengo.builder.signal import Signal


class Users:
    """Who does something (sets, incs, reads, updates) to which signals.

    Parameters
    ----------
    operators : sequence of Operator
        In the order of their creation.
    *lists : str
        Names of the lists of the operators that count.

    Attributes
    ----------
    of : dict
        Signal → the operators that use it.
    """

    def __init__(self, operators: Sequence[Operator], *lists: str) -> None:
        self.of: dict[Signal, list[Operator]] = {}
        self._on_base: dict[Signal, dict[Signal, None]] = {}
        for op in operators:
            for signal in (signal for name in lists for signal in getattr(op, name)):
                self.of.setdefault(signal, []).append(op)
                self._on_base.setdefault(signal.base, {})[signal] = None

    def overlapping(self, signal: Signal) -> list[Signal]:
        """Return the used signals that share memory with this one, as first seen."""
        others = self._on_base.get(signal.base, {})
        return [other for other in others if other.may_share_memory(signal)]

    def __getitem__(self, signal: Signal) -> list[Operator]:
        return self.of.get(signal, [])
