"""Make a new object in a network."""

from __future__ import annotations

import libcst as cst

from nengo_gui.editing.blocks import write_in
from nengo_gui.editing.calling import free_name
from nengo_gui.editing.changes import Change
from nengo_gui.editing.parameters import Made
from nengo_gui.editing.program import Program
from nengo_gui.protocol.objects import ObjectKind
from nengo_gui.protocol.questions import Spot

_OBJECTS: tuple[Made, ...] = ("ensemble", "node", "network")


def add(program: Program, kind: ObjectKind, network: Spot) -> tuple[list[Change], str]:
    """Return the changes, and the name of the new object."""
    name = free_name(program, kind)
    changes = write_in(program, network, _lines(program, kind, name), after=_OBJECTS)
    return [*changes, *imported_for(program, kind.capitalize())], name


def _lines(program: Program, kind: ObjectKind, name: str) -> list[str]:
    if kind == "ensemble":
        ensemble = spelled(program, "Ensemble")
        return [f"{name} = {ensemble}(n_neurons=100, dimensions=1)"]
    if kind == "node":
        return [f"{name} = {spelled(program, 'Node')}([0])"]
    indent = program.module.default_indent
    return [f"with {spelled(program, 'Network')}() as {name}:", f"{indent}pass"]


def spelled(program: Program, name: str) -> str:
    """Write a name of Nengo as the imports of this file have it."""
    for imported in program.all(cst.ImportAlias):
        statement = program.parent(imported)
        alias = imported.asname.name if imported.asname is not None else imported.name
        written = program.source(alias)
        if isinstance(statement, cst.Import) and program.source(imported.name) == "nengo":
            return f"{written}.{name}"
        if isinstance(statement, cst.ImportFrom) and program.source(imported.name) == name:
            if statement.module is not None and program.source(statement.module) == "nengo":
                return written
    return f"nengo.{name}"


def imported_for(program: Program, name: str) -> list[Change]:
    """Import Nengo if it is needed to spell a name: before the first statement that imports."""
    imported = [
        program.source(alias.name).split(".")[0]
        for each in program.all(cst.Import)
        for alias in each.names
    ]
    if "nengo" in imported or spelled(program, name) != f"nengo.{name}":
        return []
    first = next((each for each in program.all(cst.ImportFrom)), None)
    start = program.line_start(program.span(first)[0]) if first is not None else 0
    return [Change(start, start, "import nengo\n")]
