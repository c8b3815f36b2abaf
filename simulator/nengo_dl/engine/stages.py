"""What is done for all steps at once, and what step by step.

Kernels that feed back on themselves, through others or through their own state, form a loop. All
others see their operands of all steps at once, before the loop that needs them or after the one
they need: a matrix times a vector becomes a matrix times a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nengo.builder.signal import Signal
from nengo_dl.builder.kernel import Access, Kernel, Training, Write
from nengo_dl.engine.graph import components, dependencies
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
    name : str
        The name of its variables.
    """

    def __init__(self, kernel: Kernel, layout: Layout, name: str) -> None:
        self.kernel, self.name = kernel, name
        self.reads = [Reader(layout.find(role)) for role in kernel.reads]
        self.keeps = [Reader(layout.find(role)) for role in kernel.keeps]
        self.writes = [
            Writer(mode, layout.find(role))
            for mode, role in zip(kernel.modes, kernel.writes, strict=True)
        ]

    def results(self, ctx, values: Values, start: Values) -> list:  # type: ignore[no-untyped-def]  # noqa: ANN001
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
    return [_stage(sorted(component), kernels, edges, layout) for component in components(edges)]


def _stage(
    component: list[int], kernels: Sequence[Kernel], edges: dict[int, set[int]], layout: Layout
) -> Stage:
    is_loop = (
        len(component) > 1 or component[0] in edges[component[0]] or kernels[component[0]].in_order
    )
    routed = [Routed(kernels[k], layout, f"kernel{k}") for k in component]
    return Stage(tuple(routed), is_loop)


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
