"""Finds the call in a text that made an object of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.parameters import what_makes
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import Spot

_LOOPS = (cst.For, cst.While, cst.BaseComp)
_HOLDERS = (cst.Assign, cst.AnnAssign, cst.Expr, cst.WithItem)


class Making(NamedTuple):
    """A call that makes an object.

    ``holder`` is the assignment, the bare expression or the item of a ``with`` that it stands in;
    ``target`` the name or the attribute that holds the object, if one does.
    """

    call: cst.Call
    holder: cst.CSTNode
    target: cst.Name | cst.Attribute | None

    @property
    def name(self) -> str:
        """The last part of what it is called; empty if it is called nothing."""
        if self.target is None:
            return ""
        return self.target.value if isinstance(self.target, cst.Name) else self.target.attr.value


def title(thing: Spot) -> str:
    """Return what to call an object in a sentence."""
    return thing.id.removeprefix("model.")


def own_name(thing: Spot) -> str:
    """Return the last part of an id: a variable, an attribute, or a position in a list."""
    return thing.id.rpartition(".")[2]


def makings(program: Program) -> Iterator[Making]:
    """Yield all calls that stand where something is made."""
    for call in program.all(cst.Call):
        holder = program.parent(call)
        match holder:
            case cst.Assign(targets=[cst.AssignTarget(target=target)]):
                yield Making(call, holder, _named(target))
            case cst.AnnAssign(target=target):
                yield Making(call, holder, _named(target))
            case cst.WithItem(asname=cst.AsName(name=target)):
                yield Making(call, holder, _named(target))
            case _:
                yield Making(call, holder, None)


def _named(target: cst.CSTNode) -> cst.Name | cst.Attribute | None:
    return target if isinstance(target, cst.Name | cst.Attribute) else None


def find(program: Program, thing: Spot) -> Making:
    """Find the one call that made an object.

    Raises
    ------
    CannotEdit
        If it is made over and over, elsewhere, or as part of something else.
    """
    if thing.part:
        raise CannotEdit(f"{title(thing)} is part of what line {thing.line} makes as a whole.")
    found = _candidates(program, thing)
    for making in found:
        _refuse_if_repeated(program, making.call, thing)
    if not found:
        raise CannotEdit(f"{title(thing)} is not made in this file, or under another name.")
    if len(found) > 1:
        lines = " and ".join(str(program.line(making.call)) for making in found[:2])
        raise CannotEdit(f"Lines {lines} could both have made {title(thing)}.")
    return found[0]


def _candidates(program: Program, thing: Spot) -> list[Making]:
    """Return what may have made it: what stands on its line, else what bears its name."""
    fitting = [making for making in makings(program) if _fits(program, making, thing)]
    if thing.line is not None:
        there = [m for m in fitting if thing.line in program.lines(m.call)]
        return [m for m in there if m.name == own_name(thing)] or there
    named = [making for making in fitting if making.name == own_name(thing)]
    inside = [m for m in named if network_around(program, m.holder) == parent_name(thing)]
    return inside or named


def _fits(program: Program, making: Making, thing: Spot) -> bool:
    made = what_makes(program.meaning(making.call))
    # A network may come out of a function of the user's own.
    own = made is None and thing.type == "network" and isinstance(making.holder, _HOLDERS)
    return made == thing.type or own


def parent_name(thing: Spot) -> str:
    """Return the own name of the network that an object lies in."""
    return thing.id.rpartition(".")[0].rpartition(".")[2]


def network_around(program: Program, node: cst.CSTNode) -> str:
    """Return what the network is called whose block a piece stands in; empty if it is nothing."""
    within = node
    for each in program.around(node):
        if isinstance(each, cst.With) and not isinstance(within, cst.WithItem):
            names = (i.asname.name if i.asname is not None else i.item for i in each.items)
            for name in names:
                if isinstance(name, cst.Name | cst.Attribute):
                    return program.source(name).rpartition(".")[2]
        within = each
    return ""


def _refuse_if_repeated(program: Program, call: cst.Call, thing: Spot) -> None:
    """Raise if a call may make several objects, so that a change would change them all."""
    for each in program.around(call):
        line = program.line(each)
        if isinstance(each, _LOOPS):
            raise CannotEdit(f"{title(thing)} is made in a loop on line {line}.")
        if isinstance(each, cst.FunctionDef):
            raise CannotEdit(
                f"{title(thing)} is made in the function {each.name.value} on line {line}."
            )
        if isinstance(each, cst.Lambda):
            raise CannotEdit(f"{title(thing)} is made in a function on line {line}.")
