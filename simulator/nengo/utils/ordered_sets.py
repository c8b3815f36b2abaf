"""Sets that remember the order in which their items came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSet, Set
from typing import Any, TypeVar

T = TypeVar("T")


class FrozenOrderedSet(Set[T]):
    """A set that never changes and is looped over in the order of its items' first appearance.

    Parameters
    ----------
    data : iterable, optional
        The items; later repetitions count for nothing.
    """

    def __init__(self, data: Iterable[T] | None = None) -> None:
        # The keys of a dictionary are unique and keep their order.
        self._items: dict[T, None] = dict.fromkeys(() if data is None else data)

    def __contains__(self, item: Any) -> bool:
        return item in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return self._hash()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self._items)})"


class OrderedSet(FrozenOrderedSet[T], MutableSet[T]):
    """A set that is looped over in the order in which its items were added.

    Parameters
    ----------
    data : iterable, optional
        The first items.
    """

    def add(self, item: T) -> None:  # type: ignore[override]
        """Put an item at the end, unless it is there already."""
        self._items[item] = None

    def discard(self, item: T) -> None:  # type: ignore[override]
        """Remove an item, if it is there."""
        self._items.pop(item, None)

    def update(self, other: Iterable[T]) -> None:
        """Add all items of another collection."""
        self._items.update(dict.fromkeys(other))

    def difference_update(self, other: Iterable[T]) -> None:
        """Remove all items of another collection."""
        for item in list(other):
            self.discard(item)

    def __hash__(self) -> int:
        raise TypeError("an OrderedSet can change and has no hash. Use a FrozenOrderedSet.")
