"""What the names of a model file stand for, as far as reading it tells.

A value is known if it is a dotted name (``"nengo.Simulator"``), a function or a class of the
file, or ``UNKNOWN``. Nothing is run.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Union

UNKNOWN = None

Value = Union[str, "Function", None]


@dataclass(eq=False)
class Function:
    """A function of the file, and the names it sees."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope


@dataclass(eq=False)
class Scope:
    """Names and what they stand for; what is not here may be further out."""

    outer: Scope | None = None
    is_class: bool = False
    values: dict[str, Value] = field(default_factory=dict)

    def bind(self, name: str, value: Value) -> None:
        """Let a name stand for a value from here on."""
        self.values[name] = value

    def look_up(self, name: str) -> Value:
        """Find what a name stands for."""
        if name in self.values:
            return self.values[name]
        return self.outer.look_up(name) if self.outer is not None else UNKNOWN

    def inner(self) -> Scope:
        """Return the scope of a function defined here, which does not see names of a class."""
        return Scope(self.outer if self.is_class else self)


def value_of(node: ast.expr | None, scope: Scope) -> Value:
    """Find what an expression stands for."""
    match node:
        case ast.Name(id=name):
            return scope.look_up(name)
        case ast.NamedExpr(value=value) | ast.Await(value=value):
            return value_of(value, scope)
        case ast.Attribute(value=owner, attr=name):
            return _member(value_of(owner, scope), name)
        case ast.Lambda():
            return Function(node, scope.inner())
        case ast.Call():
            return _value_of_call(node, scope)
    return UNKNOWN


def imported_name(call: ast.Call, scope: Scope) -> str | None:
    """Return the module that a call of ``__import__`` or ``import_module`` imports, if any."""
    function = value_of(call.func, scope)
    is_builtin = isinstance(call.func, ast.Name) and call.func.id == "__import__"
    if is_builtin or function == "importlib.import_module":
        return _text(call.args[0]) if call.args else None
    return None


def bind_target(target: ast.expr, value: ast.expr | None, scope: Scope) -> None:
    """Carry out an assignment; ``value=None`` assigns something unknown."""
    match target, value:
        case ast.Name(id=name), _:
            scope.bind(name, value_of(value, scope))
        case (
            (ast.Tuple(elts=targets) | ast.List(elts=targets)),
            (ast.Tuple(elts=values) | ast.List(elts=values)),
        ) if len(targets) == len(values):
            for one_target, one_value in zip(targets, values, strict=True):
                bind_target(one_target, one_value, scope)
        case ((ast.Tuple(elts=targets) | ast.List(elts=targets)), _):
            for one_target in targets:
                bind_target(one_target, None, scope)
        case ast.Starred(value=inner), _:
            bind_target(inner, None, scope)


def _member(owner: Value, name: str) -> Value:
    return f"{owner}.{name}" if isinstance(owner, str) else UNKNOWN


def _value_of_call(call: ast.Call, scope: Scope) -> Value:
    if (module := imported_name(call, scope)) is not None:
        # import_module gives the last part of a dotted name, __import__ the first.
        is_last = value_of(call.func, scope) == "importlib.import_module"
        return module if is_last else module.partition(".")[0]
    match call:
        case ast.Call(func=ast.Name(id="getattr"), args=[owner, ast.Constant(str(name)), *_]):
            return _member(value_of(owner, scope), name)
        case ast.Call(func=function, args=[what, *_]):
            if value_of(function, scope) == "functools.partial":
                return value_of(what, scope)
    return UNKNOWN


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
