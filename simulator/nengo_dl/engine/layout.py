"""Signals into blocks: few flat arrays, in which the operands of a kernel stand side by side.

What one kernel sets, or reads together, makes one block in the order of its operators, so that most
operands are whole blocks and no entry has to be moved.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nengo.builder.signal import Signal
from nengo_dl.builder.kernel import INC, Kernel, Ref

FIXED, TRAINED, STATE, STEP, SOURCE = "fixed", "trained", "state", "step", "source"
"""Kinds of memory: constants, trained parameters, what is kept from step to step, what is worked
out anew in each step, and what is fed from outside."""


@dataclass(frozen=True)
class Block:
    """Signals that share an array.

    Attributes
    ----------
    name : str
        Name of the array, unique in a model.
    kind : str
        What kind of memory it is.
    initial : (n,) ndarray
        Its value at the start of a run; if it is worked out in each step, at the start of a step.
    """

    name: str
    kind: str
    initial: np.ndarray


class Place(NamedTuple):
    """Where the entries of a base signal are: (n,) positions in a block."""

    block: Block
    positions: np.ndarray


@dataclass(frozen=True)
class Layout:
    """All blocks, and where each base signal is.

    Attributes
    ----------
    blocks : dict
        Name → block.
    places : dict
        Base signal → its place.
    """

    blocks: dict[str, Block]
    places: dict[Signal, Place]

    def of_kind(self, *kinds: str) -> dict[str, Block]:
        """Name → block, of those kinds."""
        return {name: block for name, block in self.blocks.items() if block.kind in kinds}

    def find(self, refs: Iterable[Ref]) -> list[Place]:
        """Return where the entries are that refs refer to."""
        places = [(self.places[each.base], each.positions) for each in refs]
        return [Place(place.block, place.positions[chosen]) for place, chosen in places]


def lay_out(
    kernels: Sequence[Kernel],
    kinds: Mapping[Signal, str],
    fills: Mapping[Signal, np.ndarray],
    sampled: Iterable[Ref],
) -> Layout:
    """Choose a place for every signal.

    Parameters
    ----------
    kernels : sequence of Kernel
        In the order in which they are done.
    kinds : dict
        Base signal → kind of memory.
    fills : dict
        Base signal → its value at the start of a step, where that is not its initial value.
    sampled : iterable of Ref
        What is read after each step.
    """
    groups: dict[Hashable, dict[Signal, list[np.ndarray]]] = {}
    keys: dict[Signal, Hashable] = {}
    writers = _writers(kernels)
    for key, each in _uses(kernels, sampled):
        base = each.base
        if base not in keys:
            keys[base] = (key, kinds[base], _apart(base, kinds[base], writers))
        if keys[base][0] == key:  # type: ignore[index]
            groups.setdefault(keys[base], {}).setdefault(base, []).append(each.positions)
    return _number(groups, kinds, fills)


def _apart(base: Signal, kind: str, writers: Mapping[Signal, tuple[int, ...]]) -> Hashable:
    """Return what keeps a signal apart from others of its kind: who feeds it, or carries it on."""
    if kind == SOURCE:
        return base
    return writers.get(base) if kind == STATE else None


def _writers(kernels: Sequence[Kernel]) -> dict[Signal, tuple[int, ...]]:
    """Return base signal → the kernels that write it."""
    writers: dict[Signal, dict[int, None]] = {}
    for k, kernel in enumerate(kernels):
        for role in kernel.writes:
            for each in role:
                writers.setdefault(each.base, {})[k] = None
    return {base: tuple(found) for base, found in writers.items()}


def _uses(kernels: Sequence[Kernel], sampled: Iterable[Ref]) -> Iterator[tuple[Hashable, Ref]]:
    """Yield who uses what: first those that set or update it, then readers, then the rest."""
    for k, kernel in enumerate(kernels):
        for w, role in enumerate(kernel.writes):
            if kernel.modes[w] != INC:
                yield from (((k, "writes", w), each) for each in role)
    for k, kernel in enumerate(kernels):
        for r, role in enumerate(kernel.reads):
            yield from (((k, "reads", r), each) for each in role)
    for k, kernel in enumerate(kernels):
        for w, role in enumerate(kernel.writes):
            yield from (((k, "writes", w), each) for each in role)
    yield from (("sampled", each) for each in sampled)


def _number(
    groups: Mapping[Hashable, Mapping[Signal, list[np.ndarray]]],
    kinds: Mapping[Signal, str],
    fills: Mapping[Signal, np.ndarray],
) -> Layout:
    blocks: dict[str, Block] = {}
    places: dict[Signal, Place] = {}
    for members in groups.values():
        kind = kinds[next(iter(members))]
        name = f"{kind}{len(blocks)}"
        positions: dict[Signal, np.ndarray] = {}
        parts: list[np.ndarray] = []
        size = 0
        for base, used in members.items():
            order = _order(base.size, used)
            positions[base] = np.empty(base.size, dtype=np.int64)
            positions[base][order] = size + np.arange(base.size)
            parts.append(initial_entries(base, fills)[order])
            size += base.size
        block = Block(name, kind, np.concatenate(parts))
        blocks[name] = block
        places.update({base: Place(block, where) for base, where in positions.items()})
    return Layout(blocks, places)


def _order(size: int, used: Sequence[np.ndarray]) -> np.ndarray:
    """Return all entries of a signal, those first that are used together, in this order."""
    first = used[0]
    if len(first) == size and np.array_equal(first, np.arange(size)):
        return first
    entries = np.concatenate([*used, np.arange(size)])
    _, at = np.unique(entries, return_index=True)
    return entries[np.sort(at)]


def initial_entries(base: Signal, fills: Mapping[Signal, np.ndarray]) -> np.ndarray:
    """Return the (n,) value of a base signal before anything happens in a step."""
    if base in fills:
        return fills[base]
    value = base.initial_value
    return np.ravel(value.data if base.sparse else value)
