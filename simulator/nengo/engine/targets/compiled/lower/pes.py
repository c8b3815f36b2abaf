"""PES without its large matrix of changes: two factors are kept, and multiplied when added.

The changes that one step asks for are added to the weights in the next. If nobody else looks at
them, the error and the filtered activities are kept instead, which are far smaller. After a slice
of steps the changes are written after all, so that between runs memory is as it would have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nengo.builder.learning_rules import SimPES
from nengo.builder.operator import Copy, Operator
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.lower.context import Context
from nengo.engine.targets.compiled.table import Row
from nengo.engine.users import Users


class Factors(NamedTuple):
    """What the two operators share: factors, the scale of the error, whether factors are kept."""

    error: np.ndarray
    pre: np.ndarray
    scale: float
    is_kept: np.ndarray


def factor(operators: Sequence[Operator], context: Context) -> None:
    """Note in the context which changes of weights need not be written."""
    users = Users(operators, "sets", "incs", "reads", "updates")
    for rule in operators:
        add = _adder(rule, users, context)
        if add is not None:
            context.learned[rule] = context.learned[add] = _room(rule, context)


def _room(rule: SimPES, context: Context) -> Factors:
    n = rule.pre_filtered.size
    scale = -rule.learning_rate * context.dt / n
    is_kept = np.zeros(1, dtype=np.int64)
    return Factors(context.scratch(rule.error.size), context.scratch(n), scale, is_kept)


def _adder(rule: Operator, users: Users, context: Context) -> Copy | None:
    """Return the operator that adds the changes of ``rule``, if it alone reads them."""
    if type(rule) is not SimPES:
        return None
    others = {op for signal in users.overlapping(rule.delta) for op in users[signal]} - {rule}
    add = others.pop() if len(others) == 1 else None
    if type(add) is not Copy or not add.inc or add.src is not rule.delta:
        return None
    whole = add.src_slice is None and add.dst_slice is None and add.dst.shape == rule.delta.shape
    taken = (rule.delta, rule.error, rule.pre_filtered, add.dst)
    return add if whole and context.floats(*taken) is not None else None


def lower_factors(rule: SimPES, context: Context) -> list[Row]:
    """Lower the rule to a row that keeps the factors; the product comes at the end of a slice."""
    kept = context.learned[rule]
    delta, error, pre = context.floats(rule.delta, rule.error, rule.pre_filtered)
    product = (error.size, delta, kept.error, kept.pre, pre.size, kept.is_kept)
    context.endings.append(Row(op.OUTER_OF_KEPT, product))
    keep = (error.size, error, kept.error, pre.size, pre, kept.pre, kept.is_kept)
    return [Row(op.KEEP_FACTORS, keep, (kept.scale,))]


def lower_addition(add: Copy, context: Context) -> list[Row]:
    """Lower the addition of the product to the weights."""
    kept = context.learned[add]
    delta, weights = context.floats(add.src, add.dst)
    integers = (kept.error.size, weights, kept.error, kept.pre, kept.pre.size, delta, kept.is_kept)
    return [Row(op.ADD_OUTER, integers)]
