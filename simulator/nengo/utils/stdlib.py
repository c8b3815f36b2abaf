"""What one misses in the standard library: sets, weak containers, calls, groups, a clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from nengo.functions import CheckedCall, checked_call
from nengo.utils.ordered_sets import FrozenOrderedSet, OrderedSet
from nengo.utils.weak import WeakKeyDefaultDict, WeakKeyIDDictionary, WeakSet

__all__ = [
    "CheckedCall",
    "FrozenOrderedSet",
    "OrderedSet",
    "Timer",
    "WeakKeyDefaultDict",
    "WeakKeyIDDictionary",
    "WeakSet",
    "checked_call",
    "execfile",
    "groupby",
]


def execfile(path: Any, globals: dict, locals: dict | None = None) -> None:
    """Run a Python file in a namespace.

    Parameters
    ----------
    path : path-like
        The file.
    globals : dict
        Where it finds and leaves its names.
    locals : dict, optional
        Where it leaves its names instead.
    """
    with open(path, "rb") as file:
        code = compile(file.read(), str(path), "exec")
    exec(code, globals, globals if locals is None else locals)


def groupby(
    objects: Iterable[Any],
    key: Callable[[Any], Any],
    hashable: bool | None = None,
    force_list: bool = True,
) -> Iterable[tuple[Any, Any]]:
    """Put together the objects that have the same key, wherever they stand.

    Parameters
    ----------
    objects : iterable
        What to group.
    key : callable
        Gives the key of an object.
    hashable : bool, optional
        Whether keys have a hash. Groups then keep the order of their first objects; otherwise
        keys are sorted. By default, the first object's key tells.
    force_list : bool
        Whether to return a list rather than any iterable.

    Returns
    -------
    iterable of (key, list)
        Within a group, objects keep their order.
    """
    pairs = [(key(obj), obj) for obj in objects]
    if hashable is None:
        hashable = not pairs or _is_hashable(pairs[0][0])
    groups = _group_hashable(pairs) if hashable else _group_sortable(pairs)
    return groups if force_list else iter(groups)


class Timer:
    """A clock for a ``with`` block.

    Attributes
    ----------
    start, end : float or None
        When the block was entered and left, on a clock of arbitrary origin, in seconds.
    duration : float or None
        How long it took, in seconds.

    Examples
    --------
    >>> with Timer() as timer:
    ...     sim.run(1.0)
    >>> timer.duration
    """

    def __init__(self) -> None:
        self.start: float | None = None
        self.end: float | None = None
        self.duration: float | None = None

    def __enter__(self) -> Timer:
        self.end = self.duration = None
        self.start = time.perf_counter()
        return self

    def __exit__(self, *exc_info: object) -> None:
        assert self.start is not None
        self.end = time.perf_counter()
        self.duration = self.end - self.start


def _is_hashable(key: Any) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True


def _group_hashable(pairs: list[tuple[Any, Any]]) -> list[tuple[Any, list]]:
    groups: dict[Any, list] = {}
    for key, obj in pairs:
        groups.setdefault(key, []).append(obj)
    return list(groups.items())


def _group_sortable(pairs: list[tuple[Any, Any]]) -> list[tuple[Any, list]]:
    groups: list[tuple[Any, list]] = []
    for key, obj in sorted(pairs, key=lambda pair: pair[0]):
        if not groups or groups[-1][0] != key:
            groups.append((key, []))
        groups[-1][1].append(obj)
    return groups
