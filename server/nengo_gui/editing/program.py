"""The text of a model, parsed: where its pieces stand, and what its names mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import libcst as cst
from libcst.metadata import (
    ByteSpanPositionProvider,
    GlobalScope,
    MetadataWrapper,
    ParentNodeProvider,
    ScopeProvider,
)

from nengo_gui.editing.declined import CannotEdit

Kind = TypeVar("Kind", bound=cst.CSTNode)
_LONGEST = 1 << 20


class Program:
    """A model file, read but not run.

    Parameters
    ----------
    text : str
        With line feeds alone at the ends of lines.

    Raises
    ------
    CannotEdit
        If it is not Python.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        wrapper = MetadataWrapper(_parsed(text), unsafe_skip_copy=True)
        self.module = wrapper.module
        self._spans = wrapper.resolve(ByteSpanPositionProvider)
        self._parents = wrapper.resolve(ParentNodeProvider)
        self._scopes = wrapper.resolve(ScopeProvider)
        self._encoded = text.encode("utf-8", "surrogatepass")
        self._is_ascii = len(self._encoded) == len(text)
        self._nodes = sorted(self._spans, key=lambda node: self._spans[node].start)

    # Where pieces stand

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Return the characters a piece takes, without the blanks and comments around it."""
        first = last = node
        if isinstance(node, cst.BaseExpression) and node.lpar:
            first, last = node.lpar[0], node.rpar[-1]  # brackets are part of what is written
        start, end = self._spans[first], self._spans[last]
        return self._character(start.start), self._character(end.start + end.length)

    def _character(self, byte: int) -> int:
        if self._is_ascii:
            return byte
        return len(self._encoded[:byte].decode("utf-8", "surrogatepass"))

    def source(self, node: cst.CSTNode) -> str:
        """Return a piece as it is written."""
        start, end = self.span(node)
        return self.text[start:end]

    def line(self, node: cst.CSTNode) -> int:
        """Return the line a piece begins on, counted from 1."""
        return self.line_at(self.span(node)[0])

    def lines(self, node: cst.CSTNode) -> range:
        """Return all lines a piece stands on."""
        start, end = self.span(node)
        return range(self.line_at(start), self.line_at(end) + 1)

    def line_at(self, character: int) -> int:
        """Return the line of a character, counted from 1."""
        return self.text.count("\n", 0, character) + 1

    def line_start(self, character: int) -> int:
        """Return where the line of a character begins."""
        return self.text.rfind("\n", 0, character) + 1

    def line_end(self, character: int) -> int:
        """Return where the line of a character ends, before the line break."""
        end = self.text.find("\n", character)
        return len(self.text) if end < 0 else end

    def indent(self, character: int) -> str:
        """Return the blanks that the line of a character begins with."""
        start = self.line_start(character)
        found = re.compile(r"[ \t]*").match(self.text, start)
        return found.group() if found is not None else ""

    # How they hang together

    def all(self, kind: type[Kind]) -> Iterator[Kind]:
        """Yield all pieces of a kind, in the order of the text."""
        return (node for node in self._nodes if isinstance(node, kind))

    def parent(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return what a piece is part of."""
        return self._parents[node]

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Yield all that a piece is part of, from the inside out."""
        while not isinstance(node, cst.Module):
            node = self._parents[node]
            yield node

    def statement(self, node: cst.CSTNode) -> cst.SimpleStatementLine | cst.BaseCompoundStatement:
        """Return the innermost statement that a piece is part of, or is."""
        for each in (node, *self.around(node)):
            if isinstance(each, cst.SimpleStatementLine | cst.BaseCompoundStatement):
                return each
        raise AssertionError("Everything in a module is part of a statement")

    # What names mean

    def meaning(self, node: cst.CSTNode) -> str:
        """Return the full name of what is called or named, by the imports: ``nengo.Ensemble``."""
        scope = self._scopes.get(node)
        found = scope.get_qualified_names_for(node) if scope is not None else ()
        return min((meant.name for meant in found), default="")

    def is_global(self, name: cst.Name) -> bool:
        """Whether a name is a variable of the module rather than one of a function."""
        if self.is_label(name):
            return False
        scope = self._scopes.get(name)
        found = scope[name.value] if scope is not None else ()
        return any(isinstance(assignment.scope, GlobalScope) for assignment in found)

    def is_label(self, name: cst.Name) -> bool:
        """Whether a name stands for no variable: that of an attribute, or of an argument."""
        parent = self.parent(name)
        if isinstance(parent, cst.Attribute):
            return parent.attr is name
        return isinstance(parent, cst.Arg) and parent.keyword is name

    def variables(self, name: str) -> list[cst.Name]:
        """Return all places where a variable of the module is named."""
        return [each for each in self.all(cst.Name) if each.value == name and self.is_global(each)]

    def words(self) -> frozenset[str]:
        """Return all names in the text, whatever they mean: a new one should be none of them."""
        return frozenset(name.value for name in self.all(cst.Name))


def _parsed(text: str) -> cst.Module:
    if len(text) > _LONGEST:
        raise CannotEdit("The file is larger than 1 MiB.", "Edit it as text.")
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise CannotEdit(
            f"The code is not Python from line {error.raw_line} on.",
            "Mend that first; then objects can be edited by hand.",
        ) from error
    except RecursionError as error:
        raise CannotEdit("The code is nested too deeply.", "Edit it as text.") from error
