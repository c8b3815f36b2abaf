"""Lower neurons."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.builder.neurons import SimNeurons
from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.kernels.lif import SMALL
from nengo.engine.targets.compiled.lower.context import Context, lowers
from nengo.engine.targets.compiled.lower.elementary import by_columns, encode_row
from nengo.engine.targets.compiled.table import Block, Row
from nengo.neurons import (
    LIF,
    AdaptiveLIF,
    AdaptiveLIFRate,
    Izhikevich,
    LIFRate,
    RectifiedLinear,
    RegularSpiking,
    Sigmoid,
    SpikingRectifiedLinear,
    Tanh,
)

Arrays = dict[str, np.ndarray]


@lowers(SimNeurons)
def lower_neurons(operator: SimNeurons, context: Context) -> list[Row] | None:
    """Lower by type; types of the user and those that draw numbers have no maker below."""
    maker = MAKERS.get(type(operator.neurons))
    if maker is None:
        return None
    named = {"J": operator.J, "output": operator.output, **operator.state}
    arrays = context.floats(*named.values())
    if arrays is None:
        return None
    return maker(operator, dict(zip(named, arrays, strict=True)), context)


def _lif(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    product = context.encodings.get(operator)
    if product is None:
        return [_lif_row(operator, arrays, (0, arrays["J"], 0), 0, context)]
    A, x, _ = context.factors(product)
    (bias,) = context.floats(context.biased[product].src)
    encoding = (by_columns(A), bias, x)
    context.endings.append(encode_row(encoding, arrays["J"]))
    return [_lif_row(operator, arrays, encoding, x.size, context)]


def _lif_row(
    operator: SimNeurons, arrays: Arrays, encoding: Block, size_in: int, context: Context
) -> Row:
    neurons, dt, out = operator.neurons, context.dt, arrays["output"]
    spikes = context.spikes[operator.output]
    written = operator.output not in context.unwritten
    if not written:
        integers = (out.size, out, spikes.who, spikes.span, spikes.first)
        context.endings.append(Row(op.SHOW_SPIKES, integers, (spikes.height,)))
    small = float(dt / neurons.tau_rc <= SMALL)
    taylor = [(-1 / neurons.tau_rc) ** k / math.factorial(k) for k in range(1, 9)]
    return Row(
        op.LIF,
        (
            out.size,
            size_in,
            arrays["voltage"],
            arrays["refractory_time"],
            out if written else 0,
            spikes.who,
            spikes.span,
            spikes.first,
            context.room_for_piece,
        ),
        (dt, neurons.tau_rc, neurons.tau_ref, neurons.min_voltage, spikes.height, small, *taylor),
        blocks=(encoding,),
    )


def _adaptive_lif(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    remaining = context.scratch(arrays["J"].size)
    spike = _lif_row(operator, arrays, (0, remaining, 0), 0, context)
    return _adapting(operator.neurons, arrays, remaining, spike, context)


def _adaptive_lif_rate(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    remaining = context.scratch(arrays["J"].size)
    (respond,) = _lif_rate(operator, {**arrays, "J": remaining}, context)
    return _adapting(operator.neurons, arrays, remaining, respond, context)


def _adapting(
    neurons: Any, arrays: Arrays, remaining: np.ndarray, respond: Row, context: Context
) -> list[Row]:
    adaptation, n = arrays["adaptation"], remaining.size
    return [
        Row(op.SUBTRACT, (n, remaining, arrays["J"], adaptation)),
        respond,
        Row(
            op.ADAPT,
            (n, adaptation, arrays["output"]),
            (context.dt / neurons.tau_n, neurons.inc_n),
        ),
    ]


def _lif_rate(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    neurons = operator.neurons
    constants = (neurons.tau_rc, neurons.tau_ref, neurons.amplitude)
    return [Row(op.LIF_RATE, _current_and_output(arrays), constants)]


def _rectified(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    return [Row(op.RECTIFIED, _current_and_output(arrays), (operator.neurons.amplitude,))]


def _sigmoid(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    return [Row(op.SIGMOID, _current_and_output(arrays), (operator.neurons.tau_ref,))]


def _tanh(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    return [Row(op.TANH, _current_and_output(arrays), (operator.neurons.tau_ref,))]


def _integrating(rectify: bool) -> Callable[[SimNeurons, Arrays, Context], list[Row]]:
    def make(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
        constants = (context.dt, operator.neurons.amplitude / context.dt, float(rectify))
        integers = (*_current_and_output(arrays), arrays["voltage"])
        return [Row(op.INTEGRATE_RATES, integers, constants)]

    return make


def _izhikevich(operator: SimNeurons, arrays: Arrays, context: Context) -> list[Row]:
    n = operator.neurons
    constants = (context.dt, n.tau_recovery, n.coupling, n.reset_voltage, n.reset_recovery)
    integers = (*_current_and_output(arrays), arrays["voltage"], arrays["recovery"])
    return [Row(op.IZHIKEVICH, integers, constants)]


def _current_and_output(arrays: Arrays) -> tuple[int, np.ndarray, np.ndarray]:
    return arrays["J"].size, arrays["J"], arrays["output"]


MAKERS = {
    LIF: _lif,
    LIFRate: _lif_rate,
    AdaptiveLIF: _adaptive_lif,
    AdaptiveLIFRate: _adaptive_lif_rate,
    RectifiedLinear: _rectified,
    SpikingRectifiedLinear: _integrating(rectify=True),
    RegularSpiking: _integrating(rectify=False),
    Sigmoid: _sigmoid,
    Tanh: _tanh,
    Izhikevich: _izhikevich,
}
