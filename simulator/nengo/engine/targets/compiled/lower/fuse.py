"""Operators that one row can do together: bias, encoders and neurons.

Current is set to the bias, increased by encoders times input, and then read by the neurons. When
nobody else writes or reads it in between, one kernel does all three, and goes over memory once
instead of three times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Copy, DotInc, Operator
from nengo.builder.probe import SimProbe
from nengo.builder.signal import Signal
from nengo.engine.targets.compiled.lower.context import Context
from nengo.engine.users import Users
from nengo.neurons import LIF


class Absorbed(NamedTuple):
    """What the row of some neurons does besides: J = bias + encoders x."""

    bias: Signal
    encoders: Signal
    x: Signal
    operators: tuple[Operator, Operator]


def fuse(operators: Sequence[Operator], context: Context) -> set[Operator]:
    """Note in the context which neurons absorb what; return the absorbed operators."""
    users = _AllUsers(operators)
    for operator in operators:
        if type(operator) is SimNeurons and type(operator.neurons) is LIF:
            absorbed = _absorbable(operator, users, context)
            if absorbed is not None:
                context.absorbed[operator] = absorbed
    return {op for absorbed in context.absorbed.values() for op in absorbed.operators}


class _AllUsers:
    """Who writes, reads and updates memory that a signal shares."""

    def __init__(self, operators: Sequence[Operator]) -> None:
        self._writers = Users(operators, "sets", "incs")
        self._readers = Users(operators, "reads")
        self._updaters = Users(operators, "updates")

    def writers(self, signal: Signal) -> list[Operator]:
        return _users_of(self._writers, signal)

    def readers(self, signal: Signal) -> list[Operator]:
        return _users_of(self._readers, signal)

    def updaters(self, signal: Signal) -> list[Operator]:
        return _users_of(self._updaters, signal)


def _users_of(users: Users, signal: Signal) -> list[Operator]:
    return [op for other in users.overlapping(signal) for op in users[other]]


def _absorbable(neurons: SimNeurons, users: _AllUsers, context: Context) -> Absorbed | None:
    J = neurons.J
    writers = users.writers(J)
    if J.is_view or len(writers) != 2 or users.updaters(J):
        return None
    if any(op is not neurons and type(op) is not SimProbe for op in users.readers(J)):
        return None
    copy, dot = sorted(writers, key=lambda op: type(op) is DotInc)
    if type(copy) is not Copy or copy.inc or type(dot) is not DotInc or copy.dst is not J:
        return None
    if copy.src_slice is not None or copy.dst_slice is not None:
        return None
    # The product now runs as late as the neurons do: what it reads must stay until then.
    if not (copy.src.readonly and dot.A.readonly) or users.updaters(dot.X):
        return None
    if context.floats(copy.src, dot.A, dot.X, J) is None or dot.A.ndim != 2 or dot.X.ndim != 1:
        return None
    return Absorbed(copy.src, dot.A, dot.X, (copy, dot))
