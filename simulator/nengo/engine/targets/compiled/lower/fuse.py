"""What may be done in one row, and what need not be written at all.

The current of an ensemble is set to its bias, then encoders times input are added. Both are done in
one row; in the row of the neurons themselves, if nobody else looks at the current. Nor are spikes
written that are only ever read from the list of spikes. After a slice of steps both are written
after all, so that between runs memory is as it would have been.
"""

from __future__ import annotations

from collections.abc import Sequence

from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Copy, DotInc, Operator
from nengo.builder.signal import Signal
from nengo.engine.targets.compiled.lower.context import Context
from nengo.engine.users import Users
from nengo.neurons import LIF

Places = dict[Operator, int]
"""Operator → when it runs."""


def fuse(operators: Sequence[Operator], context: Context) -> set[Operator]:
    """Note in the context what is done together; return the operators that need no row then."""
    users = Users(operators, "sets", "incs", "reads", "updates")
    places = {operator: i for i, operator in enumerate(operators)}
    absorbed: set[Operator] = set()
    for copy in operators:
        product = _product_after(copy, users, places, context)
        if product is not None:
            context.biased[product] = copy
            absorbed.add(copy)
    for neurons in operators:
        if type(neurons) is not SimNeurons or type(neurons.neurons) is not LIF:
            continue
        product = _encoding_of(neurons, users, places, context)
        if product is not None:
            context.encodings[neurons] = product
            absorbed.add(product)
        if _is_only_decoded(neurons.output, users[neurons.output], users, context):
            context.unwritten.add(neurons.output)
    return absorbed


def _product_after(copy: Operator, users: Users, places: Places, context: Context) -> DotInc | None:
    """Return the product that is the first to increase what ``copy`` sets to a constant."""
    if type(copy) is not Copy or copy.inc or not copy.src.readonly or copy.dst.is_view:
        return None
    if copy.src_slice is not None or copy.dst_slice is not None or copy.src.ndim != 1:
        return None
    others = [op for op in _all_users(copy.dst, users) if op is not copy and _writes(op, copy.dst)]
    first = min(others, key=places.__getitem__, default=None)
    return first if first is not None and _is_encoding(first, copy, context) else None


def _is_encoding(operator: Operator, copy: Copy, context: Context) -> bool:
    if type(operator) is not DotInc or operator.Y is not copy.dst or not operator.A.readonly:
        return False
    return context.factors(operator) is not None and context.floats(copy.src) is not None


def _encoding_of(
    neurons: SimNeurons, users: Users, places: Places, context: Context
) -> DotInc | None:
    """Return the product that makes the current of neurons, if they alone are to see it."""
    others = _all_users(neurons.J, users) - {neurons}
    product = next((op for op in others if op in context.biased), None)
    if product is None or others != {product, context.biased[product]}:
        return None
    between = [op for op in _all_users(product.X, users) if _writes(op, product.X)]
    if any(places[product] < places[op] < places[neurons] for op in between):
        return None
    return product if neurons.output in context.spikes else None


def _is_only_decoded(
    output: Signal, readers: Sequence[Operator], users: Users, context: Context
) -> bool:
    """Whether all who read an output can do so by the list of spikes."""
    decodings = {op for op in readers if type(op) is DotInc and op.X is output}
    known = output in context.spikes and all(context.factors(op) is not None for op in decodings)
    others = _all_users(output, users) - decodings
    return known and all(type(op) is SimNeurons for op in others)


def _all_users(signal: Signal, users: Users) -> set[Operator]:
    return {op for other in users.overlapping(signal) for op in users[other]}


def _writes(operator: Operator, signal: Signal) -> bool:
    written = (*operator.sets, *operator.incs, *operator.updates)
    return any(signal.may_share_memory(other) for other in written)
