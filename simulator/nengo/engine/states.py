"""What a program remembers from one step to the next, so that another program can go on with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import Any, NamedTuple

from nengo.base import ObjView
from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.connection import Connection, LearningRule
from nengo.ensemble import Neurons
from nengo.probe import Probe

GROWN = "grown"


class State(NamedTuple):
    """A signal whose value a step starts from.

    Attributes
    ----------
    origin : object
        The object of the user that it belongs to.
    name : str
        Tells it from the others of that object; the same in each build of an equal object.
    signal : Signal
        The signal, which is no view.
    grown : bool
        Whether it is only ever added to, as weights are that are learned.
    """

    origin: Any
    name: str
    signal: Signal
    grown: bool


def find_states(work: Iterable[tuple[Operator, Any]]) -> list[State]:
    """Find what outlives a step.

    That is what is updated, and what is incremented but never set: voltages, what synapses hold,
    weights that are learned.

    Parameters
    ----------
    work : iterable of (Operator, object)
        Operators with the objects for which they run.
    """
    work = list(work)
    set_anew = {signal.base for op, _ in work for signal in op.sets}
    states: dict[Signal, State] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for op, origin in work:
        owner = _owner(origin)
        for role, signal in _remembered(op, set_anew):
            if owner is None or signal in states or signal.readonly or signal.sparse:
                continue
            kind = f"{_kind(op)} {role}"
            count = counts[id(owner), kind]
            counts[id(owner), kind] += 1
            states[signal] = State(owner, f"{kind} {count}", signal, role == GROWN)
    return list(states.values())


def _remembered(op: Operator, set_anew: Set[Signal]) -> Iterator[tuple[str, Signal]]:
    """Yield what an operator finds again in the next step, each with its role."""
    for name, value in getattr(op, "state", {}).items():
        if isinstance(value, Signal):
            yield name, value.base
    for signal in op.updates:
        yield "updated", signal.base
    for signal in op.incs:
        if signal.base not in set_anew:
            yield GROWN, signal.base


def _kind(op: Operator) -> str:
    """Name an operator, and the type of what it simulates."""
    simulated = getattr(op, "neurons", getattr(op, "process", None))
    return type(op).__name__ + ("" if simulated is None else f" {type(simulated).__name__}")


def _owner(origin: Any) -> Any:
    """Return the object that the user made, for one that was made on the way."""
    if isinstance(origin, ObjView):
        return _owner(origin.obj)
    if isinstance(origin, Neurons):
        return origin.ensemble
    if isinstance(origin, LearningRule):
        return origin.connection
    if isinstance(origin, Connection) and isinstance(origin.post_obj, Probe):
        return origin.post_obj  # a probe decodes and filters by a connection of its own
    return origin
