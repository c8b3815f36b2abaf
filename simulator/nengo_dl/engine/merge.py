"""Like tasks into one wide kernel, so that the time to compile does not grow with the network."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from nengo.builder.signal import Signal
from nengo_dl.builder.kernel import Kernel
from nengo_dl.engine.graph import Dependencies, depths
from nengo_dl.engine.rewrite import Task

FEW_KERNELS = 60
"""Kernels up to which layers of a network are kept apart, so that each is done in its turn."""


def merge(
    tasks: Sequence[Task], dependent: Dependencies, kinds: Mapping[Signal, Hashable], dt: float
) -> tuple[list[Kernel], list[int]]:
    """Merge like tasks.

    Layers, of which none feeds back on one before, are kept apart if that leaves few kernels: each
    may then be done for all steps at once. Otherwise all that can be done at the same time is.

    Parameters
    ----------
    tasks : sequence of Task
        What a step does.
    dependent : Dependencies
        Which need the results of which.
    kinds : dict
        Base signal → what kind of memory it has; what is merged reads the same kinds.
    dt : float
        Length of a step, in seconds.

    Returns
    -------
    kernels : list of Kernel
        In an order in which they can be done.
    places : list of int
        For each task, the number of its kernel.
    """
    likeness = [_likeness(task, kinds) for task in tasks]
    layered = list(zip(likeness, depths(dependent), strict=True))
    if len(set(layered)) <= FEW_KERNELS:
        groups = _group(layered, dependent)
    else:
        groups = _group(likeness, dependent)
    kernels = [tasks[group[0]].kernel([tasks[i].op for i in group], dt) for group in groups]
    place = {i: k for k, group in enumerate(groups) for i in group}
    return kernels, [place[i] for i in range(len(tasks))]


def _likeness(task: Task, kinds: Mapping[Signal, Hashable]) -> Hashable:
    read = tuple(kinds.get(each.base) for each in task.access.reads)
    written = tuple(kinds.get(write.ref.base) for write in task.access.writes)
    return task.kernel, task.kernel.likeness(task.op), read, written


def _group(likeness: Sequence[Hashable], dependent: Dependencies) -> list[list[int]]:
    """Group tasks so that none depends on another one of its group, not even on a detour."""
    n_waiting_for = [0] * len(likeness)
    for successors in dependent.now.values():
        for i in successors:
            n_waiting_for[i] += 1
    n_left: dict[Hashable, int] = {}
    ready: dict[Hashable, list[int]] = {}
    for i, kind in enumerate(likeness):
        n_left[kind] = n_left.get(kind, 0) + 1
        if n_waiting_for[i] == 0:
            ready.setdefault(kind, []).append(i)
    groups = []
    while ready:
        kind = _choose(ready, n_left)
        group = ready.pop(kind)
        n_left[kind] -= len(group)
        groups.append(group)
        for successor in (j for i in group for j in dependent.now[i]):
            n_waiting_for[successor] -= 1
            if n_waiting_for[successor] == 0:
                ready.setdefault(likeness[successor], []).append(successor)
    assert sum(map(len, groups)) == len(likeness), "the core refuses circles within a step"
    return groups


def _choose(ready: Mapping[Hashable, list[int]], n_left: Mapping[Hashable, int]) -> Hashable:
    """Choose a kind of which all that is left is ready, or else that of which most is."""
    return max(ready, key=lambda kind: (len(ready[kind]) == n_left[kind], len(ready[kind])))
