"""The open ``with`` blocks, one stack of them per thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any


class ThreadLocalStack(threading.local):
    """A stack of which every thread sees its own.

    Parameters
    ----------
    maxsize : int, optional
        Most items it may hold. None sets no limit. A ``with`` block that is entered
        over and over without being left would otherwise grow in silence.
    """

    def __init__(self, maxsize: int | None = None) -> None:
        self.maxsize = maxsize
        self._items: list[Any] = []

    def append(self, item: Any) -> None:
        """Put an item on top.

        Raises
        ------
        RuntimeError
            If the stack is full.
        """
        if self.maxsize is not None and len(self._items) >= self.maxsize:
            raise RuntimeError(
                f"{len(self._items)} contexts are open in this thread, "
                f"but at most {self.maxsize} are allowed. Leave a `with` block first."
            )
        self._items.append(item)

    def pop(self) -> Any:
        """Take the item on top."""
        return self._items.pop()

    def clear(self) -> None:
        """Forget all items."""
        self._items.clear()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[Any]:
        return reversed(self._items)

    def __getitem__(self, index: int) -> Any:
        return self._items[index]


open_networks = ThreadLocalStack(maxsize=100)
"""The networks of the open ``with`` blocks, outermost first."""
