"""The ``with`` blocks in which networks are filled."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from nengo_gui.editing.changes import Change
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.making import find, makings, title
from nengo_gui.editing.parameters import Made, what_makes
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import Spot


def write_in(
    program: Program, network: Spot, lines: Iterable[str], after: tuple[Made, ...], begin: int = 0
) -> list[Change]:
    """Write lines into the block of a network.

    Parameters
    ----------
    network : Spot
    lines : iterable of str
        Not indented yet.
    after : tuple of str
        They go behind the last statement that makes any of these.
    begin : int
        And behind this character.
    """
    blocks = _blocks(program, network)
    if not blocks:
        return [_new_block(program, network, lines)]
    late = [block for block in blocks if program.span(block)[1] >= begin] or blocks
    block = max(late, key=lambda each: (_makes(program, each, after), program.span(each)))
    if not isinstance(block.body, cst.IndentedBlock):
        raise CannotEdit(f"Line {program.line(block)} has no lines of its own below it.")
    return _in_block(program, list(block.body.body), lines, after, begin)


def _blocks(program: Program, network: Spot) -> list[cst.With]:
    """Return the blocks that fill a network."""
    making = find(program, network)
    name = program.source(making.target) if making.target is not None else ""
    return [
        block
        for block in program.all(cst.With)
        for item in block.items
        if item.item is making.call or (name and program.source(item.item) == name)
    ]


def _in_block(
    program: Program,
    body: list[cst.BaseStatement],
    lines: Iterable[str],
    after: tuple[Made, ...],
    begin: int,
) -> list[Change]:
    indent = program.indent(program.span(body[0])[0])
    text = "\n".join(indent + line for line in lines)
    if len(body) == 1 and _is_empty(body[0]):
        start, end = program.span(body[0])
        return [Change(start, end, text.removeprefix(indent))]
    earlier = [each for each in body if program.span(each)[0] < begin]
    making = [each for each in body if _makes(program, each, after)]
    anchor = max([*(making or body)[-1:], *earlier[-1:]], key=lambda each: program.span(each))
    end = program.line_end(program.span(anchor)[1])
    return [Change(end, end, f"\n{text}")]


def _is_empty(statement: cst.BaseStatement) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Pass() | cst.Expr(value=cst.Ellipsis())]):
            return True
    return False


def _makes(program: Program, statement: cst.CSTNode, kinds: tuple[Made, ...]) -> bool:
    """Whether a statement makes, or fills, something of these kinds."""
    start, end = program.span(statement)
    return any(
        start <= program.span(making.call)[0] < end
        and what_makes(program.meaning(making.call)) in kinds
        for making in makings(program)
    )


def _new_block(program: Program, network: Spot, lines: Iterable[str]) -> Change:
    """Open a block for a network that has none, behind where it is made."""
    making = find(program, network)
    if making.target is None:
        raise CannotEdit(f"{title(network)} has no name, so nothing can be put into it.")
    statement = program.statement(making.call)
    indent = program.indent(program.span(statement)[0])
    inner = indent + program.module.default_indent
    text = "\n".join(inner + line for line in lines)
    end = program.line_end(program.span(statement)[1])
    return Change(end, end, f"\n{indent}with {program.source(making.target)}:\n{text}")
