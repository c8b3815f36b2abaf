"""Give what holds an object another name."""

from __future__ import annotations

import keyword

import libcst as cst

from nengo_gui.editing.changes import Change
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.making import Making, find, title
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import Spot


def rename(program: Program, thing: Spot, name: str) -> list[Change]:
    """Change a name wherever it stands for an object; give one to what has none."""
    if thing.id == "model":
        raise CannotEdit("The network must be called model.", "Give it a label instead.")
    making = find(program, thing)
    if name == making.name:
        return []
    _check(program, name)
    if making.target is None:
        return [name_it(program, making, thing, name)]
    return [Change(*program.span(each), name) for each in _places(program, making.target)]


def name_it(program: Program, making: Making, thing: Spot, name: str) -> Change:
    """Put an object that no variable holds into one."""
    if isinstance(making.holder, cst.WithItem):
        end = program.span(making.call)[1]
        return Change(end, end, f" as {name}")
    if isinstance(making.holder, cst.Expr):
        start = program.span(making.call)[0]
        return Change(start, start, f"{name} = ")
    raise CannotEdit(f"{title(thing)} is made in the middle of line {program.line(making.call)}.")


def _check(program: Program, name: str) -> None:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise CannotEdit(
            f"“{name}” cannot be a name in Python.",
            "Use letters, digits and _, and begin with a letter.",
        )
    taken = [each for each in program.all(cst.Name) if each.value == name]
    if taken:
        raise CannotEdit(
            f"Something is called {name} already, on line {program.line(taken[0])}.",
            "Choose another name.",
        )


def _places(program: Program, target: cst.Name | cst.Attribute) -> list[cst.Name]:
    if isinstance(target, cst.Name):
        return program.variables(target.value)
    owner = program.source(target.value)
    return [
        each.attr
        for each in program.all(cst.Attribute)
        if each.attr.value == target.attr.value and program.source(each.value) == owner
    ]
