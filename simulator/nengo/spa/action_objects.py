"""What expressions in actions are made of, and how it adds and multiplies.

::

    0.5 * A * vision * ~memory + dot(vision, DOG) - B + 1
    ────┬─────────────────────   ───────┬────────   ┬   ┬
    Convolution of two Sources      DotProduct   Symbol number

A sum is a `Summation`. Products of anything else than these have no network that computes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nengo.arrays import is_number
from nengo.exceptions import SpaParseError


class Term:
    """Base of all parts of an expression: sums, and multiples by numbers and symbols."""

    def scaled(self, factor: Symbol) -> Any:
        """Return this times a constant."""
        raise NotImplementedError

    def __add__(self, other: Any) -> Any:
        return _total(self, other)

    def __radd__(self, other: Any) -> Any:
        return _total(other, self)

    def __sub__(self, other: Any) -> Any:
        return _total(self, -other)

    def __rsub__(self, other: Any) -> Any:
        return _total(other, -self)

    def __neg__(self) -> Any:
        return self * -1

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Summation):
            return other * self
        if is_number(other) or isinstance(other, Symbol):
            return self.scaled(Symbol(other))
        return NotImplemented

    def __rmul__(self, other: Any) -> Any:
        is_constant = is_number(other) or isinstance(other, Symbol)
        return self * other if is_constant else NotImplemented

    def __truediv__(self, other: Any) -> Any:
        return self * (1 / other) if is_number(other) else NotImplemented


class Symbol(Term):
    """A constant semantic pointer.

    Parameters
    ----------
    symbol : str or number or Symbol
        The text that a vocabulary will parse.
    """

    def __init__(self, symbol: Any) -> None:
        self.symbol = str(symbol)

    def scaled(self, factor: Symbol) -> Symbol:
        """Return this times a constant; one is left out."""
        if self.symbol == "1":
            return factor
        return self if factor.symbol == "1" else Symbol(f"({self} * {factor})")

    def __mul__(self, other: Any) -> Any:
        # Only the other knows what it is, times a constant.
        is_constant = is_number(other) or isinstance(other, Symbol | Summation)
        return super().__mul__(other) if is_constant else NotImplemented

    def __neg__(self) -> Symbol:
        return Symbol(f"-{self}")

    def __invert__(self) -> Symbol:
        if not self.symbol.isidentifier():
            raise TypeError(f"~ stands before a name, but {self} is none")
        return Symbol(f"~{self}")

    def __str__(self) -> str:
        return self.symbol


ONE = Symbol("1")


class Source(Term):
    """The output of a module, convolved with a constant.

    Parameters
    ----------
    name : str
        Name of the output.
    transform : Symbol
        The constant.
    inverted : bool
        Whether the output is inverted.
    """

    def __init__(self, name: str, transform: Symbol = ONE, inverted: bool = False) -> None:
        self.name = name
        self.transform = transform
        self.inverted = inverted

    def scaled(self, factor: Symbol) -> Source:
        """Return this times a constant."""
        return Source(self.name, self.transform.scaled(factor), self.inverted)

    def __mul__(self, other: Any) -> Any:
        return Convolution(self, other) if isinstance(other, Source) else super().__mul__(other)

    def __invert__(self) -> Source:
        if self.transform.symbol != "1":
            raise TypeError(f"~ stands before a name, but {self} is none")
        return Source(self.name, self.transform, not self.inverted)

    def __str__(self) -> str:
        factor = "" if self.transform.symbol == "1" else f"{self.transform} * "
        return f"{factor}{'~' if self.inverted else ''}{self.name}"


class Convolution(Term):
    """The circular convolution of two outputs, and a constant.

    Parameters
    ----------
    source1, source2 : Source
        The outputs.
    transform : Symbol
        The constant.
    """

    def __init__(self, source1: Source, source2: Source, transform: Symbol = ONE) -> None:
        self.source1 = source1
        self.source2 = source2
        self.transform = transform

    def scaled(self, factor: Symbol) -> Convolution:
        """Return this times a constant."""
        return Convolution(self.source1, self.source2, self.transform.scaled(factor))

    def __str__(self) -> str:
        return f"(({self.source1}) * ({self.source2})) * {self.transform}"


class DotProduct(Term):
    """How similar an output is to a constant, times a number.

    Parameters
    ----------
    item1, item2 : Source or Symbol
        The two, in either order.
    scale : float
        The number.

    Raises
    ------
    SpaParseError
        If neither is an output.
    """

    def __init__(self, item1: Any, item2: Any, scale: float = 1.0) -> None:
        if not isinstance(item1, Source) and not isinstance(item2, Source):
            raise SpaParseError(
                f"In dot({item1}, {item2}), neither is the output of a module, but one must be."
            )
        self.item1 = item1
        self.item2 = item2
        self.scale = float(scale)

    def __mul__(self, other: Any) -> Any:
        if is_number(other):
            return DotProduct(self.item1, self.item2, self.scale * other)
        return NotImplemented

    def __str__(self) -> str:
        factor = {1.0: "", -1.0: "-"}.get(self.scale, f"{self.scale:g} * ")
        return f"{factor}dot({self.item1}, {self.item2})"


class Summation(Term):
    """A sum of other terms and numbers.

    Parameters
    ----------
    items : iterable
        The terms, none of which is a sum.
    """

    def __init__(self, items: Iterable[Any]) -> None:
        self.items = list(items)

    def __mul__(self, other: Any) -> Summation:
        products = (item * other for item in self.items)
        return Summation(part for product in products for part in terms_of(product))

    def __str__(self) -> str:
        return " + ".join(map(str, self.items))


def terms_of(expression: Any) -> list[Any]:
    """List the terms of a sum; anything else is its only term."""
    return expression.items if isinstance(expression, Summation) else [expression]


def _total(a: Any, b: Any) -> Any:
    if not all(isinstance(x, Term) or is_number(x) for x in (a, b)):
        return NotImplemented
    if _is_constant(a) and _is_constant(b):
        return Symbol(f"({a} + {b})")
    # Constants come last: the order of terms is that of the connections they become.
    first, second = (b, a) if _is_constant(a) else (a, b)
    return Summation(terms_of(first) + terms_of(second))


def _is_constant(term: Any) -> bool:
    return is_number(term) or isinstance(term, Symbol)
