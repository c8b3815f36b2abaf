"""Lay weights out column by column, where that is how a step reads them.

Steps need the decoders of those few neurons that spiked, and the encoders of a few neurons axis by
axis: columns both. Rearranged once, weights need no second copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from nengo.builder.model import Model
from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import DotInc, Operator
from nengo.builder.signal import Signal
from nengo.neurons import LIF, AdaptiveLIF

LISTED = (LIF, AdaptiveLIF)
"""Neurons for which the compiled engine keeps a list of who spiked."""

NARROW = 32
"""Matrices of fewer columns than this run faster column by column, if they are tall."""


def store_by_columns(model: Model) -> None:
    """Rearrange those matrices of a model that are read by columns and that nobody changes.

    What was built with them shows the rearranged ones, so that the others can go.
    """
    viewed = {signal.base for op in model.operators for signal in op.all_signals if signal.is_view}
    shown = _where_shown(model)
    for signal in _read_by_columns(model.operators) - viewed:
        places = shown.get(id(signal.initial_value), [])
        signal.store_by_columns()
        for obj, name in places:
            model.params[obj] = model.params[obj]._replace(**{name: signal.initial_value})


def _where_shown(model: Model) -> dict[int, list[tuple[object, str]]]:
    """Return identity of an array → objects and fields of what was built that hold it."""
    shown: dict[int, list[tuple[object, str]]] = {}
    for obj, built in model.params.items():
        for name in getattr(built, "_fields", ()):
            shown.setdefault(id(getattr(built, name)), []).append((obj, name))
    return shown


def _read_by_columns(operators: Iterable[Operator]) -> set[Signal]:
    neurons = [op for op in operators if type(op) is SimNeurons and type(op.neurons) in LISTED]
    ends = {op.J for op in neurons} | {op.output for op in neurons}
    return {op.A for op in operators if type(op) is DotInc and _is_read_so(op, ends)}


def _is_read_so(product: DotInc, ends: set[Signal]) -> bool:
    A = product.A
    if A.ndim != 2 or not A.readonly or A.is_view:
        return False
    return product.X in ends or product.Y in ends or A.shape[1] < NARROW < A.shape[0]
