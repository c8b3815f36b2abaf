"""Lower all entries of a program."""

from __future__ import annotations

from collections.abc import Sequence

# Each of these registers its lowerings.
import nengo.engine.targets.compiled.lower.elementary
import nengo.engine.targets.compiled.lower.learning
import nengo.engine.targets.compiled.lower.neurons
import nengo.engine.targets.compiled.lower.processes  # noqa: F401
from nengo.builder.probe import SimProbe
from nengo.builder.signal import SignalDict
from nengo.engine.plan import Plan
from nengo.engine.program import Entry
from nengo.engine.targets.compiled.lower.context import LOWERINGS, Context
from nengo.engine.targets.compiled.lower.fuse import fuse
from nengo.engine.targets.compiled.table import Row, call


def lower(entries: Sequence[Entry], plan: Plan, signals: SignalDict) -> list[list[Row]]:
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
    list of list of Row
        For each entry its rows; none where nothing is to be done, or another row does it.
    """
    context = Context(signals, plan.dt, plan.time.dtype)
    absorbed = fuse([entry.op for entry in entries], context)
    return [[] if entry.op in absorbed else _rows(entry, context) for entry in entries]


def _rows(entry: Entry, context: Context) -> list[Row]:
    if isinstance(entry.op, SimProbe):
        return []
    lowering = LOWERINGS.get(type(entry.op))
    rows = None if lowering is None else lowering(entry.op, context)
    return [call(entry.step)] if rows is None else rows
