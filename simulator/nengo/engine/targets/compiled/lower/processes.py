"""Lower synapses; other processes draw numbers or call the user, and stay in Python."""

from __future__ import annotations

import numpy as np

from nengo.builder.processes import SimProcess
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.lower.context import Context, lowers
from nengo.engine.targets.compiled.table import Row
from nengo.synapses import Alpha, LinearFilter, Lowpass, Triangle


@lowers(SimProcess)
def lower_process(operator: SimProcess, context: Context) -> list[Row] | None:
    """Lower stock synapses that set or update an output of the shape of their input."""
    if operator.input is None or operator.output is None or operator.mode == "inc":
        return None
    arrays = context.floats(operator.output, operator.input)
    state = context.floats(*operator.state.values())
    if arrays is None or state is None or arrays[0].size == 0:
        return None
    if type(operator.process) in (Lowpass, Alpha, LinearFilter):
        return _filter(operator, arrays, state[0], context)
    if type(operator.process) is Triangle:
        return _triangle(operator, arrays, context)
    return None


def _filter(
    operator: SimProcess, arrays: list[np.ndarray], X: np.ndarray, context: Context
) -> list[Row]:
    system = operator.process.discrete(context.dt)
    y, x = arrays
    if system.n_states == 0:
        return [Row(op.GAIN, (y.size, y, x), (system.D,))]
    if system.is_single:
        return [Row(op.LOWPASS, (y.size, y, x, X), system.single_coefficients)]
    k = system.n_states
    matrices = np.concatenate([system.A.ravel(), system.B, system.C]).astype(context.dtype)
    integers = (y.size, y, x, X, k, matrices, context.scratch(2 * k))
    return [Row(op.LINEAR_FILTER, integers, (system.D,))]


def _triangle(operator: SimProcess, arrays: list[np.ndarray], context: Context) -> list[Row]:
    y, x = arrays
    Y, X, Xi = (context.signals[operator.state[name]] for name in ("Y", "X", "Xi"))
    weights = operator.process.weights(context.dt)
    return [Row(op.TRIANGLE, (y.size, y, x, Y, X, Xi, len(X)), (weights[0], weights[-1]))]
