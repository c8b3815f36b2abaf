"""The table of contents of this folder: from a built model to a program in JAX."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nengo.builder import Model
from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.engine.plan import Plan
from nengo_dl.builder.kernel import SET, UPDATE, Access, Ref, ref
from nengo_dl.engine.graph import dependencies
from nengo_dl.engine.layout import FIXED, SOURCE, STATE, STEP, TRAINED, Layout, lay_out
from nengo_dl.engine.merge import merge
from nengo_dl.engine.operands import Reader
from nengo_dl.engine.program import Program
from nengo_dl.engine.rewrite import Source, rewrite


@dataclass(frozen=True)
class Compiled:
    """A program, and how it is connected to the model.

    Attributes
    ----------
    program : Program
        What runs.
    layout : Layout
        Where the model's signals are.
    sources : tuple of Source
        What must be fed.
    operators : tuple of Operator
        Those of the model, in the order in which the core runs them.
    """

    program: Program
    layout: Layout
    sources: tuple[Source, ...]
    operators: tuple[Operator, ...]


def compile_model(
    model: Model,
    samples: Mapping[str, Signal],
    inputs: Collection[Signal] = (),
    trained: Collection[Signal] = (),
    taus: Mapping[Operator, Signal] | None = None,
    dtype: str = "float32",
) -> Compiled:
    """Turn a built model into a program.

    Parameters
    ----------
    model : Model
        Signals and operators.
    samples : dict
        Name → signal to record.
    inputs : collection of Signal
        Constant outputs of nodes, for which data may be given.
    trained : collection of Signal
        Base signals that are parameters to train.
    taus : dict, optional
        Operator of a filter → its time constant, if that is trained.
    dtype : str
        Type of all numbers.
    """
    plan = Plan.of(model)
    rewritten = rewrite(plan.operators, inputs, taus or {})
    sources = (*rewritten.sources, Source(model.time, None), Source(model.step, None))
    accesses = [task.access for task in rewritten.tasks]
    sampled = {name: ref(signal) for name, signal in samples.items()}
    kinds = _kinds(accesses, sampled.values(), rewritten.fills, sources, trained)
    states = {base for base, kind in kinds.items() if kind == STATE}
    dependent = dependencies(accesses, states)
    kernels, _ = merge(rewritten.tasks, dependent, kinds, model.dt)
    layout = lay_out(kernels, kinds, rewritten.fills, sampled.values())
    readers = {name: Reader(layout.find([each])) for name, each in sampled.items()}
    program = Program(kernels, layout, states, readers, model.dt, dtype)
    return Compiled(program, layout, tuple(sources), plan.operators)


def _kinds(
    accesses: Sequence[Access],
    sampled: Any,
    fills: Mapping[Signal, np.ndarray],
    sources: Sequence[Source],
    trained: Collection[Signal],
) -> dict[Signal, str]:
    """Return base signal → kind of memory it needs."""
    fed = {source.signal.base for source in sources}
    carried = {each.base for access in accesses for each in access.keeps}
    carried |= {w.ref.base for access in accesses for w in access.writes if w.mode == UPDATE}
    written = {write.ref.base for access in accesses for write in access.writes}
    complete = set(fills) | _set_as_a_whole(accesses)
    read = [each.base for access in accesses for each in access.reads]
    kinds = {}
    for base in [*read, *written, *(each.base for each in sampled)]:
        if base in fed:
            kinds[base] = SOURCE
        elif base in carried or (base in written and base not in complete):
            kinds[base] = STATE
        elif base in written or base in fills:
            kinds[base] = STEP
        else:
            kinds[base] = TRAINED if base in trained else FIXED
    return kinds


def _set_as_a_whole(accesses: Sequence[Access]) -> set[Signal]:
    covered: dict[Signal, np.ndarray] = {}
    for refs in ([w.ref for w in access.writes if w.mode == SET] for access in accesses):
        for each in refs:
            _mark(covered, each)
    return {base for base, mask in covered.items() if mask.all()}


def _mark(covered: dict[Signal, np.ndarray], each: Ref) -> None:
    mask = covered.setdefault(each.base, np.zeros(each.base.size, dtype=bool))
    mask[each.positions] = True
