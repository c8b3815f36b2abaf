"""PES: decoders follow an error."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.connection import is_full_weights
from nengo.builder.learning_rules.base import (
    build_or_passthrough,
    get_post_ens,
    pre_activity,
    require_shape,
)
from nengo.builder.model import Model
from nengo.builder.operator import DotInc, Operator, Reset
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.connection import LearningRule
from nengo.ensemble import Neurons
from nengo.exceptions import BuildError
from nengo.learning_rules import PES


class SimPES(Operator):
    """``delta = -(learning_rate · dt / n) · error ⊗ pre_filtered``.

    Reads ``pre_filtered`` and ``error``, updates ``delta``.

    Parameters
    ----------
    pre_filtered : Signal
        (n,) filtered activity, in hertz.
    error : Signal
        (m,) error.
    delta : Signal
        (m, n) change of the weights.
    learning_rate : float
        Speed of learning.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        pre_filtered: Signal,
        error: Signal,
        delta: Signal,
        learning_rate: float,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        require_shape(delta, rows=error, columns=pre_filtered)
        self.learning_rate = learning_rate
        self.sets = []
        self.incs = []
        self.reads = [pre_filtered, error]
        self.updates = [delta]

    @property
    def pre_filtered(self) -> Signal:
        """The filtered activity."""
        return self.reads[0]

    @property
    def error(self) -> Signal:
        """The error."""
        return self.reads[1]

    @property
    def delta(self) -> Signal:
        """The change."""
        return self.updates[0]

    @property
    def _description(self) -> str:
        return f"{self.delta} from {self.pre_filtered}, {self.error}"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        pre_filtered, error = signals[self.pre_filtered], signals[self.error]
        delta = signals[self.delta]
        alpha = -self.learning_rate * dt / pre_filtered.shape[0]
        scaled = np.empty((error.size, 1), np.result_type(error, delta))
        column, multiply = error.reshape(-1, 1), np.multiply

        def learn() -> None:
            multiply(column, alpha, out=scaled)
            multiply(scaled, pre_filtered, out=delta)

        return learn


@Builder.register(PES)
def build_pes(model: Model, pes: PES, rule: LearningRule) -> None:
    """Build the rule ``pes``.

    1. Make the error signal, reset in each step.
    2. Filter the activity.
    3. If weights between neurons are learned, encode the error for each of them.

    Sets "in", "error" and "activities" in ``model.sig[rule]``.
    """
    conn = rule.connection
    error = Signal(shape=(rule.size_in,), name=f"{rule}.error")
    model.add_op(Reset(error))
    model.sig[rule]["in"] = model.sig[rule]["error"] = error
    activities = build_or_passthrough(model, pes.pre_synapse, pre_activity(model, rule))
    model.sig[rule]["activities"] = activities

    encoders = _error_encoders(model, conn)
    if encoders is not None:
        encoded = Signal(shape=(encoders.shape[0],), name=f"{rule}.encoded_error")
        model.add_op(Reset(encoded))
        model.add_op(DotInc(encoders, error, encoded, tag="PES: encode error"))
        error = encoded
    model.add_op(SimPES(activities, error, model.sig[rule]["delta"], pes.learning_rate))


def _error_encoders(model: Model, conn: Any) -> Signal | None:
    """Return the encoders of the neurons at the end, if the connection ends on neurons."""
    if not (isinstance(conn.post_obj, Neurons) or is_full_weights(conn)):
        return None
    if not isinstance(conn.post_slice, slice):
        raise BuildError(
            f"{conn} ends on neurons with index list {conn.post_slice!r}, where PES takes "
            "slices only. Use one connection per contiguous slice."
        )
    encoders = model.sig[get_post_ens(conn)]["encoders"]
    if isinstance(conn.post_obj, Neurons):
        return encoders[conn.post_slice]
    return encoders[:, conn.post_slice]
