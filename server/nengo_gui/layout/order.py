"""Rows: in which order the things of each column stand, so that few links cross."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from nengo_gui.layout.layers import Neighbours, neighbours

ROUNDS = 8
"""Sweeps through all columns; more change little."""
PATIENCE = 2
"""Sweeps without a gain after which we stop."""
MOST_BENDS = 1_500
"""Long links of larger drawings are not led around what they pass: nobody could follow them."""


class Columns(NamedTuple):
    """Things in columns, with a bend of each long link in every column it passes.

    Things are numbered from 0, bends after them. ``left`` and ``right`` are the neighbours of each
    in the column before and after.
    """

    columns: list[list[int]]
    left: Neighbours
    right: Neighbours
    n_things: int


def divide(column: Sequence[int], links: Sequence[tuple[int, int]]) -> Columns:
    """Put things and bends into their columns, in the order the model made them."""
    n_things = len(column)
    where = list(column)
    pieces: list[tuple[int, int]] = []
    for a, b in links:
        pre, post = (a, b) if column[a] <= column[b] else (b, a)
        n_bends = column[post] - column[pre] - 1
        if n_bends < 0 or len(where) - n_things + n_bends > MOST_BENDS:
            continue
        chain = [pre, *range(len(where), len(where) + n_bends), post]
        where.extend(range(column[pre] + 1, column[post]))
        pieces.extend(pairwise(chain))
    columns: list[list[int]] = [[] for _ in range(max(where, default=-1) + 1)]
    for thing, number in enumerate(where):
        columns[number].append(thing)
    right, left = neighbours(len(where), pieces)
    return Columns(columns, left, right, n_things)


def untangle(drawing: Columns) -> Columns:
    """Reorder each column by the medians of its neighbours, to and fro, and keep the best."""
    columns = [list(column) for column in drawing.columns]
    best, fewest = [list(column) for column in columns], _crossings(columns, drawing.right)
    idle = 0
    for number in range(ROUNDS):
        if not fewest or idle == PATIENCE:
            break
        _sweep(columns, drawing, rightwards=number % 2 == 0)
        crossings = _crossings(columns, drawing.right)
        idle = 0 if crossings < fewest else idle + 1
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    return drawing._replace(columns=best)


def _sweep(columns: list[list[int]], drawing: Columns, rightwards: bool) -> None:
    beside = drawing.left if rightwards else drawing.right
    pairs = list(pairwise(columns))
    if not rightwards:
        pairs = [(column, before) for before, column in reversed(pairs)]
    for fixed, column in pairs:
        rank = {thing: place for place, thing in enumerate(fixed)}
        _sort_by_median(column, rank, beside)
        _switch(column, rank, beside)


def _sort_by_median(column: list[int], rank: dict[int, int], beside: Neighbours) -> None:
    """Sort a column in place; what has no neighbour there stays at its place in it."""
    medians = {thing: _median(sorted(rank[n] for n in beside[thing])) for thing in column}
    moving = iter(sorted((t for t in column if beside[t]), key=medians.__getitem__))
    column[:] = [next(moving) if beside[thing] else thing for thing in column]


def _median(ranks: list[int]) -> float:
    if not ranks:
        return 0.0
    middle = len(ranks) // 2
    return ranks[middle] if len(ranks) % 2 else (ranks[middle - 1] + ranks[middle]) / 2


def _switch(column: list[int], rank: dict[int, int], beside: Neighbours) -> None:
    """Exchange two that stand next to each other where that undoes crossings."""
    ranks = {thing: sorted(rank[n] for n in beside[thing]) for thing in column}
    for place in range(len(column) - 1):
        upper, lower = column[place], column[place + 1]
        if _crossed(ranks[upper], ranks[lower]) > _crossed(ranks[lower], ranks[upper]):
            column[place], column[place + 1] = lower, upper


def _crossed(upper: list[int], lower: list[int]) -> int:
    """Count the crossings between the links of two things, one above the other."""
    return sum(len(upper) - bisect_right(upper, rank) for rank in lower)


def _crossings(columns: list[list[int]], right: Neighbours) -> int:
    total = 0
    for column, after in pairwise(columns):
        rank = {thing: place for place, thing in enumerate(after)}
        seen: list[int] = []
        for thing in column:
            ends = sorted(rank[n] for n in right[thing])
            total += _crossed(seen, ends)
            seen = sorted(seen + ends) if ends else seen
    return total
