"""Containers that forget an item when nobody else uses it any more."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, MutableMapping, MutableSet
from typing import Any


class WeakKeyIDDictionary(MutableMapping):
    """A dictionary whose keys are compared by identity, and go when nobody else holds them.

    Unlike `weakref.WeakKeyDictionary`, it takes keys that have no hash, and keeps two keys
    apart that are equal.

    Parameters
    ----------
    *args : mapping or iterable of (key, value), optional
        The first items.
    **kwargs
        Refused by the weak references: words cannot be keys.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._keys: dict[int, weakref.ref] = {}
        self._values: dict[int, Any] = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key: Any) -> Any:
        if key not in self:
            raise KeyError(key)
        return self._values[id(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        address = id(key)

        def forget(_: weakref.ref) -> None:
            self._forget(address)

        self._keys[address] = weakref.ref(key, forget)
        self._values[address] = value

    def __delitem__(self, key: Any) -> None:
        if key not in self:
            raise KeyError(key)
        self._forget(id(key))

    def __contains__(self, key: Any) -> bool:
        reference = self._keys.get(id(key))
        return reference is not None and reference() is key

    def __iter__(self) -> Iterator[Any]:
        keys = [reference() for reference in list(self._keys.values())]
        return (key for key in keys if key is not None)

    def __len__(self) -> int:
        return len(self._keys)

    def _forget(self, address: int) -> None:
        self._keys.pop(address, None)
        self._values.pop(address, None)


class WeakKeyDefaultDict(MutableMapping):
    """A dictionary that makes values on demand, for keys that go when nobody else holds them.

    Parameters
    ----------
    default_factory : callable
        Makes the value of a key that is asked for and missing.
    items : mapping or iterable of (key, value), optional
        The first items.
    **kwargs
        Refused by the weak references: words cannot be keys.
    """

    def __init__(
        self, default_factory: Callable[[], Any], items: Any = None, **kwargs: Any
    ) -> None:
        self.default_factory = default_factory
        self._items: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()
        self.update(() if items is None else items, **kwargs)

    def __getitem__(self, key: Any) -> Any:
        if key not in self._items:
            self._items[key] = self.default_factory()
        return self._items[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._items[key] = value

    def __delitem__(self, key: Any) -> None:
        del self._items[key]

    def __contains__(self, key: Any) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class WeakSet(MutableSet):
    """A set of items that go when nobody else holds them.

    Parameters
    ----------
    items : iterable, optional
        The first items.
    """

    def __init__(self, items: Iterable[Any] | None = None) -> None:
        self._items: weakref.WeakSet = weakref.WeakSet(() if items is None else items)

    def add(self, key: Any) -> None:  # type: ignore[override]
        """Put the item ``key`` in."""
        self._items.add(key)

    def discard(self, key: Any) -> None:  # type: ignore[override]
        """Take the item ``key`` out, if it is there."""
        self._items.discard(key)

    def __contains__(self, key: Any) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
