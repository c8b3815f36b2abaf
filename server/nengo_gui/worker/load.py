"""From the text of a model file to its network, or to the problems that are in the way."""

from __future__ import annotations

import ast
import os
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import nengo
from nengo_gui.protocol.objects import Problem
from nengo_gui.worker.guards import Guards, RuleBroken
from nengo_gui.worker.problems import problem_of, syntax_problem
from nengo_gui.worker.restored import restored
from nengo_gui.worker.rules import check
from nengo_gui.worker.source import Source
from nengo_gui.worker.texts import MAX_MESSAGE, shown

MODULE = "__nengo_model__"
"""Name of the module that the file becomes: importable, so that its classes can be pickled."""
MAX_BYTES = 1 << 20
BEGINNING = "Begin with `model = nengo.Network()`, and fill it in `with model:`."


class Model(NamedTuple):
    """A model file that ran.

    ``names`` are those of its module; ``warnings`` are problems that did not stop it.
    """

    network: nengo.Network
    names: dict[str, Any]
    warnings: tuple[Problem, ...]


class LoadError(Exception):
    """The file cannot be run, or made no model.

    Attributes
    ----------
    problems : tuple of Problem
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.message for problem in problems))
        self.problems = problems


def load(source: Source, guards: Guards, begin_run: Callable[[], None]) -> Model:
    """Check a model file, run it, and find its network.

    Parameters
    ----------
    source : Source
        The file.
    guards : Guards
        They stand already.
    begin_run : callable
        Called between checking and running.

    Raises
    ------
    LoadError
        With everything that is wrong.
    """
    tree = parse(source)
    found = read_rules(tree, source)
    if any(problem.severity == "error" for problem in found):
        raise LoadError(*found)
    code, doubts = translate(tree, source)
    begin_run()
    names = run(code, source, guards)
    network = find_network(names, tree, source)
    return Model(network, names, (*found, *doubts, *guards.swallowed(None)))


def parse(source: Source) -> ast.Module:
    """Parse the text, if it is one."""
    if len(source.text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise LoadError(
            Problem(
                "The file is larger than 1 MiB.",
                remedy="Put data into a file of its own, and read it from the model.",
                phase="check",
            )
        )
    if "\0" in source.text:
        raise LoadError(_not_text(source))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # translate meets them again
        try:
            return ast.parse(source.text, source.filename)
        except SyntaxError as error:
            raise LoadError(syntax_problem(error, source, in_bytes=False)) from error
        except (RecursionError, MemoryError) as error:
            raise LoadError(_too_nested()) from error


def read_rules(tree: ast.Module, source: Source) -> list[Problem]:
    """Check the rules by reading; what is nested too deeply to read is checked when it runs."""
    try:
        return check(tree, source.positions)
    except RecursionError:
        return []


def translate(tree: ast.Module, source: Source) -> tuple[types.CodeType, list[Problem]]:
    """Compile the file; also return what Python finds doubtful about it."""
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always")
        try:
            # From the text, not from the tree: only the parser sees doubtful escapes.
            code = compile(source.text, source.filename, "exec", dont_inherit=True)
        except SyntaxError as error:
            raise LoadError(syntax_problem(error, source, in_bytes=True)) from error
        except (RecursionError, MemoryError) as error:
            raise LoadError(_too_nested()) from error
    return code, [
        Problem(shown(doubt.message, MAX_MESSAGE), "warning", doubt.lineno, phase="check")
        for doubt in doubts
    ]


def run(code: types.CodeType, source: Source, guards: Guards) -> dict[str, Any]:
    """Run the file as a module, and return its names."""
    module = types.ModuleType(MODULE)
    module.__file__ = source.filename
    sys.modules[MODULE] = module
    if source.folder:
        os.chdir(source.folder)
        sys.path.insert(0, source.folder)
    source.show_in_tracebacks()
    names = module.__dict__
    try:
        with restored():
            exec(code, names)
    except BaseException as error:
        # A refusal that the model dressed up as another error is still what was wrong.
        refusals = guards.swallowed(error) if not isinstance(error, RuleBroken) else ()
        raise LoadError(problem_of(error, source, "load", names), *refusals) from error
    return names


def find_network(names: dict[str, Any], tree: ast.Module, source: Source) -> nengo.Network:
    """Find the network called ``model``, or say which name is wrong."""
    if "model" not in names:
        raise LoadError(_nameless(names, source))
    model = names["model"]
    # By its type: an object can lie about its class.
    if issubclass(type(model), nengo.Network):
        return model
    raise LoadError(
        Problem(
            f"`model` is of type {shown(type(model).__name__)}, but must be a nengo.Network.",
            line=_last_binding(tree, "model"),
            remedy=BEGINNING,
        )
    )


def _nameless(names: dict[str, Any], source: Source) -> Problem:
    """Look for a network under another name."""
    networks = {n: net for n, net in names.items() if issubclass(type(net), nengo.Network)}
    inner = {id(child) for net in networks.values() for child in net.all_networks}
    for name, network in networks.items():
        place = network._birthplace
        if id(network) not in inner and place is not None and place.file == source.filename:
            return Problem(
                f"This network is called `{name}`, not `model`.",
                line=place.line,
                remedy=f"Rename `{name}` to `model`: that is the network the editor shows.",
            )
    return Problem("The file makes no network called `model`.", remedy=BEGINNING)


def _last_binding(tree: ast.Module, name: str) -> int | None:
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
    return max(lines, default=None)


def _not_text(source: Source) -> Problem:
    before = source.text.partition("\0")[0]
    return Problem(
        "The file contains null bytes, so it is no text.",
        line=before.count("\n") + 1,
        remedy="Open a Python file.",
        phase="check",
    )


def _too_nested() -> Problem:
    return Problem(
        "Something in the file is nested too deeply for Python.",
        remedy="Split long expressions, and put data into a file of its own.",
        phase="check",
    )
