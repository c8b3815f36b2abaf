"""Connect an object to another."""

from __future__ import annotations

from itertools import accumulate

from nengo_gui.editing.adding import imported_for, spelled
from nengo_gui.editing.blocks import write_in
from nengo_gui.editing.calling import Called, called
from nengo_gui.editing.changes import Change
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import Spot


def connect(program: Program, pre: Spot, post: Spot) -> list[Change]:
    """Write a connection into the innermost network that both lie in.

    The larger one of two that differ in size is sliced, so that the model goes on working.
    """
    source, target = called(program, pre), called(program, post)
    if pre.id == post.id:
        target = target._replace(changes=())
    size = min(pre.size, post.size)
    ends = ", ".join((_written(source, pre, size, "output"), _written(target, post, size, "input")))
    line = f"{spelled(program, 'Connection')}({ends})"
    changes = _write(program, _networks_of_both(pre, post), line, max(source.end, target.end))
    imports = imported_for(program, "Connection")
    return [*source.changes, *target.changes, *changes, *imports]


def _write(program: Program, networks: list[Spot], line: str, begin: int) -> list[Change]:
    """Write into the first of these networks that has a place in the text."""
    for network in networks[:-1]:
        try:
            return write_in(program, network, [line], after=("connection",), begin=begin)
        except CannotEdit:
            continue  # what is made in a loop can still be connected outside of it
    return write_in(program, networks[-1], [line], after=("connection",), begin=begin)


def _written(end: Called, thing: Spot, size: int, gate: str) -> str:
    expression = f"{end.expression}.{gate}" if thing.type == "network" else end.expression
    if 0 < size < thing.size:
        return f"{expression}[0]" if size == 1 else f"{expression}[:{size}]"
    return expression


def _networks_of_both(pre: Spot, post: Spot) -> list[Spot]:
    """Return the networks that both lie in, the innermost first."""
    ours, theirs = (list(accumulate(end.id.split(".")[:-1], "{}.{}".format)) for end in (pre, post))
    shared = [network for network in reversed(ours) if network in theirs]
    return [Spot(id=network, type="network", line=None, size=0) for network in shared]
