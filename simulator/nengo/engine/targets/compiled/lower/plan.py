"""Lower all entries of a program."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

# Each of these registers its lowerings.
import nengo.engine.targets.compiled.lower.elementary
import nengo.engine.targets.compiled.lower.learning
import nengo.engine.targets.compiled.lower.neurons
import nengo.engine.targets.compiled.lower.processes  # noqa: F401
from nengo.builder.operator import Operator
from nengo.builder.probe import SimProbe
from nengo.builder.signal import Signal, SignalDict
from nengo.engine.plan import Plan
from nengo.engine.program import Entry
from nengo.engine.targets.compiled.lower.context import LOWERINGS, Context
from nengo.engine.targets.compiled.lower.fuse import fuse
from nengo.engine.targets.compiled.lower.merge import merge
from nengo.engine.targets.compiled.lower.pes import factor
from nengo.engine.targets.compiled.lower.schedule import Levels
from nengo.engine.targets.compiled.lower.spikes import list_spikes
from nengo.engine.targets.compiled.table import Row, call


class _Placed(NamedTuple):
    """A row, and how deep in the step it stands: level of its entry, place among the entry's."""

    level: int
    place: int
    row: Row


class Lowered(NamedTuple):
    """The rows of a step, and those to run once after a slice of steps, or after an error."""

    rows: list[Row]
    endings: list[Row]


def lower(entries: Sequence[Entry], plan: Plan, signals: SignalDict) -> Lowered:
    """Turn the entries of a program into rows.

    Parameters
    ----------
    entries : sequence of Entry
        In the order in which they run.
    plan : Plan
        Tells the length of a step and the float type.
    signals : SignalDict
        The memory of all signals; the steps of the entries work on it too.

    Returns
    -------
    Lowered
        In an order of the same effect, rows of one kind merged where they can be.
    """
    by_operator = {entry.op: entry for entry in entries}
    context = Context(signals, plan.dt, plan.time.dtype, by_operator)
    list_spikes(list(by_operator), context)
    absorbed = fuse(list(by_operator), context)
    factor(list(by_operator), context)
    levels = Levels(entries)
    placed = [
        _Placed(levels.of(entry.op, _others_read(entry.op, context), rows[0]), place, row)
        for entry in entries
        if entry.op not in absorbed and (rows := _rows(entry, context))
        for place, row in enumerate(rows)
    ]
    placed.sort(key=lambda each: (each.level, each.place))
    groups = itertools.groupby(placed, key=lambda each: (each.level, each.place))
    rows = [row for _, group in groups for row in merge(each.row for each in group)]
    return Lowered(rows, merge(context.endings))


def _others_read(operator: Operator, context: Context) -> list[Signal]:
    """Return what a row reads for an operator that is done together with its own."""
    product = context.encodings.get(operator)
    return [] if product is None else [product.X]


def _rows(entry: Entry, context: Context) -> list[Row]:
    if isinstance(entry.op, SimProbe):
        return []
    lowering = LOWERINGS.get(type(entry.op))
    rows = None if lowering is None else lowering(entry.op, context)
    return [call(entry.step, owner=entry)] if rows is None else rows
