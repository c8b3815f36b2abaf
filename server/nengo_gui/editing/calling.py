"""What an object is called in the code that connects or fills it."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import msgspec

from nengo_gui.editing.changes import Change
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.making import find, own_name, title
from nengo_gui.editing.program import Program
from nengo_gui.editing.renaming import name_it
from nengo_gui.protocol.questions import Spot


class Called(NamedTuple):
    """An expression for an object.

    ``end`` is where it has been made, in characters; ``changes`` must be made for it to hold.
    """

    expression: str
    end: int
    changes: tuple[Change, ...] = ()


def called(program: Program, thing: Spot) -> Called:
    """Return how to write an object; what no variable holds gets one."""
    if thing.part or own_name(thing) == "model":
        return _of_its_network(program, thing)
    making = find(program, thing)
    end = program.span(making.call)[1]
    if making.target is not None:
        return Called(program.source(making.target), end)
    name = free_name(program, thing.type)
    return Called(name, end, (name_it(program, making, thing, name),))


def _of_its_network(program: Program, thing: Spot) -> Called:
    """Write a member of a ready-made network by what its network is called."""
    if "." not in thing.id:
        return Called(thing.id, 0)
    network, _, name = thing.id.rpartition(".")
    if not name.isidentifier():
        raise CannotEdit(f"{title(thing)} has no name by which the code could call it.")
    around = Spot(id=network, type="network", line=thing.line, size=0)
    is_whole = network == "model" or find(program, around).name == own_name(around)
    whole = called(program, msgspec.structs.replace(around, part=not is_whole))
    return whole._replace(expression=f"{whole.expression}.{name}")


def free_name(program: Program, wanted: str) -> str:
    """Return a name that the text does not use: ``node``, or else ``node2``."""
    words = program.words()
    names = (wanted if n == 1 else f"{wanted}{n}" for n in itertools.count(1))
    return next(name for name in names if name not in words)
