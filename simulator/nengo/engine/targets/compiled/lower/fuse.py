"""Operators that one row can do together: bias, encoders and neurons.

Current is set to the bias, increased by encoders times input, and then read by the neurons. When nobody else
writes or reads it in between, one kernel does all three, and goes over memory once instead of
three times.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Copy, DotInc, Operator
from nengo.builder.probe import SimProbe
from nengo.builder.signal import Signal
from nengo.engine.plan import Plan
from nengo.engine.targets.compiled.lower.context import Context
from nengo.neurons import LIF


class Absorbed(NamedTuple):
    """What the row of some neurons does besides: J = bias + encoders x."""

    bias: Signal
    encoders: Signal
    x: Signal
    operators: tuple[Operator, Operator]


def fuse(plan: Plan, context: Context) -> set[Operator]:
    """Note in the context which neurons absorb what; return the absorbed operators."""
    users = _Users(plan)
    for operator in plan.operators:
        if type(operator) is SimNeurons and type(operator.neurons) is LIF:
            absorbed = _absorbable(operator, users, context)
            if absorbed is not None:
                context.absorbed[operator] = absorbed
    return {op for absorbed in context.absorbed.values() for op in absorbed.operators}


class _Users:
    """Who touches which signal, views counted with their base."""

    def __init__(self, plan: Plan) -> None:
        self.writers: dict[Signal, list[Operator]] = defaultdict(list)
        self.readers: dict[Signal, list[Operator]] = defaultdict(list)
        self.updaters: dict[Signal, list[Operator]] = defaultdict(list)
        for operator in plan.operators:
            for signal in [*operator.sets, *operator.incs]:
                self.writers[signal.base].append(operator)
            for signal in operator.reads:
                self.readers[signal.base].append(operator)
            for signal in operator.updates:
                self.updaters[signal.base].append(operator)


def _absorbable(neurons: SimNeurons, users: _Users, context: Context) -> Absorbed | None:
    J = neurons.J
    writers, readers = users.writers[J.base], users.readers[J.base]
    if J.is_view or len(writers) != 2 or users.updaters[J.base]:
        return None
    if any(reader is not neurons and type(reader) is not SimProbe for reader in readers):
        return None
    copy, dot = sorted(writers, key=lambda op: type(op) is DotInc)
    if type(copy) is not Copy or copy.inc or type(dot) is not DotInc:
        return None
    if copy.src_slice != slice(None) or copy.dst_slice != slice(None) or copy.dst is not J:
        return None
    # The product now runs as late as the neurons do: what it reads must stay until then.
    if not (copy.src.readonly and dot.A.readonly) or users.updaters[dot.X.base]:
        return None
    if context.floats(copy.src, dot.A, dot.X, J) is None or dot.A.ndim != 2 or dot.X.ndim != 1:
        return None
    return Absorbed(copy.src, dot.A, dot.X, (copy, dot))
