"""Oja: Hebbian learning that forgets as fast as it must to stay bounded."""

from __future__ import annotations

import numpy as np

from nengo.builder.learning_rules.base import (
    build_or_passthrough,
    post_activity,
    pre_activity,
    require_shape,
)
from nengo.builder.model import Model
from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.connection import LearningRule
from nengo.learning_rules import Oja


class SimOja(Operator):
    """``delta = learning_rate · dt · (post ⊗ pre - beta · weights · post²)``.

    Reads ``pre_filtered``, ``post_filtered`` and ``weights``, updates ``delta``.

    Parameters
    ----------
    pre_filtered, post_filtered : Signal
        (n_pre,) and (n_post,) filtered activities, in hertz.
    weights : Signal
        (n_post, n_pre) weights as they are in this step.
    delta : Signal
        (n_post, n_pre) change of the weights.
    learning_rate : float
        Speed of learning.
    beta : float
        Speed of forgetting, relative to that.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        pre_filtered: Signal,
        post_filtered: Signal,
        weights: Signal,
        delta: Signal,
        learning_rate: float,
        beta: float,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        require_shape(delta, rows=post_filtered, columns=pre_filtered)
        self.learning_rate = learning_rate
        self.beta = beta
        self.sets = []
        self.incs = []
        self.reads = [pre_filtered, post_filtered, weights]
        self.updates = [delta]

    @property
    def pre_filtered(self) -> Signal:
        """The filtered activity before the weights."""
        return self.reads[0]

    @property
    def post_filtered(self) -> Signal:
        """The filtered activity after the weights."""
        return self.reads[1]

    @property
    def weights(self) -> Signal:
        """The weights."""
        return self.reads[2]

    @property
    def delta(self) -> Signal:
        """The change."""
        return self.updates[0]

    @property
    def _description(self) -> str:
        return f"{self.delta} from {self.pre_filtered}, {self.post_filtered}"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        pre, post = signals[self.pre_filtered], signals[self.post_filtered]
        weights, delta = signals[self.weights], signals[self.delta]
        alpha, beta = self.learning_rate * dt, self.beta
        growth, decay = np.empty((post.size, 1), post.dtype), np.empty((post.size, 1), post.dtype)
        grown, column, multiply = np.empty_like(delta), post.reshape(-1, 1), np.multiply

        def learn() -> None:
            multiply(column, alpha, out=growth)
            multiply(growth, column, out=decay)
            multiply(decay, -beta, out=decay)
            multiply(weights, decay, out=delta)
            multiply(growth, pre, out=grown)
            np.add(delta, grown, out=delta)

        return learn


@Builder.register(Oja)
def build_oja(model: Model, oja: Oja, rule: LearningRule) -> None:
    """Build the rule ``oja``: filter both activities.

    Sets "pre_filtered" and "post_filtered" in ``model.sig[rule]``.
    """
    pre_filtered = build_or_passthrough(model, oja.pre_synapse, pre_activity(model, rule))
    post_filtered = build_or_passthrough(model, oja.post_synapse, post_activity(model, rule))
    model.add_op(
        SimOja(
            pre_filtered,
            post_filtered,
            weights=model.sig[rule.connection]["weights"],
            delta=model.sig[rule]["delta"],
            learning_rate=oja.learning_rate,
            beta=oja.beta,
        )
    )
    model.sig[rule].update({"pre_filtered": pre_filtered, "post_filtered": post_filtered})
