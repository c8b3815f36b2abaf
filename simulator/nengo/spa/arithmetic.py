"""Evaluating the arithmetic that users write as text.

Only names, numbers, ``+ - * /``, ``~``, parentheses and the calls that the caller offers are
understood. Unlike `eval`, nothing else in the text can run.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from nengo.arrays import is_number
from nengo.exceptions import SpaParseError


def _invert(value: Any) -> Any:
    if is_number(value):
        raise TypeError(f"~ stands before a name, but {value} is a number")
    return ~value


BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
UNARY = {ast.USub: operator.neg, ast.Invert: _invert}

Names = Callable[[str], Any]
"""Gives the value of a name, or raises a `SpaParseError`."""


def evaluate(text: str, names: Names, functions: Mapping[str, Callable] | None = None) -> Any:
    """Compute what an expression means.

    Parameters
    ----------
    text : str
        The expression.
    names : callable
        Gives the value of each name.
    functions : mapping, optional
        Name → function, for those that may be called.

    Raises
    ------
    SpaParseError
        If there is anything else in it, or values do not go together.
    SyntaxError
        If it is no expression at all.
    """
    if not isinstance(text, str):
        raise SpaParseError(f"{text!r} is not a text. Write an expression such as 'A * B'.")
    tree = ast.parse(text.strip(), mode="eval")
    return _Evaluation(text, names, functions or {}).value(tree.body)


class _Evaluation:
    def __init__(self, text: str, names: Names, functions: Mapping[str, Callable]) -> None:
        self.text = text
        self.names = names
        self.functions = functions

    def value(self, node: ast.AST) -> Any:
        """Compute the value of one part of the expression, depth first."""
        if isinstance(node, ast.Name):
            return self.names(node.id)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return node.value
        if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
            return self.apply(BINARY[type(node.op)], node.left, node.right)
        if isinstance(node, ast.UnaryOp) and type(node.op) in UNARY:
            return self.apply(UNARY[type(node.op)], node.operand)
        if isinstance(node, ast.Call) and not node.keywords:
            return self.apply(self.function(node.func), *node.args)
        raise self.refuse(f"{ast.unparse(node)!r} is not understood")

    def function(self, node: ast.AST) -> Callable:
        if isinstance(node, ast.Name) and node.id in self.functions:
            return self.functions[node.id]
        raise self.refuse(f"{ast.unparse(node)!r} cannot be called")

    def apply(self, function: Callable, *arguments: ast.AST) -> Any:
        values = [self.value(argument) for argument in arguments]
        try:
            return function(*values)
        except (TypeError, NotImplementedError) as error:
            raise self.refuse(str(error)) from error

    def refuse(self, reason: str) -> SpaParseError:
        return SpaParseError(
            f"{reason}, in {self.text.strip()!r}. Write names, numbers, parentheses, +, -, * and ~."
        )
