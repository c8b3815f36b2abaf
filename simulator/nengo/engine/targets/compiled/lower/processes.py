"""Lower synapses, tables and noise; processes of the user stay in Python."""

from __future__ import annotations

import numpy as np

from nengo.builder.processes import SimProcess
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.lower.context import Context, lowers
from nengo.engine.targets.compiled.table import Row, call
from nengo.processes.steps import FilteredStep, HoldStep, SampleStep, TableStep
from nengo.synapses import Alpha, LinearFilter, Lowpass, Triangle

N_AHEAD = 256
"""Steps for which noise is drawn at once, unless there are many numbers in a step."""

MAX_AHEAD = 2**17
"""Numbers that are drawn at once."""


@lowers(SimProcess)
def lower_process(operator: SimProcess, context: Context) -> list[Row] | None:
    """Lower stock processes, by what makes their output."""
    if operator.output is None or not operator.output.size:
        return None
    if context.floats(operator.output, operator.t, *operator.state.values()) is None:
        return None
    return _source(operator, context) if operator.input is None else _synapse(operator, context)


def _source(operator: SimProcess, context: Context) -> list[Row] | None:
    step = context.entries[operator].step.process_step  # type: ignore[attr-defined]
    maker = SOURCES.get(type(step))
    if maker is None:
        return None
    (y,) = context.floats(operator.output)
    if operator.mode != "inc":
        return maker(step, y, operator, context)
    # Kernels set; what is to be added is made aside first.
    aside = context.scratch(y.size)
    rows = maker(step, aside, operator, context)
    return None if rows is None else [*rows, Row(op.ADD, (y.size, y, aside))]


def _synapse(operator: SimProcess, context: Context) -> list[Row] | None:
    arrays = context.floats(operator.output, operator.input)
    if arrays is None or operator.mode == "inc":
        return None
    if type(operator.process) in LINEAR:
        return _filter(operator.process, operator, arrays, context)
    if type(operator.process) is Triangle:
        return _triangle(operator, arrays, context)
    return None


def _table(step: TableStep, y: np.ndarray, operator: SimProcess, context: Context) -> list[Row]:
    table = np.ascontiguousarray(step.table, dtype=context.dtype)
    integers = (y.size, y, table, len(table), context.signals[operator.t])
    return [Row(op.SHOW, integers, (step.offset, step.period, step.shift))]


def _hold(step: HoldStep, y: np.ndarray, operator: SimProcess, context: Context) -> list[Row]:
    table = np.ascontiguousarray(step.table, dtype=context.dtype)
    times = np.ascontiguousarray(step.times, dtype=np.float64)
    integers = (y.size, y, table, len(table), context.signals[operator.t], times)
    return [Row(op.SHOW_PIECE, integers, (step.half_step,))]


def _noise(
    step: SampleStep, y: np.ndarray, operator: SimProcess, context: Context
) -> list[Row] | None:
    if not step.can_draw_ahead:
        return None
    step.make_room(int(np.clip(MAX_AHEAD // step.size, 1, N_AHEAD)))
    draw = call(step.draw_ahead, owner=context.entries[operator])
    used_up = (step.position, len(step.ahead))
    return [
        draw._replace(opcode=op.CALL_WHEN_USED_UP, integers=used_up),
        Row(op.NEXT, (y.size, y, step.ahead, step.position), (step.factor,)),
    ]


def _filtered_noise(
    step: FilteredStep, y: np.ndarray, operator: SimProcess, context: Context
) -> list[Row] | None:
    synapse = operator.process.synapse
    x = context.scratch(y.size)
    noise = _noise(step.sample, x, operator, context) if type(synapse) in LINEAR else None
    return None if noise is None else noise + _filter(synapse, operator, [y, x], context)


SOURCES = {
    TableStep: _table,
    HoldStep: _hold,
    SampleStep: _noise,
    FilteredStep: _filtered_noise,
}
"""Step function of a process without input → what lowers it to rows that set ``y``."""

LINEAR = (Lowpass, Alpha, LinearFilter)


def _filter(
    synapse: LinearFilter, operator: SimProcess, arrays: list[np.ndarray], context: Context
) -> list[Row]:
    system = synapse.discrete(context.dt)
    y, x = arrays
    if system.n_states == 0:
        return [Row(op.GAIN, (y.size, y, x), (system.D,))]
    (X,) = context.floats(*operator.state.values())
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
