"""Lower a whole plan."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

# Each of these registers its lowerings.
import nengo.engine.targets.compiled.lower.elementary
import nengo.engine.targets.compiled.lower.learning
import nengo.engine.targets.compiled.lower.neurons
import nengo.engine.targets.compiled.lower.processes  # noqa: F401
from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.signal import SignalDict
from nengo.engine.plan import Plan
from nengo.engine.targets.compiled.lower.context import LOWERINGS, Context
from nengo.engine.targets.compiled.lower.fuse import fuse
from nengo.engine.targets.compiled.table import Row, call


def lower(plan: Plan, steps: Mapping[Operator, Step], signals: SignalDict) -> list[list[Row]]:
    """Turn the operators of a plan into rows, in the order of the plan.

    Parameters
    ----------
    plan : Plan
        The ordered operators.
    steps : mapping
        Operator → its step on NumPy; operators that do nothing are missing.
    signals : SignalDict
        The memory on which both work.

    Returns
    -------
    list of list of Row
        For each operator of the plan its rows; none for those that do nothing.
    """
    context = Context(signals, plan.dt, np.dtype(plan.time.dtype))
    absorbed = fuse(plan, context)
    return [
        [] if operator in absorbed or operator not in steps else _rows(operator, steps, context)
        for operator in plan.operators
    ]


def _rows(operator: Operator, steps: Mapping[Operator, Step], context: Context) -> list[Row]:
    lowering = LOWERINGS.get(type(operator))
    rows = None if lowering is None else lowering(operator, context)
    return [call(steps[operator])] if rows is None else rows
