"""Before merging: take out what a step need not do, and what is known before a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nengo.builder.operator import Copy, Operator, Reset, SimPyFunc, TimeUpdate
from nengo.builder.probe import SimProbe
from nengo.builder.processes import SimProcess
from nengo.builder.signal import Signal
from nengo_dl.builder.elementary import DotKernel, ElementwiseKernel, SparseKernel
from nengo_dl.builder.host import HostKernel
from nengo_dl.builder.kernel import Access, Kernel, kernel_for
from nengo_dl.builder.processes import LowpassKernel, SimTrainedLowpass


@dataclass(frozen=True)
class Source:
    """A signal that is known for all steps before they are run.

    Attributes
    ----------
    signal : Signal
        What is known; it owns its memory.
    op : Operator or None
        Computes it from the time alone; None if it is constant.
    """

    signal: Signal
    op: Operator | None


@dataclass(frozen=True)
class Task:
    """One operator, and the kernel that does it."""

    op: Operator
    kernel: type[Kernel]
    access: Access


@dataclass(frozen=True)
class Rewritten:
    """What is left to do in a step.

    Attributes
    ----------
    tasks : tuple of Task
        In the order of the operators.
    sources : tuple of Source
        What is fed from outside.
    fills : dict
        Base signal → (n,) its value before anything is added to it in a step.
    """

    tasks: tuple[Task, ...]
    sources: tuple[Source, ...]
    fills: dict[Signal, np.ndarray]


def rewrite(
    operators: Sequence[Operator],
    inputs: Iterable[Signal],
    taus: Mapping[Any, Signal],
) -> Rewritten:
    """Prepare the operators of a model.

    1. What depends on the time alone becomes a source.
    2. Signals that are reset as a whole begin each step with their value.
    3. What adds zero is left out.
    4. Every operator gets its kernel.

    Parameters
    ----------
    operators : sequence of Operator
        Those of the model.
    inputs : iterable of Signal
        Constant outputs of nodes, for which data may be given.
    taus : dict
        Operator of a filter → the signal of its time constant, if that is trained.
    """
    left, sources = _take_out_sources(operators)
    sources += [Source(signal, None) for signal in inputs]
    left = [_trained(op, taus) for op in left]
    tasks, fills = _take_out_resets([_task(op) for op in left])
    return Rewritten(tuple(_without_zeros(tasks, fills)), tuple(sources), fills)


def _take_out_sources(operators: Sequence[Operator]) -> tuple[list[Operator], list[Source]]:
    left: list[Operator] = []
    sources = []
    for op in operators:
        if isinstance(op, SimProbe | TimeUpdate):
            continue
        output = _known_output(op)
        if output is None:
            left.append(op)
        elif output in op.incs:
            drawn = Signal(shape=output.shape, name=f"{output.name}.drawn")
            sources.append(Source(drawn, op))
            left.append(Copy(drawn, output, inc=True))
        else:
            sources.append(Source(output, op))
    return left, sources


def _known_output(op: Operator) -> Signal | None:
    """Return what an operator sets or increments, if that depends on the time alone."""
    if isinstance(op, SimPyFunc):
        depends_on = op.x
    elif isinstance(op, SimProcess) and op.mode in ("set", "inc"):
        depends_on = op.input
    else:
        return None
    is_whole = op.output is not None and not (op.output.is_view and op.output in op.sets)
    return op.output if depends_on is None and is_whole else None


def _trained(op: Operator, taus: Mapping[Any, Signal]) -> Operator:
    is_trained = isinstance(op, SimProcess) and op in taus
    return SimTrainedLowpass(op, taus[op]) if is_trained else op  # type: ignore[arg-type]


def _task(op: Operator) -> Task:
    kernel = kernel_for(op) or HostKernel
    return Task(op, kernel, kernel.access(op))


def _take_out_resets(tasks: list[Task]) -> tuple[list[Task], dict[Signal, np.ndarray]]:
    fills: dict[Signal, np.ndarray] = {}
    left = []
    for task in tasks:
        op = task.op
        if isinstance(op, Reset) and not op.dst.is_view:
            fills[op.dst] = np.full(op.dst.size, op.value)
        else:
            left.append(task)
    return left, fills


ADDING = (DotKernel, ElementwiseKernel, SparseKernel)


def _without_zeros(tasks: list[Task], fills: Mapping[Signal, np.ndarray]) -> list[Task]:
    """Leave out products with signals that are zero, until none is left."""
    while True:
        written = {write.ref.base for task in tasks for write in task.access.writes}
        zeros = {base for base, fill in fills.items() if base not in written and not fill.any()}
        left = [task for task in tasks if not _adds_zero(task, zeros)]
        if len(left) == len(tasks):
            return tasks
        tasks = left


def _adds_zero(task: Task, zeros: set[Signal]) -> bool:
    is_sum = task.kernel in ADDING or (isinstance(task.op, Copy) and task.op.inc)
    return is_sum and any(read.base in zeros for read in task.access.reads)


def trained_filter(operators: Iterable[Any], output: Signal) -> Operator | None:
    """Return the lowpass filter of first order that updates ``output``, if there is one."""
    for op in operators:
        if isinstance(op, SimProcess) and op.output is output:
            return op if op.input is not None and LowpassKernel.accepts(op) else None
    return None
