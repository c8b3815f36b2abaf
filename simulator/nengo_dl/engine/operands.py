"""Getting the operands of kernels out of blocks, and their results into them.

Where entries stand side by side a slice does, else they are gathered. Nothing is scattered unless
it must be: that is slow on all devices.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo_dl.builder.kernel import INC
from nengo_dl.engine.layout import Block, Place

Values = dict[str, Any]
"""Name of a block → its (…, n) value."""

FEW_ADDENDS = 8
"""Results for one entry up to which they are gathered and added up, rather than scattered."""


class Reader:
    """Takes some entries out of blocks.

    Parameters
    ----------
    places : sequence of Place
        Where they are, in their order.
    """

    def __init__(self, places: Sequence[Place]) -> None:
        self.blocks = list({place.block.name: place.block for place in places}.values())
        ends = np.cumsum([0, *(block.initial.size for block in self.blocks)])
        starts = {block.name: start for block, start in zip(self.blocks, ends, strict=False)}
        self._n_all = int(ends[-1])
        parts = [place.positions + starts[place.block.name] for place in places]
        self.positions = np.concatenate(parts) if parts else np.zeros(0, int)

    def __call__(self, values: Values) -> jax.Array:
        """Return the (…, n) entries."""
        if not self.blocks:
            return jnp.zeros(0)
        return take(_side_by_side([values[block.name] for block in self.blocks]), self.positions)


class Writer:
    """Puts results where they belong.

    Parameters
    ----------
    mode : str
        Whether they replace what was there, or are added.
    places : sequence of Place
        Where each result goes.
    """

    def __init__(self, mode: str, places: Sequence[Place]) -> None:
        self.mode = mode
        self._parts: dict[str, _Part] = {}
        self.blocks: list[Block] = list({p.block.name: p.block for p in places}.values())
        names = np.repeat(
            np.array([place.block.name for place in places]), [p.positions.size for p in places]
        )
        targets = np.concatenate([place.positions for place in places])
        for block in self.blocks:
            chosen = np.flatnonzero(names == block.name)
            self._parts[block.name] = _Part(chosen, targets[chosen], block.initial.size)

    def __call__(self, values: Values, x: Any) -> None:
        """Replace in ``values`` the blocks that change, given (…, n) results."""
        for name, part in self._parts.items():
            write = part.add if self.mode == INC else part.put
            values[name] = write(values[name], x)


class _Part:
    """The results that go to one block."""

    def __init__(self, chosen: np.ndarray, targets: np.ndarray, size: int) -> None:
        self._chosen, self._targets, self._size = chosen, targets, size
        self._is_whole = _is_range(targets, 0, size)
        counts = np.bincount(targets, minlength=size)
        self._n_addends = int(counts.max(initial=0))

    def put(self, value: Any, x: Any) -> Any:
        """Replace entries of (…, size) ``value``; of several results for one the last counts."""
        taken = take(x, self._chosen)
        if self._is_whole:
            return taken
        lead = np.broadcast_shapes(np.shape(value)[:-1], np.shape(taken)[:-1])
        value = jnp.broadcast_to(value, (*lead, self._size))
        return value.at[..., self._targets].set(taken)

    def add(self, value: Any, x: Any) -> Any:
        """Add to entries of (…, size) ``value``."""
        added = self._spread(x)
        # A block to which nothing was added yet is known to be zero, or not.
        is_zero = isinstance(value, np.ndarray) and not value.any()
        return added if is_zero else value + added

    def _spread(self, x: Any) -> Any:
        """Return (…, size) sums of the results for each entry."""
        taken = take(x, self._chosen)
        if self._is_whole:
            return taken
        if self._n_addends > FEW_ADDENDS:
            zeros = jnp.zeros((*taken.shape[:-1], self._size), taken.dtype)
            return zeros.at[..., self._targets].add(taken)
        padded = jnp.concatenate([taken, jnp.zeros((*taken.shape[:-1], 1), taken.dtype)], axis=-1)
        rounds = [take(padded, row) for row in self._addends()]
        return sum(rounds[1:], rounds[0])

    def _addends(self) -> np.ndarray:
        """(n_addends, size) ndarray: which results are added for each entry; one past them is 0."""
        n = len(self._targets)
        addends = np.full((self._n_addends, self._size), n)
        order = np.argsort(self._targets, kind="stable")
        targets = self._targets[order]
        first = np.searchsorted(targets, targets)
        addends[np.arange(n) - first, targets] = order
        return addends


def take(value: Any, positions: np.ndarray) -> Any:
    """Take (n,) positions of the last axis, as a slice where possible."""
    size = np.shape(value)[-1]
    n = len(positions)
    if n == 0:
        return jnp.zeros((*np.shape(value)[:-1], 0), value.dtype)
    start = int(positions[0])
    if _is_range(positions, start, n):
        return value if n == size else value[..., start : start + n]
    if (positions == start).all():
        return jnp.broadcast_to(value[..., start : start + 1], (*np.shape(value)[:-1], n))
    return jnp.asarray(value)[..., positions]


def _is_range(positions: np.ndarray, start: int, n: int) -> bool:
    return len(positions) == n and np.array_equal(positions, np.arange(start, start + n))


def _side_by_side(values: list[Any]) -> Any:
    if len(values) == 1:
        return values[0]
    lead = np.broadcast_shapes(*(np.shape(value)[:-1] for value in values))
    return jnp.concatenate(
        [jnp.broadcast_to(value, (*lead, np.shape(value)[-1])) for value in values], axis=-1
    )
