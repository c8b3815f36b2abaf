"""RLS: recursive least squares."""

from __future__ import annotations

import numpy as np

from nengo.builder.learning_rules.base import (
    build_or_passthrough,
    pre_activity,
    require_shape,
)
from nengo.builder.model import Model
from nengo.builder.operator import Operator, Reset
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.connection import LearningRule
from nengo.learning_rules import RLS
from nengo.rc import rc


class SimRLS(Operator):
    """Change the weights, and the inverse correlations ``inv_gamma``, by least squares.

    With r the activity and P the inverse correlations: ``g = P r``, ``k = 1 / (1 + r · g)``,
    ``P -= k g gᵀ``, ``delta = -k · error ⊗ g``.

    Reads ``pre_filtered`` and ``error``, updates ``delta`` and ``inv_gamma``.

    Parameters
    ----------
    pre_filtered : Signal
        (n,) filtered activity, in hertz.
    error : Signal
        (m,) error.
    delta : Signal
        (m, n) change of the weights.
    inv_gamma : Signal
        (n, n) inverse of the correlations between activities.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        pre_filtered: Signal,
        error: Signal,
        delta: Signal,
        inv_gamma: Signal,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        require_shape(delta, rows=error, columns=pre_filtered)
        self.sets = []
        self.incs = []
        self.reads = [pre_filtered, error]
        self.updates = [delta, inv_gamma]

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
    def inv_gamma(self) -> Signal:
        """The inverse correlations."""
        return self.updates[1]

    @property
    def _description(self) -> str:
        return f"{self.delta} from {self.pre_filtered}, {self.error}"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        r, error = signals[self.pre_filtered], signals[self.error]
        delta, P = signals[self.delta], signals[self.inv_gamma]
        g, outer = np.empty(P.shape[0], P.dtype), np.empty_like(P)
        column, dot, multiply = error.reshape(-1, 1), np.dot, np.multiply

        def learn() -> None:
            dot(P, r, out=g)
            k = 1.0 / (1.0 + dot(r, g))
            multiply(k * g[:, None], g, out=outer)
            np.subtract(P, outer, out=P)
            multiply(-k * column, g, out=delta)

        return learn


@Builder.register(RLS)
def build_rls(model: Model, rls: RLS, rule: LearningRule) -> None:
    """Build the rule ``rls``.

    1. Filter the activity of all neurons of ``pre``.
    2. Make the error signal, reset in each step, and the inverse correlations.

    Sets "in", "error", "pre_filtered" and "inv_gamma" in ``model.sig[rule]``.
    """
    pre_filtered = build_or_passthrough(model, rls.pre_synapse, pre_activity(model, rule))
    error = Signal(shape=(rule.size_in,), name=f"{rule}.error")
    model.add_op(Reset(error))
    n_neurons = pre_filtered.shape[0]
    scale = rls.learning_rate * model.dt / n_neurons
    initial = np.eye(n_neurons, dtype=rc.float_dtype) * scale
    inv_gamma = Signal(initial, name=f"{rule}.inv_gamma")
    model.add_op(SimRLS(pre_filtered, error, model.sig[rule]["delta"], inv_gamma))
    model.sig[rule].update(
        {"in": error, "error": error, "pre_filtered": pre_filtered, "inv_gamma": inv_gamma}
    )
