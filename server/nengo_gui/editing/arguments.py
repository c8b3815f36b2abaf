"""Change what an object is made with."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from nengo_gui.editing.changes import Change
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.making import Making, find, title
from nengo_gui.editing.parameters import parameters_of
from nengo_gui.editing.program import Program
from nengo_gui.protocol.questions import Argument, Arguments, Spot

_ENDS = {"pre", "post", "target", "add_to_container"}
"""Given to say what an object is and where it belongs, not how it is."""


def read(program: Program, thing: Spot) -> Arguments:
    """Return what an object is made with, in the order of the parameters."""
    making = find(program, thing)
    meaning = program.meaning(making.call)
    given = {name: program.source(arg.value) for name, arg in _named(program, making.call)}
    known = [each for each in parameters_of(meaning) if each.name not in _ENDS]
    arguments = [Argument(name, given.pop(name, ""), default) for name, default in known]
    others = [Argument(name, text) for name, text in given.items() if name not in _ENDS]
    return Arguments(callee=meaning, name=making.name, arguments=(*arguments, *others))


def set_argument(program: Program, thing: Spot, name: str, value: str) -> list[Change]:
    """Give an object another value for a parameter; an empty one leaves it out."""
    making = find(program, thing)
    value = _checked(value.strip(), name)
    given = dict(_named(program, making.call))
    if name in given:
        arg = given[name]
        if not value:
            return _without(program, making, arg)
        return [Change(*program.span(arg.value), value)]
    if not value:
        return []
    if any(arg.star for arg in making.call.args):
        line = program.line(making.call)
        raise CannotEdit(f"What {title(thing)} is made with is put together on line {line}.")
    return _added(program, making.call, f"{name}={value}")


def _checked(value: str, name: str) -> str:
    """Return an expression that can stand between the commas of a call."""
    if not value:
        return ""
    try:
        expression = cst.parse_expression(value)
    except (cst.ParserSyntaxError, RecursionError) as error:
        remedy = f"Write for {name} what could stand in the code, such as 0.5 or nengo.LIF()."
        raise CannotEdit(f"“{value}” is not a Python expression.", remedy) from error
    if "\n" in value or cst.Module([]).code_for_node(expression) != value:
        remedy = "Write it in one line, without a comment."
        raise CannotEdit(f"“{value}” is more than an expression.", remedy)
    is_bare = isinstance(expression, cst.Tuple | cst.Yield | cst.NamedExpr) and not expression.lpar
    return f"({value})" if is_bare else value


def _named(program: Program, call: cst.Call) -> Iterator[tuple[str, cst.Arg]]:
    """Yield the arguments of a call, each with the parameter it is for, if that can be told."""
    parameters = parameters_of(program.meaning(call))
    for position, arg in enumerate(call.args):
        if arg.star == "*":
            parameters = ()  # nobody knows how many these are
        elif arg.keyword is not None:
            yield arg.keyword.value, arg
        elif not arg.star and position < len(parameters):
            yield parameters[position].name, arg


# Leaving out


def _without(program: Program, making: Making, arg: cst.Arg) -> list[Change]:
    """Leave out an argument, and name those after it that are told by their position."""
    args = list(making.call.args)
    at = args.index(arg)
    names = {id(each): name for name, each in _named(program, making.call)}
    naming = [
        Change(program.span(each)[0], program.span(each)[0], f"{names[id(each)]}=")
        for each in args[at + 1 :]
        if each.keyword is None and not each.star
    ]
    return [_cut(program, args, at), *naming]


def _cut(program: Program, args: list[cst.Arg], at: int) -> Change:
    start, end = program.span(args[at])
    if _is_alone(program, args, at):
        return Change(program.line_start(start), program.line_end(end) + 1, "")
    if at + 1 < len(args):
        return Change(start, program.span(args[at + 1])[0], "")
    if at > 0:
        return Change(program.span(args[at - 1])[1], end, "")
    comma = args[at].comma
    return Change(start, program.span(comma)[1] if isinstance(comma, cst.Comma) else end, "")


def _is_alone(program: Program, args: list[cst.Arg], at: int) -> bool:
    """Whether an argument has its lines for itself."""
    start, end = program.span(args[at])
    before = program.text[program.line_start(start) : start]
    after = program.text[end : program.line_end(end)].lstrip(" \t,")
    others = [program.lines(arg) for i, arg in enumerate(args) if i != at]
    shared = any(line in lines for lines in others for line in program.lines(args[at]))
    return not before.strip() and (not after or after.startswith("#")) and not shared


# Adding


def _added(program: Program, call: cst.Call, text: str) -> list[Change]:
    """Write another argument after the last, in the way that one is written."""
    if not call.args:
        start = program.span(call.func)[1]
        opening = program.text.index("(", start) + 1
        return [Change(opening, opening, text)]
    last = call.args[-1]
    start, end = program.span(last)
    if not isinstance(last.comma, cst.Comma):
        return _added_after(program, end, text, own_line=_begins_line(program, start))
    after_comma = program.span(last.comma)[1]
    if not _begins_line(program, start):
        return [Change(after_comma, after_comma, f" {text}")]
    line_end = program.line_end(after_comma)
    return [Change(line_end, line_end, f"\n{program.indent(start)}{text},")]


def _added_after(program: Program, end: int, text: str, own_line: bool) -> list[Change]:
    if not own_line:
        return [Change(end, end, f", {text}")]
    line_end = program.line_end(end)
    rest = program.text[end:line_end].strip()
    if not rest.startswith("#"):  # the line ends here, or with the bracket that closes
        return [Change(end, end, f",\n{program.indent(end)}{text}")]
    return [
        Change(end, end, ","),
        Change(line_end, line_end, f"\n{program.indent(end)}{text}"),
    ]


def _begins_line(program: Program, character: int) -> bool:
    return not program.text[program.line_start(character) : character].strip()
