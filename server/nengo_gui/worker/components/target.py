"""From the name of something to show to what can be tapped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

import nengo
from nengo_gui.protocol.objects import ObjectId
from nengo_gui.worker.describe import probeable
from nengo_gui.worker.texts import shown

MAX_VALUES = 256
"""Lines of a plot when none were chosen; an even sample of more than that."""
MAX_NEURONS = 50
"""Neurons of a plot when none were chosen: each needs a row that can be seen."""
MAX_WHOLE = 64
"""Up to this size all of it is tapped, so that several plots can share one tap."""


class Target(NamedTuple):
    """What is watched.

    ``whole`` and ``attr`` are what ``nengo.Simulator.tap`` takes; ``dims`` the chosen dimensions or
    neurons, one for each channel; ``name`` and ``path`` what its object is called, and how it is
    found.
    """

    whole: Any
    attr: str
    dims: tuple[int, ...]
    name: str = ""
    path: ObjectId = ""

    @property
    def channels(self) -> int:
        """Number of lines."""
        return len(self.dims)

    @property
    def tapped(self) -> tuple[int, ...]:
        """The dimensions that are tapped for it: all of them, unless they are many."""
        size = self.whole.size_out
        return tuple(range(size)) if size <= MAX_WHOLE else self.dims


class TargetError(Exception):
    """There is no such thing to watch; the text says why, for the user."""


def find_target(
    objects: Mapping[ObjectId, Any],
    path: ObjectId,
    attr: str,
    dims: tuple[int, ...] | None,
    most: int | None = None,
) -> Target:
    """Find what to tap.

    Parameters
    ----------
    objects : mapping of str to Ensemble, Node or Network
        All that can be watched.
    path : str
        Which of them.
    attr : str
        One of the names that ``worker.describe.probeable`` gives for it.
    dims : tuple of int or None
        Dimensions or neurons; None for all, or an even sample of many.
    most : int, optional
        How many are not yet many; by default ``MAX_VALUES`` or ``MAX_NEURONS``.

    Raises
    ------
    TargetError
        If the object has no such thing.
    """
    obj = objects[path]
    check_probeable(obj, attr)
    name = shown(obj.label or path.rpartition(".")[2])
    return _tapped(obj, attr, dims, most)._replace(name=name, path=path)


def whole_of(node: nengo.Node) -> Target:
    """Return all that a Node puts out."""
    return Target(node, "output", tuple(range(node.size_out)))


def labels_of(targets: tuple[Target, ...]) -> tuple[str, ...]:
    """Name each channel by its number; where there are several objects, after its object."""
    if len(targets) == 1:
        return tuple(map(str, targets[0].dims))
    names = [target.name for target in targets]
    if len(set(names)) < len(names):  # alike in different networks
        names = [target.path.partition(".")[2] for target in targets]
    return tuple(
        name if target.whole.size_out == 1 else f"{name} {dim}"
        for name, target in zip(names, targets, strict=True)
        for dim in target.dims
    )


def _tapped(obj: Any, attr: str, dims: tuple[int, ...] | None, most: int | None) -> Target:
    if isinstance(obj, nengo.Connection):
        return _chosen(obj, "output", dims, MAX_WHOLE)
    if isinstance(obj, nengo.Network):
        obj = obj.output  # type: ignore[attr-defined]  # probeable says it has one
    if isinstance(obj, nengo.Node):
        return _chosen(obj, attr, dims, most or MAX_VALUES)
    if attr in ("output", "input"):
        return _chosen(
            obj, "decoded_output" if attr == "output" else attr, dims, most or MAX_VALUES
        )
    attr = "output" if attr in ("spikes", "rates") else attr
    return _chosen(obj.neurons, attr, dims, most or MAX_NEURONS)


def check_probeable(obj: Any, attr: str) -> None:
    """Raise ``TargetError`` if an object has nothing of this name to show."""
    if attr not in probeable(obj):
        raise TargetError(f"It has no {attr} to show.")


def _chosen(whole: Any, attr: str, dims: tuple[int, ...] | None, most: int) -> Target:
    size = whole.size_out
    if dims is None:
        dims = tuple(evenly(size, most))
    elif not dims or min(dims) < 0 or max(dims) >= size:
        raise TargetError(f"Not all of {list(dims)} are there: it has {size} (0 to {size - 1}).")
    return Target(whole, attr, dims)


def evenly(size: int, most: int) -> list[int]:
    """Choose at most so many indices below ``size``, evenly spread."""
    if size <= most:
        return list(range(size))
    return np.linspace(0, size - 1, most).round().astype(int).tolist()
