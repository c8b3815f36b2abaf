"""What is done for all steps at once, and what step by step.

Kernels that feed back on themselves, through others or through their own state, form a loop. All
others see their operands of all steps at once, before the loop that needs them or after the one
they need: a matrix times a vector becomes a matrix times a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nengo.builder.signal import Signal
from nengo_dl.builder.kernel import Access, Context, Kernel, Ref, Training, Write
from nengo_dl.engine.graph import Edges, components, dependencies
from nengo_dl.engine.layout import STATE, Layout
from nengo_dl.engine.operands import Reader, Values, Writer


class Routed:
    """A kernel that knows where its operands are.

    Attributes
    ----------
    kernel : Kernel
        What is done.
    reads, keeps : list of Reader
        One for each operand.
    writes : list of Writer
        One for each result.
    """

    def __init__(self, kernel: Kernel, layout: Layout) -> None:
        self.kernel = kernel
        self.reads = [Reader(layout.find(role)) for role in kernel.reads]
        self.keeps = [Reader(layout.find(role)) for role in kernel.keeps]
        self.writes = [
            Writer(mode, layout.find(role))
            for mode, role in zip(kernel.modes, kernel.writes, strict=True)
        ]

    def results(self, ctx: Context, values: Values, start: Values) -> list[Any]:
        """Call the kernel."""
        reads = [read(values) for read in self.reads]
        keeps = [keep(start) for keep in self.keeps]
        return self.kernel(ctx, reads, keeps)


@dataclass(frozen=True)
class Stage:
    """Kernels that are done together.

    Attributes
    ----------
    kernels : tuple of Routed
        In the order in which they are done within a step.
    is_loop : bool
        Whether they are done step by step.
    """

    kernels: tuple[Routed, ...]
    is_loop: bool

    @property
    def read(self) -> set[str]:
        """Names of the blocks whose value in a step is needed, or added to."""
        names = {block.name for each in self.kernels for r in each.reads for block in r.blocks}
        return names | {
            block.name for each in self.kernels for w in each.writes for block in w.blocks
        }

    @property
    def carried(self) -> set[str]:
        """Names of the blocks that are handed from step to step."""
        written = [block for each in self.kernels for w in each.writes for block in w.blocks]
        return {block.name for block in written if block.kind == STATE}


def make_stages(
    kernels: Sequence[Kernel], layout: Layout, states: set[Signal], training: Training | None
) -> list[Stage]:
    """Divide kernels into stages.

    Parameters
    ----------
    kernels : sequence of Kernel
        In an order in which they can be done within a step.
    layout : Layout
        Where their operands are.
    states : set of Signal
        Base signals that are carried from step to step.
    training : Training, optional
        How to train; None to run.
    """
    if training is not None:
        kernels = [kernel.when_training(training) for kernel in kernels]
    now, later = dependencies([_whole_access(kernel) for kernel in kernels], states)
    edges = {k: now[k] | later[k] for k in now}
    return [
        Stage(tuple(Routed(kernels[k], layout) for k in sorted(group)), is_loop)
        for group, is_loop in _absorb(components(edges), kernels, edges, layout)
    ]


Group = tuple[list[int], bool]
"""Numbers of kernels, and whether they are done step by step."""

FEW_ENTRIES = 2**8
"""Entries up to which a kernel is too small to be worth a loop, or a call, of its own."""

MANY_ENTRIES = 2**16
"""Entries from which on weights should meet all steps at once, since they leave the cache."""

REDUCTION = 8
"""How many times fewer entries a kernel must write than read to be done within a loop."""


def _absorb(
    found: list[list[int]], kernels: Sequence[Kernel], edges: Edges, layout: Layout
) -> list[Group]:
    """Let loops do what little is to be done with their results.

    A loop that hands on decoded values instead of spikes writes a hundredth to memory.
    """
    before: Edges = {k: set() for k in edges}
    for k, successors in edges.items():
        for successor in successors:
            before[successor].add(k)
    groups: list[Group] = []
    place: dict[int, int] = {}
    for component in found:
        needed = {k for member in component for k in before[member]} - set(component)
        last = max((place[k] for k in needed), default=None)
        if (
            last is not None
            and groups[last][1]
            and _is_little([kernels[k] for k in component], layout)
        ):
            groups[last][0].extend(component)
        else:
            last = len(groups)
            groups.append((list(component), _is_loop(component, kernels, edges)))
        place.update(dict.fromkeys(component, last))
    return groups


def _is_loop(component: list[int], kernels: Sequence[Kernel], edges: Edges) -> bool:
    first = component[0]
    return len(component) > 1 or first in edges[first] or kernels[first].in_order


def _is_little(kernels: Sequence[Kernel], layout: Layout) -> bool:
    if any(kernel.in_order for kernel in kernels):
        return False
    n_read = sum(_size(kernel.reads) + _size(kernel.keeps) for kernel in kernels)
    n_written = sum(_size(kernel.writes) for kernel in kernels)
    is_tiny = n_read + n_written <= FEW_ENTRIES
    is_reduction = n_read <= MANY_ENTRIES and REDUCTION * n_written <= n_read
    return (is_tiny or is_reduction) and all(_reads_all(kernel, layout) for kernel in kernels)


def _reads_all(kernel: Kernel, layout: Layout) -> bool:
    """Whether a kernel reads whole blocks: the gradient for a part is as large as the whole."""
    for role in kernel.reads:
        blocks = {place.block.name: place.block for place in layout.find(role)}
        size = sum(block.initial.size for block in blocks.values())
        if size > max(FEW_ENTRIES, sum(each.size for each in role)):
            return False
    return True


def _size(roles: Sequence[Sequence[Ref]]) -> int:
    return sum(each.size for role in roles for each in role)


def _whole_access(kernel: Kernel) -> Access:
    """Return what all operators of a kernel touch."""
    return Access(
        tuple(each for role in kernel.reads for each in role),
        tuple(each for role in kernel.keeps for each in role),
        tuple(
            Write(mode, each)
            for mode, role in zip(kernel.modes, kernel.writes, strict=True)
            for each in role
        ),
    )
