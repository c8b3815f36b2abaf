"""Where in the order of a plan further operators may go."""

from __future__ import annotations

from collections.abc import Sequence

from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.engine.plan import Plan


def before_updates(plan: Plan, operators: Sequence[Operator]) -> int:
    """Return the last position at which nothing that these operators read is updated yet."""
    read = [signal for op in operators for signal in op.reads]
    for i, op in enumerate(plan.operators):
        if any(_overlap(signal, updated) for updated in op.updates for signal in read):
            return i
    return len(plan.operators)


def after_writes(plan: Plan, signal: Signal) -> int:
    """Return the first position at which a signal is complete, before anyone reads it."""
    for i, op in reversed(list(enumerate(plan.operators))):
        if any(_overlap(signal, written) for written in op.sets + op.incs):
            return i + 1
    return 0


def _overlap(a: Signal, b: Signal) -> bool:
    return a.base is b.base and a.may_share_memory(b)
