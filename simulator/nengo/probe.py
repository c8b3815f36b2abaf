"""What to record."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.base import NengoObject, ObjView
from nengo.config import Config
from nengo.connection import Connection, LearningRule
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import ValidationError
from nengo.node import Node
from nengo.params import ConnectionDefault, Default, NumberParam, Parameter, StringParam
from nengo.solvers import SolverParam
from nengo.synapses import SynapseParam

PROBEABLE = (Ensemble, Node, Connection, Neurons, LearningRule)


class TargetParam(Parameter):
    """Something that has signals to record."""

    def coerce(self, probe: Probe, target: Any) -> Any:
        """Accept an object of a network, a part of one, or a slice."""
        whole = target.obj if isinstance(target, ObjView) else target
        if not isinstance(whole, PROBEABLE):
            raise ValidationError(
                f"{target!r} is of type {type(target).__name__!r}, which cannot be probed. "
                "Pass an ensemble, neurons, a node, a connection or a learning rule.",
                attr=self.name,
                obj=probe,
            )
        if not isinstance(whole, LearningRule) and (target.size_out or 0) < 1:
            raise ValidationError(
                f"{target} has size_out {target.size_out}, but a probe needs at least 1. "
                "Probe another object, or widen the slice.",
                attr=self.name,
                obj=probe,
            )
        return super().coerce(probe, target)


class AttributeParam(StringParam):
    """The name of one of the signals that the target has."""

    coerce_defaults = False

    def coerce(self, probe: Probe, attr: str | None) -> str | None:
        """Accept a name that the target lists as probeable; None means the first."""
        probeable = probe.obj.probeable
        if attr is None:
            return probeable[0]
        if attr not in probeable:
            raise ValidationError(
                f"{attr!r} cannot be probed on {probe.obj}. "
                f"Choose one of {', '.join(map(repr, probeable))}.",
                attr=self.name,
                obj=probe,
            )
        return super().coerce(probe, attr)


class ProbeSolverParam(SolverParam):
    """A solver; `ConnectionDefault` means the one that a connection made here would use."""

    def coerce(self, probe: Probe, solver: Any) -> Any:
        """Accept a solver, or `ConnectionDefault`."""
        if solver is ConnectionDefault:
            if not isinstance(probe, Probe):
                return solver  # a default: settled where the probe is made
            solver = Config.default(Connection, "solver")
        return super().coerce(probe, solver)


class Probe(NengoObject):
    """Records a signal of an object during a simulation.

    Parameters
    ----------
    target : Ensemble, Neurons, Node, Connection, LearningRule, or a slice of one
        What to record from.
    attr : str, optional
        Which of its signals. By default the first of ``target.probeable``.
    sample_every : float, optional
        Seconds between samples. By default each step is recorded.
    synapse : Synapse, optional
        Filter through which to record; a number is the time constant of a lowpass, in seconds.
    solver : Solver, optional
        Finds the decoders, if the decoded output of an ensemble is recorded.
    label : str, optional
        A name for people.
    seed : int, optional
        Fixes the random choices of the solver.
    """

    target = TargetParam("target")
    attr = AttributeParam("attr", default=None, optional=True)
    sample_every = NumberParam("sample_every", default=None, optional=True, low=1e-10)
    synapse = SynapseParam("synapse", default=None, optional=True)
    solver = ProbeSolverParam("solver", default=ConnectionDefault)

    def __init__(
        self,
        target: Any,
        attr: str | None = None,
        sample_every: Any = Default,
        synapse: Any = Default,
        solver: Any = Default,
        label: Any = Default,
        seed: Any = Default,
    ) -> None:
        super().__init__(label=label, seed=seed)
        self.target = target
        self.attr = attr
        self.sample_every = sample_every
        self.synapse = synapse
        self.solver = solver

    @property
    def obj(self) -> Any:
        """The target; if that is a slice, what it is a slice of."""
        return self.target.obj if isinstance(self.target, ObjView) else self.target

    @property
    def slice(self) -> slice | list | np.ndarray | None:
        """Which dimensions are recorded; None for all."""
        return self.target.slice if isinstance(self.target, ObjView) else None

    @property
    def size_in(self) -> int:
        """Number of values in a sample."""
        return self.target.size_out or self.target.size_in

    @property
    def size_out(self) -> int:
        """Zero: a probe gives nothing to the network."""
        return 0

    def _text(self, address: str = "") -> str:
        label = "" if self.label is None else f' "{self.label}"'
        return f"<Probe{label}{address} of {self.attr!r} of {self.target}>"
