"""``nengo run``: let a model's time pass, and keep what its probes record."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import nengo
from nengo_gui.batch.opening import Opened, open_model
from nengo_gui.batch.parameters import Parameter
from nengo_gui.batch.report import size_of, tell
from nengo_gui.batch.results import Recording
from nengo_gui.protocol.objects import Problem
from nengo_gui.worker.load import LoadError
from nengo_gui.worker.problems import Phase

INTERRUPTED = 130
"""Exit status of programs that Ctrl-C ended, as shells expect it."""
NO_PROBES = Problem(
    "The model has no probes, so there is nothing to save.",
    remedy="Add `probe = nengo.Probe(…)` in the model, or leave out --out.",
)


class Wanted(NamedTuple):
    """How to run; ``time`` and ``dt`` in seconds."""

    time: float
    dt: float
    seed: int | None
    engine: str | None
    out: Path | None


def run(path: Path, parameters: Sequence[Parameter], wanted: Wanted) -> int:
    """Run a model file; returns an exit status. What was recorded before an error is kept."""
    try:
        opened = open_model(path, parameters)
    except LoadError as error:
        tell(path, error.problems)
        return 1
    tell(path, opened.model.warnings)
    if wanted.out is not None and not opened.model.network.all_probes:
        tell(path, [NO_PROBES])
        return 1
    try:
        with opened.guards.lifted():
            sim = _build(opened, wanted)
    except Exception as error:
        return _fail(path, opened, error, "build")
    with sim:
        status = _advance(path, opened, sim, wanted)
        return _keep(sim, opened, wanted) or status


def _build(opened: Opened, wanted: Wanted) -> nengo.Simulator:
    return nengo.Simulator(
        opened.model.network,
        dt=wanted.dt,
        seed=wanted.seed,
        engine=wanted.engine,
        progress_bar=sys.stdout.isatty(),
    )


def _advance(path: Path, opened: Opened, sim: nengo.Simulator, wanted: Wanted) -> int:
    started = time.perf_counter()
    status = 0
    try:
        sim.run(wanted.time)
    except KeyboardInterrupt:
        print(f"Stopped at t = {sim.time:.3f} s.", file=sys.stderr)
        status = INTERRUPTED
    except Exception as error:
        print(f"Failed at t = {sim.time:.3f} s.", file=sys.stderr)
        status = _fail(path, opened, error, "step")
    took = time.perf_counter() - started
    ratio = sim.time / took if took else 0.0
    print(f"{path}: {size_of(opened.model.network)}.")
    print(f"{sim.time:g} simulated seconds in {took:.3g} s: {ratio:.3g} × real time.")
    return status


def _keep(sim: nengo.Simulator, opened: Opened, wanted: Wanted) -> int:
    recording = Recording(sim, opened.naming)
    print(*recording.lines(), sep="\n", end="\n" if recording else "")
    if wanted.out is None:
        return 0
    try:
        recording.save(wanted.out)
    except (OSError, ValueError) as error:
        print(f"nengo: {wanted.out} was not written: {error}", file=sys.stderr)
        return 1
    print(f"Saved to {wanted.out}.")
    return 0


def _fail(path: Path, opened: Opened, error: Exception, phase: Phase) -> int:
    tell(path, [opened.problem_of(error, phase)])
    return 1
