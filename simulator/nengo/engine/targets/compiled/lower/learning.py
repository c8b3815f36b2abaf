"""Lower learning rules."""

from __future__ import annotations

from nengo.builder.learning_rules import SimBCM, SimOja, SimPES, SimRLS, SimVoja
from nengo.builder.operator import Operator
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.lower.context import Context, lowers
from nengo.engine.targets.compiled.lower.pes import lower_factors
from nengo.engine.targets.compiled.table import Row


@lowers(SimPES)
def lower_pes(operator: SimPES, context: Context) -> list[Row] | None:
    """Lower PES, which is an outer product, written or not."""
    if operator in context.learned:
        return lower_factors(operator, context)
    arrays = context.floats(operator.delta, operator.error, operator.pre_filtered)
    if arrays is None:
        return None
    delta, error, pre = arrays
    rate = -operator.learning_rate * context.dt / pre.size
    return [Row(op.OUTER, (error.size, delta, error, pre, pre.size), (rate,))]


@lowers(SimBCM)
def lower_bcm(operator: SimBCM, context: Context) -> list[Row] | None:
    """Lower to `kernels.learning.bcm`."""
    return _by_post_and_pre(op.BCM, operator, operator.theta, (), context)


@lowers(SimOja)
def lower_oja(operator: SimOja, context: Context) -> list[Row] | None:
    """Lower to `kernels.learning.oja`."""
    return _by_post_and_pre(op.OJA, operator, operator.weights, (operator.beta,), context)


def _by_post_and_pre(
    opcode: int, operator: Operator, last: object, constants: tuple[float, ...], context: Context
) -> list[Row] | None:
    arrays = context.floats(operator.delta, operator.post_filtered, operator.pre_filtered, last)
    if arrays is None:
        return None
    delta, post, pre, extra = arrays
    integers = (post.size, delta, post, pre, pre.size, extra)
    return [Row(opcode, integers, (operator.learning_rate * context.dt, *constants))]


@lowers(SimVoja)
def lower_voja(operator: SimVoja, context: Context) -> list[Row] | None:
    """Lower to `kernels.learning.voja`."""
    arrays = context.floats(
        operator.delta,
        operator.post_filtered,
        operator.pre_decoded,
        operator.scaled_encoders,
        operator.learning_signal,
    )
    if arrays is None or arrays[4].size != 1:
        return None
    delta, post, x, encoders, learn = arrays
    scale = operator.scale.astype(context.dtype)
    integers = (post.size, delta, post, x, x.size, encoders, scale, learn)
    return [Row(op.VOJA, integers, (operator.learning_rate * context.dt,))]


@lowers(SimRLS)
def lower_rls(operator: SimRLS, context: Context) -> list[Row] | None:
    """Lower to `kernels.learning.rls`."""
    arrays = context.floats(
        operator.delta, operator.error, operator.pre_filtered, operator.inv_gamma
    )
    if arrays is None:
        return None
    delta, error, pre, P = arrays
    integers = (error.size, delta, error, pre, pre.size, P, context.scratch(pre.size))
    return [Row(op.RLS, integers)]
