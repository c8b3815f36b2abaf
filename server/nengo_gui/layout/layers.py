"""Columns: which things come before which, when every link should point to the right."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

Neighbours = list[list[int]]


def columns(n_things: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Return the column of each thing, counted from 0 at the left.

    Things and links are numbered in the order the model made them, and ties are decided by that
    order: authors write a model as it flows.
    """
    order = flow(n_things, links)
    rank = [0] * n_things
    for place, thing in enumerate(order):
        rank[thing] = place
    forward = [(a, b) if rank[a] < rank[b] else (b, a) for a, b in links if a != b]
    outs, ins = neighbours(n_things, forward)
    column = [0] * n_things
    for thing in order:
        column[thing] = max((column[before] + 1 for before in ins[thing]), default=0)
    _pull(column, order, ins, outs)
    return column


def _pull(column: list[int], order: list[int], ins: Neighbours, outs: Neighbours) -> None:
    """Move things with more links to the right than to the left as far right as they can go."""
    for thing in reversed(order):
        if len(outs[thing]) > len(ins[thing]):
            column[thing] = min(column[after] for after in outs[thing]) - 1


def neighbours(n_things: int, links: Sequence[tuple[int, int]]) -> tuple[Neighbours, Neighbours]:
    """Return, for each thing, what its links lead to and what they come from."""
    outs: Neighbours = [[] for _ in range(n_things)]
    ins: Neighbours = [[] for _ in range(n_things)]
    for pre, post in links:
        outs[pre].append(post)
        ins[post].append(pre)
    return outs, ins


def flow(n_things: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Put things in a row such that few links point backwards.

    Sources go to the front and sinks to the back as long as there are any; a cycle is cut before
    the thing that gives most and takes least.
    """
    row = _Row(n_things, [(pre, post) for pre, post in links if pre != post])
    while row.waiting:
        row.advance()
    return row.front + row.back[::-1]


class _Row:
    """A row of things filled from both ends, and those that wait to be put into it."""

    def __init__(self, n_things: int, links: Sequence[tuple[int, int]]) -> None:
        self.outs, self.ins = neighbours(n_things, links)
        self.n_out = [len(after) for after in self.outs]
        self.n_in = [len(before) for before in self.ins]
        self.front: list[int] = []
        self.back: list[int] = []
        self.placed = [False] * n_things
        # Least first: sinks, then sources, then who takes least for what it gives, then age.
        # An entry is pushed at each change; those that no longer hold are skipped.
        self.waiting = [(*self._urgency(thing), thing) for thing in range(n_things)]
        heapq.heapify(self.waiting)

    def _urgency(self, thing: int) -> tuple[int, int]:
        if not self.n_in[thing]:
            return 1, 0
        if not self.n_out[thing]:
            return 0, 0
        return 2, self.n_in[thing] - self.n_out[thing]

    def advance(self) -> None:
        """Place the most urgent thing, or drop an entry that no longer holds."""
        *urgency, thing = heapq.heappop(self.waiting)
        if self.placed[thing] or tuple(urgency) != self._urgency(thing):
            return
        self.placed[thing] = True
        (self.front if urgency[0] else self.back).append(thing)
        for after in self.outs[thing]:
            self.n_in[after] -= 1
            self._wait_anew(after)
        for before in self.ins[thing]:
            self.n_out[before] -= 1
            self._wait_anew(before)

    def _wait_anew(self, thing: int) -> None:
        if not self.placed[thing]:
            heapq.heappush(self.waiting, (*self._urgency(thing), thing))
