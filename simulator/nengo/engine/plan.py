"""The ordered work of one step: what planning yields, and what targets start from."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nengo.builder.model import Model
from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.engine.order import Edges, operator_dependency_graph, toposort


@dataclass(frozen=True)
class Sampled:
    """A signal that is recorded after steps.

    Attributes
    ----------
    key : Probe
        For whom.
    signal : Signal
        What is recorded.
    period : float
        Steps between samples; need not be whole.
    """

    key: Any
    signal: Signal
    period: float


@dataclass(frozen=True)
class Plan:
    """The ordered work of one step.

    Attributes
    ----------
    dt : float
        Length of a step, in seconds.
    operators : tuple of Operator
        In the order in which they run.
    edges : dict
        Operator → those that must run after it.
    origins : dict
        Operator → the object of the user for which it was made.
    samples : tuple of Sampled
        What is recorded after each step.
    step, time : Signal
        The number of the step, and the time in seconds.
    """

    dt: float
    operators: tuple[Operator, ...]
    edges: Edges
    origins: dict[Operator, Any]
    samples: tuple[Sampled, ...]
    step: Signal
    time: Signal

    @classmethod
    def of(cls, model: Model) -> Plan:
        """Plan the step of a model that has been built."""
        edges = operator_dependency_graph(model.operators)
        return cls(
            dt=model.dt,
            operators=tuple(toposort(edges)),
            edges=edges,
            origins=model.origins,
            samples=tuple(_sampled(model, probe) for probe in model.probes),
            step=model.step,
            time=model.time,
        )

    @property
    def signals(self) -> list[Signal]:
        """All signals that own memory: those that play the same role beside each other.

        Voltages of all neurons, inputs of all ensembles …: what is done to one of them is done to
        its neighbours too, and may then be done at once.
        """
        roles: dict[tuple, dict[Signal, None]] = {}
        # In the order of creation, which is the same for all roles of an object.
        for op in self.edges:
            for signal, role in _roles(op):
                roles.setdefault(role, {})[signal.base] = None
        sampled = (sample.signal.base for sample in self.samples)
        return list(dict.fromkeys([*itertools.chain(*roles.values()), *sampled]))

    def __str__(self) -> str:
        lines = [f"Plan of {len(self.operators)} operators, dt={self.dt}"]
        lines += [f"{i:5d}  {op}" for i, op in enumerate(self.operators)]
        lines += [f"       sample {s.signal} every {s.period:g} steps" for s in self.samples]
        return "\n".join(lines)


def _roles(op: Operator) -> Iterator[tuple[Signal, tuple]]:
    """Yield the signals that an operator touches, each with what it is to it."""
    for name in ("sets", "incs", "updates", "reads"):
        for i, signal in enumerate(getattr(op, name)):
            yield signal, (type(op), name, i)


def _sampled(model: Model, probe: Any) -> Sampled:
    period = 1.0 if probe.sample_every is None else probe.sample_every / model.dt
    return Sampled(probe, model.sig[probe]["in"], period)
