"""Build a probe."""

from __future__ import annotations

import numpy as np

from nengo.builder.connection import slice_signal
from nengo.builder.model import Model
from nengo.builder.operator import Copy, Operator, Reset
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.connection import Connection, LearningRule
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import BuildError
from nengo.node import Node
from nengo.probe import Probe

SIGNAL_NAMES = {
    Ensemble: {"input": "in", "scaled_encoders": "encoders"},
    Neurons: {"output": "out", "input": "in"},
    Node: {"output": "out"},
    Connection: {"output": "weighted", "input": "in"},
    LearningRule: {},
}
"""Class → attribute of a probe → name of the signal, where the two differ."""


class SimProbe(Operator):
    """Keep a signal alive that is sampled after each step; does nothing itself.

    Reads ``signal``.

    Parameters
    ----------
    signal : Signal
        (...) what is sampled.
    tag : str, optional
        For people only.
    """

    def __init__(self, signal: Signal, tag: str | None = None) -> None:
        super().__init__(tag=tag)
        self.sets = []
        self.incs = []
        self.reads = [signal]
        self.updates = []

    @property
    def signal(self) -> Signal:
        """What is sampled."""
        return self.reads[0]

    @property
    def _description(self) -> str:
        return str(self.signal)

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        return lambda: None


def conn_probe(model: Model, probe: Probe) -> None:
    """Build into ``model`` a probe of decoded values: a connection that ends at the probe."""
    conn = Connection(
        probe.target,
        probe,
        synapse=probe.synapse,
        solver=probe.solver,
        add_to_container=False,  # type: ignore[call-arg]  # the metaclass takes it
    )
    conn.__dict__["_birthplace"] = probe._birthplace
    model.seeds[conn] = model.seeds[probe]
    model.seeded[conn] = model.seeded[probe]
    model.sig[probe]["in"] = Signal(shape=(conn.size_out,), name=str(probe))
    model.add_op(Reset(model.sig[probe]["in"]))
    model.build(conn)


def signal_probe(model: Model, key: str, probe: Probe) -> None:
    """Build a probe of a signal that the model has.

    Parameters
    ----------
    model : Model
        Receives the signals and operators.
    key : str
        Name of the signal among those of the target.
    probe : Probe
        The probe.

    Raises
    ------
    BuildError
        If there is no such signal.
    """
    signal = model.sig[probe.obj].get(key) if probe.obj in model.sig else None
    if signal is None:
        raise BuildError(
            f"{probe} asks for {probe.attr!r}, which {probe.obj} does not have in this model. "
            "Probe something else, or add what is missing."
        )
    if probe.slice is not None:
        signal = slice_signal(model, signal, probe.slice)
    if probe.synapse is None:
        model.sig[probe]["in"] = signal
        return
    model.sig[probe]["filtered"] = model.build(probe.synapse, signal, mode="update")
    model.sig[probe]["in"] = Signal(shape=signal.shape, name=str(probe))
    model.add_op(Copy(model.sig[probe]["filtered"], model.sig[probe]["in"]))


@Builder.register(Probe)
def build_probe(model: Model, probe: Probe) -> None:
    """Build a probe.

    1. Find the signal: decoded by a connection of its own, or one that the target has.
    2. Filter it.

    Sets ``model.sig[probe]["in"]``, which is sampled, and adds to ``model.probes``.
    """
    if isinstance(probe.obj, Ensemble) and probe.attr == "decoded_output":
        conn_probe(model, probe)
    else:
        signal_probe(model, _signal_name(probe), probe)
    model.add_op(SimProbe(model.sig[probe]["in"]))
    model.probes.append(probe)
    model.params[probe] = []  # a simulator keeps the samples


def _signal_name(probe: Probe) -> str:
    for cls, names in SIGNAL_NAMES.items():
        if isinstance(probe.obj, cls):
            return names.get(probe.attr, probe.attr)
    raise BuildError(
        f"{probe} has a target of type {type(probe.obj).__name__}, which cannot be probed. "
        f"Probe one of {', '.join(cls.__name__ for cls in SIGNAL_NAMES)}."
    )
