"""Remove objects, and all that would be left without them."""

from __future__ import annotations

import libcst as cst

from nengo_gui.editing.changes import Change
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.making import find, title
from nengo_gui.editing.parameters import what_makes
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import Spot

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement


def delete(program: Program, things: tuple[Spot, ...]) -> tuple[list[Change], int]:
    """Return the changes, and how many further statements go with the objects."""
    doomed = Doomed(program)
    for thing in things:
        doomed.add(program.statement(find(program, thing).call), title(thing))
    asked = len(doomed.statements)
    doomed.spread()
    return removals(program, doomed.statements), len(doomed.statements) - asked


class Doomed:
    """What is to be removed: it grows until nothing is left that needs what has gone."""

    def __init__(self, program: Program) -> None:
        self.statements: list[Statement] = []
        self._program = program

    def add(self, statement: Statement, what: str) -> None:
        """Remove a statement as well, which is about ``what``."""
        if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) > 1:
            line = self._program.line(statement)
            raise CannotEdit(f"{what} shares line {line} with something else.")
        if not self._covers(statement):
            self.statements.append(statement)

    def spread(self) -> None:
        """Remove the connections, probes and settings of what goes, and what needs these."""
        seen: set[str] = set()
        while fresh := self._names() - seen:
            for name in sorted(fresh):
                self._spread_from(name)
            seen |= fresh

    def _spread_from(self, name: str) -> None:
        program = self._program
        for use in program.variables(name):
            statement = program.statement(use)
            if self._covers(statement):
                continue
            if not self._can_go(statement, use):
                line = program.line(use)
                raise CannotEdit(
                    f"{name} is also used on line {line}.", "Change that line first, or both there."
                )
            self.add(statement, f"What uses {name}")

    def _names(self) -> set[str]:
        """Return the variables that are set in what goes, and nowhere else."""
        set_here = {n.value for n in self._targets() if self._covers(self._program.statement(n))}
        set_elsewhere = {
            n.value for n in self._targets() if not self._covers(self._program.statement(n))
        }
        return set_here - set_elsewhere

    def _targets(self) -> list[cst.Name]:
        program = self._program
        holders = (cst.AssignTarget, cst.AnnAssign, cst.AsName)
        return [
            name
            for name in program.all(cst.Name)
            if isinstance(holder := program.parent(name), holders)
            and name is (holder.name if isinstance(holder, cst.AsName) else holder.target)
            and program.is_global(name)
        ]

    def _covers(self, statement: cst.CSTNode) -> bool:
        around = (statement, *self._program.around(statement))
        return any(each is gone for each in around for gone in self.statements)

    def _can_go(self, statement: Statement, use: cst.Name) -> bool:
        """Whether a statement is only about what goes: it connects it, probes it, or sets it."""
        program = self._program
        if isinstance(statement, cst.With):
            return any(program.source(item.item) == use.value for item in statement.items)
        if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) > 1:
            return False
        repeats = (cst.For, cst.While, cst.FunctionDef, cst.ClassDef)
        if any(isinstance(each, repeats) for each in program.around(statement)):
            return False
        match statement.body[0]:
            case cst.Expr(value=cst.Call() as call) | cst.Assign(value=cst.Call() as call):
                if what_makes(program.meaning(call)) in ("connection", "probe"):
                    return True
        match statement.body[0]:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute() as target)]):
                return _is_setting(program, target, use.value)
        return False


def _is_setting(program: Program, target: cst.Attribute, name: str) -> bool:
    """Whether an assignment sets something of an object: ``a.x = …`` or ``….config[a].x = …``."""
    owner = program.source(target.value)
    return owner == name or owner.endswith(f".config[{name}]")


# The text


def removals(program: Program, statements: list[Statement]) -> list[Change]:
    """Return the changes that take statements out, each with its lines and its comment."""
    blocks: dict[int, list[Statement]] = {}
    for statement in sorted(statements, key=program.span):
        blocks.setdefault(id(program.parent(statement)), []).append(statement)
    return [change for gone in blocks.values() for change in _from_block(program, gone)]


def _from_block(program: Program, gone: list[Statement]) -> list[Change]:
    """Take statements out of the block that they share."""
    block = program.parent(gone[0])
    if isinstance(block, cst.IndentedBlock) and len(block.body) == len(gone):
        return [Change(program.span(gone[0])[0], program.span(gone[-1])[1], "pass")]
    return [_removal(program, start, end) for start, end in _stretches(program, gone)]


def _stretches(program: Program, gone: list[Statement]) -> list[tuple[int, int]]:
    """Return where statements stand; those with nothing but blank lines between them as one."""
    stretches = [program.span(gone[0])]
    for statement in gone[1:]:
        start, end = program.span(statement)
        before = stretches[-1]
        if program.text[program.line_end(before[1]) : start].strip():
            stretches.append((start, end))
        else:
            stretches[-1] = (before[0], end)
    return stretches


def _removal(program: Program, start: int, end: int) -> Change:
    first, last = program.line_start(start), program.line_end(end)
    ends_paragraph = not program.text[last + 1 : program.line_end(last + 1)].strip()
    if ends_paragraph:  # then a comment above was about this alone
        first = _comments_above(program, first)
    above = program.text[: max(0, first - 1)].rpartition("\n")[2]
    if ends_paragraph and first > 0 and not above.strip():
        first = program.line_start(first - 1)  # of two blank lines one would be too many
    if last < len(program.text):
        return Change(first, last + 1, "")
    return Change(max(0, first - 1), last, "")


def _comments_above(program: Program, first: int) -> int:
    while first > 0:
        above = program.line_start(first - 1)
        if not program.text[above:first].lstrip().startswith("#"):
            break
        first = above
    return first
