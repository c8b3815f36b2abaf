"""Two operators in one row: a current is set to the bias, then encoders times input are added."""

from __future__ import annotations

from collections.abc import Sequence

from nengo.builder.operator import Copy, DotInc, Operator
from nengo.builder.signal import Signal
from nengo.engine.targets.compiled.lower.context import Context
from nengo.engine.users import Users


def fuse(operators: Sequence[Operator], context: Context) -> set[Operator]:
    """Note in the context which products begin with a bias; return the copies that are done so."""
    writers = Users(operators, "sets", "incs")
    place = {operator: i for i, operator in enumerate(operators)}
    absorbed: set[Operator] = set()
    for copy in operators:
        product = _product_after(copy, writers, place, context)
        if product is not None:
            context.biased[product] = copy.src
            absorbed.add(copy)
    return absorbed


def _product_after(
    copy: Operator, writers: Users, place: dict[Operator, int], context: Context
) -> DotInc | None:
    """Return the product that is the first to increase what ``copy`` sets to a constant."""
    if type(copy) is not Copy or copy.inc or not copy.src.readonly or copy.dst.is_view:
        return None
    if copy.src_slice is not None or copy.dst_slice is not None or copy.src.ndim != 1:
        return None
    others = {op for signal in writers.overlapping(copy.dst) for op in writers[signal]} - {copy}
    first = min(others, key=place.__getitem__, default=None)
    return first if first is not None and _is_encoding(first, copy.dst, context) else None


def _is_encoding(operator: Operator, target: Signal, context: Context) -> bool:
    if type(operator) is not DotInc or operator.Y is not target or not operator.A.readonly:
        return False
    shapes_fit = operator.A.ndim == 2 and operator.X.ndim == 1
    return shapes_fit and context.floats(operator.A, operator.X, operator.Y) is not None
