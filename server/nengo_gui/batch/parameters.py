"""Other values for variables of a model file: ``--param n_neurons=500``.

A parameter is an edit of the text, so that checking, running and error messages see one file.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nengo_gui.protocol.objects import Problem
from nengo_gui.worker.load import LoadError


class Parameter(NamedTuple):
    """A variable, and the Python literal it is to get."""

    name: str
    value: str


def parameter(text: str) -> Parameter:
    """Read ``NAME=VALUE``; what is no Python literal is taken for a string."""
    name, equals, value = text.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or not name.isidentifier() or not value:
        raise argparse.ArgumentTypeError(f"{text!r} is no NAME=VALUE, such as n_neurons=500")
    try:
        return Parameter(name, repr(ast.literal_eval(value)))
    except (ValueError, SyntaxError):
        return Parameter(name, repr(value))


def with_parameters(text: str, parameters: Sequence[Parameter]) -> str:
    """Return the text of a model with other values for variables of its top level.

    Raises
    ------
    LoadError
        If it sets no such variable.
    """
    if not parameters:
        return text
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text  # loading will say what is wrong
    values = dict(_variables(tree))
    missing = [p.name for p in parameters if p.name not in values]
    if missing:
        raise LoadError(_unknown(missing[0], list(values)))
    edits = sorted(
        ((values[p.name], p.value) for p in parameters),
        key=lambda edit: (edit[0].lineno, edit[0].col_offset),
        reverse=True,  # from the end, so that places before it stay true
    )
    for node, value in edits:
        text = _replaced(text, node, value)
    return text


def _variables(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Yield each variable of the top level with the expression that first gives it a value."""
    seen: set[str] = set()
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.expr() as value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                continue
        if name not in seen:
            seen.add(name)
            yield name, value


def _replaced(text: str, node: ast.expr, value: str) -> str:
    """Put a value where an expression stands; later lines keep their numbers."""
    assert node.end_lineno is not None and node.end_col_offset is not None
    lines = text.encode().splitlines(keepends=True)  # columns of trees count bytes
    first, last = node.lineno - 1, node.end_lineno - 1
    head, tail = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    lines[first : last + 1] = [head + value.encode() + tail + b"\n" * (last - first)]
    return b"".join(lines).decode()


def _unknown(name: str, known: list[str]) -> Problem:
    there = f"It sets {', '.join(known)}." if known else "It sets none."
    return Problem(
        f"The file sets no variable `{name}` at its top level.",
        remedy=f"{there} Write `{name} = …` above the model, and use it there.",
        phase="check",
    )
