"""Lists of who spiked, so that what reads spikes need not look at all neurons.

All spiking neurons of a model are numbered, in the order of their outputs in memory, so that the
lists of neurons that are advanced by one row follow each other. ``who`` holds the numbers of those
that spiked; the ensemble at place ``i`` finds its own in ``who[spans[i, 0] : spans[i, 1]]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Operator
from nengo.engine.columns import LISTED
from nengo.engine.targets.compiled.lower.context import Context
from nengo.engine.targets.compiled.table import address


class Spikes(NamedTuple):
    """The spikes of one ensemble.

    Attributes
    ----------
    who : (n_all,) uint32 ndarray
        The list of all ensembles.
    span : (2,) int32 ndarray
        Where in the list those of this one begin and end.
    first : int
        Number of its first neuron.
    height : float
        What a spike is in the output.
    """

    who: np.ndarray
    span: np.ndarray
    first: int
    height: float


def list_spikes(operators: Iterable[Operator], context: Context) -> None:
    """Note in the context the list of each ensemble that has one, holding its present spikes."""
    spiking = [operator for operator in operators if _spikes(operator, context)]
    spiking.sort(key=lambda operator: address(context.signals[operator.output]))
    who = np.zeros(sum(operator.output.size for operator in spiking), dtype=np.uint32)
    spans = np.zeros((len(spiking), 2), dtype=np.int32)
    first = 0
    for operator, span in zip(spiking, spans, strict=True):
        height = operator.neurons.amplitude / context.dt
        context.spikes[operator.output] = Spikes(who, span, first, height)
        now = np.flatnonzero(context.signals[operator.output])
        who[first : first + now.size] = first + now
        span[:] = first, first + now.size
        first += operator.output.size


def _spikes(operator: Operator, context: Context) -> bool:
    """Whether neurons are of a kind whose kernel keeps a list."""
    if type(operator) is not SimNeurons or type(operator.neurons) not in LISTED:
        return False
    signals = (operator.J, operator.output, *operator.state.values())
    return bool(operator.output.size) and context.floats(*signals) is not None
