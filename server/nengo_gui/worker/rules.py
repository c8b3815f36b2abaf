"""The three rules of a model file, checked by reading it.

1. The top-level network is called ``model`` (``worker.load`` checks this, after running the file).
2. No Simulator is built: the editor builds its own.
3. Matplotlib is not used: the editor draws.

A breach that is certain to happen is an error, and the file is not run; one that may happen, in a
function that is not called or under a condition, is a warning; an import of Matplotlib that is
expected to fail is for information. What stands under ``if __name__ == "__main__":`` or
``if TYPE_CHECKING:`` is the user's own business. ``worker.guards`` watches the same rules while
the file runs; reading only tells earlier.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager

from nengo_gui.protocol.objects import Problem, Severity
from nengo_gui.worker.names import (
    UNKNOWN,
    Function,
    Scope,
    bind_target,
    imported_name,
    value_of,
)
from nengo_gui.worker.positions import Positions

DRAWING = ("matplotlib", "pylab", "mpl_toolkits")
"""Packages that need a window of their own."""
SIMULATOR = re.compile(r"nengo(_\w+)?(\.\w+)*\.Simulator")
Node = ast.expr | ast.stmt
MAIN_REMEDY = 'move it under `if __name__ == "__main__":`'
SIMULATOR_REMEDY = (
    f"Leave it out: press play, and plots show what probes would record. Or {MAIN_REMEDY}."
)
DRAWING_REMEDY = f"Leave it out, and add plots in the graph. Or {MAIN_REMEDY}."


def check(tree: ast.Module, positions: Positions) -> list[Problem]:
    """Read a model file against the rules.

    Parameters
    ----------
    tree : ast.Module
        The parsed file.
    positions : Positions
        Of the same text.

    Returns
    -------
    list of Problem
        In the order of lines, one for each place.
    """
    reader = _Reader(positions)
    reader.read(tree)
    return sorted(reader.problems.values(), key=lambda problem: (problem.line, problem.column))


class _Reader(ast.NodeVisitor):
    """Walks through the file in the order in which Python runs it."""

    def __init__(self, positions: Positions) -> None:
        self.problems: dict[ast.AST, Problem] = {}
        self._positions = positions
        self._scope = Scope(values={"__name__": "__name__"})
        self._certain = True
        self._failure_expected = False  # inside a `try:` that catches ImportError
        self._functions: list[Function] = []
        self._called: dict[ast.AST, bool] = {}  # function → whether a call of it is certain

    def read(self, tree: ast.Module) -> None:
        """Walk through the file, then through the functions that were not called."""
        self._visit_all(tree.body)
        with self._perhaps():
            for function in self._functions:  # grows while we walk
                if function.node not in self._called:
                    self._enter(function)

    # What breaks a rule

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            first = alias.name.partition(".")[0]
            self._scope.bind(alias.asname or first, alias.name if alias.asname else first)
            self._imports(node, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level or node.module is None:
            return  # relative: something of the user's
        self._imports(node, node.module)
        for alias in node.names:
            if alias.name == "*":
                self._scope.bind("Simulator", f"{node.module}.Simulator")
            else:
                self._scope.bind(alias.asname or alias.name, f"{node.module}.{alias.name}")

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = value_of(node.func, self._scope)
        if isinstance(called, str) and SIMULATOR.fullmatch(called):
            self._report_simulator(node)
        elif (module := imported_name(node, self._scope)) is not None:
            self._imports(node, module)
        elif isinstance(called, Function) and self._is_news(called):
            self._called[called.node] = self._certain
            self._enter(called)

    def _is_news(self, called: Function) -> bool:
        """Whether nobody called it before, or not for certain. Also ends recursion."""
        return self._certain > self._called.get(called.node, -1)

    def _imports(self, node: Node, module: str) -> None:
        if module.partition(".")[0] in DRAWING:
            self._report_drawing(node)

    # What gives names their meaning

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            bind_target(target, node.value, self._scope)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            bind_target(node.target, node.value, self._scope)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        bind_target(node.target, node.value, self._scope)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._visit_all([*node.decorator_list, *node.args.defaults])
        function = Function(node, self._scope.inner())
        self._functions.append(function)
        # A decorator may do anything with it; only an undecorated one is known.
        self._scope.bind(node.name, UNKNOWN if node.decorator_list else function)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._functions.append(Function(node, self._scope.inner()))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all([*node.decorator_list, *node.bases])
        bases = [value_of(base, self._scope) for base in node.bases]
        simulators = [b for b in bases if isinstance(b, str) and SIMULATOR.fullmatch(b)]
        with self._inside(Scope(self._scope, is_class=True)):
            self._visit_all(node.body)
        self._scope.bind(node.name, simulators[0] if simulators else UNKNOWN)

    # What may or may not happen

    def visit_If(self, node: ast.If) -> None:
        if _is_type_checking(node.test):
            self._visit_all(node.orelse)
        elif (means_main := _asks_for_main(node.test)) is not None:
            self._visit_all(node.orelse if means_main else node.body)
        else:
            self.visit(node.test)
            with self._perhaps():
                self._visit_all([*node.body, *node.orelse])

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        bind_target(node.target, None, self._scope)
        with self._perhaps():
            self._visit_all([*node.body, *node.orelse])

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> None:
        self.visit(node.test)
        with self._perhaps():
            self._visit_all([*node.body, *node.orelse])

    def visit_Try(self, node: ast.Try) -> None:
        before = self._failure_expected
        self._failure_expected = before or any(map(_catches_import_error, node.handlers))
        self._visit_all(node.body)
        self._failure_expected = before
        with self._perhaps():
            self._visit_all([*node.handlers, *node.orelse])
        self._visit_all(node.finalbody)

    visit_TryStar = visit_Try

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.visit(node.test)
        with self._perhaps():
            self._visit_all([node.body, node.orelse])

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.visit(node.values[0])
        with self._perhaps():
            self._visit_all(node.values[1:])

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        with self._perhaps():
            self._visit_all(node.cases)

    # Walking

    def _visit_all(self, nodes: list) -> None:
        for node in nodes:
            self.visit(node)

    def _enter(self, function: Function) -> None:
        body, arguments = function.node.body, function.node.args
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            function.scope.bind(argument.arg, UNKNOWN)
        with self._inside(function.scope):
            self._visit_all(body if isinstance(body, list) else [body])

    @contextmanager
    def _inside(self, scope: Scope) -> Iterator[None]:
        outer, self._scope = self._scope, scope
        yield
        self._scope = outer

    @contextmanager
    def _perhaps(self) -> Iterator[None]:
        before, self._certain = self._certain, False
        yield
        self._certain = before

    # Reporting

    def _report_simulator(self, node: Node) -> None:
        if self._certain:
            message = "A Simulator is built here, but the editor builds its own."
        else:
            message = "If this runs, it builds a Simulator, and the editor stops it."
        self._report(node, message, SIMULATOR_REMEDY, "error" if self._certain else "warning")

    def _report_drawing(self, node: Node) -> None:
        if self._failure_expected:
            self._report(node, "Matplotlib is not there in the editor.", "", "info")
        elif self._certain:
            message = "Matplotlib is imported, but a model has no window to draw in."
            self._report(node, message, DRAWING_REMEDY, "error")
        else:
            message = "If this runs, it imports Matplotlib, which fails in the editor."
            self._report(node, message, DRAWING_REMEDY, "warning")

    def _report(self, node: Node, message: str, remedy: str, severity: Severity) -> None:
        line, column, end_column = self._positions.of_node(node)
        problem = Problem(message, severity, line, column, end_column, remedy, "check")
        known = self.problems.get(node)
        if known is None or severity == "error":
            self.problems[node] = problem


def _is_type_checking(test: ast.expr) -> bool:
    match test:
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return True
    return False


def _asks_for_main(test: ast.expr) -> bool | None:
    """Whether a condition asks if the file is the main program: True, False if for the opposite."""
    match test:
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq() as op], comparators=[right]):
            sides = {ast.dump(left), ast.dump(right)}
            if sides == _MAIN_SIDES:
                return isinstance(op, ast.Eq)
    return None


_MAIN_SIDES = {ast.dump(ast.Name("__name__", ast.Load())), ast.dump(ast.Constant("__main__"))}


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    caught = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
    return handler.type is None or bool(names & caught)
