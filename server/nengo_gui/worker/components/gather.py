"""Read a few numbers each from many signals, in as few steps as their memory allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class Gather:
    """Copies chosen elements of arrays into one table.

    Most signals of a simulator lie in one block of memory: then one indexing reads them all,
    where a loop over a thousand ensembles would take milliseconds.

    Parameters
    ----------
    arrays : sequence of (n,) ndarray
        Contiguous; one for each row of the table.
    chosen : sequence of (k,) ndarray of int
        Which elements of each array, at most ``width`` of them.
    width : int
        Columns of the table.

    Attributes
    ----------
    table : (n_rows, width) ndarray
        What was read last; zero where nothing was chosen.
    """

    def __init__(
        self, arrays: Sequence[np.ndarray], chosen: Sequence[np.ndarray], width: int
    ) -> None:
        self.table = np.zeros((len(arrays), width))
        self._parts = []
        blocks: dict[tuple, tuple[np.ndarray, list[int], list[int]]] = {}
        for row, (array, indices) in enumerate(zip(arrays, chosen, strict=True)):
            block, start = _block_of(array)
            key = (block.__array_interface__["data"][0], block.dtype)
            _, sources, places = blocks.setdefault(key, (block, [], []))
            sources += [start + index for index in indices]
            places += [row * width + column for column in range(len(indices))]
        for block, sources, places in blocks.values():
            self._parts.append((block, np.array(sources, np.intp), np.array(places, np.intp)))

    def read(self) -> np.ndarray:
        """Read everything into the table, and return it."""
        flat = self.table.reshape(-1)
        for block, sources, places in self._parts:
            flat[places] = block[sources]
        return self.table


def _block_of(array: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the memory an array lies in, as an array of its type, and where in it it begins."""
    owner = array
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    start_bytes = array.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
    start, shift = divmod(start_bytes, array.itemsize)
    n_items = (owner.nbytes - shift) // array.itemsize
    if not owner.flags.c_contiguous or start + array.size > n_items:
        return array, 0
    raw = owner.reshape(-1).view(np.uint8)
    return raw[shift : shift + n_items * array.itemsize].view(array.dtype), start
