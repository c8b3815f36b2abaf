"""Read a signal of a running program, as a probe there would, without building again."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import Any

import numpy as np

from nengo.builder.model import Model
from nengo.cache import NoDecoderCache
from nengo.engine.order import operator_dependency_graph, toposort
from nengo.engine.places import before_updates
from nengo.engine.program import Insertion, Program
from nengo.engine.ring import Ring
from nengo.probe import Probe

RANK = 1
"""After holds: a tap sees what everybody else sees."""


class Tap:
    """The values of a signal after each step, from the step it was opened on.

    Made by `nengo.Simulator.tap`.

    Parameters
    ----------
    program : Program
        The running program.
    insertion : Insertion
        The operators that decode and filter, already inserted.
    """

    def __init__(self, program: Program, insertion: Insertion) -> None:
        self._program = program
        self._insertion: Insertion | None = insertion
        self._ring: Ring = insertion.samples

    @property
    def closed(self) -> bool:
        """Whether it has been closed."""
        return self._insertion is None

    def read(self) -> tuple[int, np.ndarray]:
        """Take out everything since the last call.

        Returns
        -------
        first_step : int
            Number of the step after which the first sample was taken.
        samples : (n_samples, size) ndarray
            One row per step. If nobody reads for long, the oldest are dropped.
        """
        return self._ring.read()

    def close(self) -> None:
        """Stop sampling, and free what that cost. What was sampled can still be read."""
        if self._insertion is not None:
            self._program.remove(self._insertion)
            self._insertion = None


def make_tap(program: Program, model: Model, target: Any, attr: str | None, synapse: Any) -> Tap:
    """Open a tap.

    1. Build a probe beside the model, which is left as it is.
    2. Insert its operators where those of a probe would have run: before the signal that they
       read is updated.

    Parameters
    ----------
    program : Program
        The running program.
    model : Model
        What it was compiled from.
    target, attr, synapse
        As in `Probe`.
    """
    probe = Probe(
        target,
        attr,
        synapse=synapse,
        sample_every=None,
        add_to_container=False,  # type: ignore[call-arg]  # the metaclass takes it
    )
    aside = _model_aside(model, probe)
    aside.build(probe)
    operators = toposort(operator_dependency_graph(aside.operators))
    signal = aside.sig[probe]["in"]
    insertion = Insertion(
        operators,
        position=before_updates(program.plan, operators),
        rank=RANK,
        origin=target,
        record=signal,
        samples=Ring(signal.shape, signal.dtype, next_step=program.n_steps + 1),
    )
    program.insert(insertion)
    return Tap(program, insertion)


def _model_aside(model: Model, probe: Probe) -> Model:
    """Return a model that knows all objects of this one, but keeps to itself what is added."""
    aside = copy.copy(model)
    aside.operators, aside.probes, aside.origins = [], [], {}
    aside.params, aside.sig = dict(model.params), defaultdict(dict, model.sig)
    aside.decoder_cache, aside.build_callback = NoDecoderCache(), None
    aside.seeds = {**model.seeds, probe: model.seeds.get(probe.obj, 0)}
    aside.seeded = {**model.seeded, probe: False}
    return aside
