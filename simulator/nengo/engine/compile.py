"""The table of contents of this folder: from a built model to a program."""

from __future__ import annotations

from nengo.builder.model import Model
from nengo.engine.columns import store_by_columns
from nengo.engine.memory import Memory
from nengo.engine.plan import Plan
from nengo.engine.program import Program
from nengo.engine.targets import choose_target
from nengo.engine.targets.numpy import NumpyTarget


def compile_model(model: Model, engine: str | None = None) -> Program:
    """Turn a built model into a program that advances time by ``dt`` in each step.

    Parameters
    ----------
    model : Model
        Signals, operators and probes.
    engine : str, optional
        What carries out the steps; see `nengo.engine.targets.choose_target`.

    Returns
    -------
    Program
        Call its ``reset`` before the first step.

    Raises
    ------
    BuildError
        If operators depend on each other in a circle, or write what is read-only.
    """
    target = choose_target(engine)
    if not isinstance(target, NumpyTarget):
        store_by_columns(model)
    plan = Plan.of(model)
    return Program(plan, Memory(plan.signals), target)
