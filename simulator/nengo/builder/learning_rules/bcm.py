"""BCM: weights grow where activity exceeds its own average."""

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
from nengo.learning_rules import BCM


class SimBCM(Operator):
    """``delta = learning_rate · dt · (post · (post - theta)) ⊗ pre``.

    Reads ``pre_filtered``, ``post_filtered`` and ``theta``, updates ``delta``.

    Parameters
    ----------
    pre_filtered, post_filtered : Signal
        (n_pre,) and (n_post,) filtered activities, in hertz.
    theta : Signal
        (n_post,) threshold between weakening and strengthening, in hertz.
    delta : Signal
        (n_post, n_pre) change of the weights.
    learning_rate : float
        Speed of learning.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        pre_filtered: Signal,
        post_filtered: Signal,
        theta: Signal,
        delta: Signal,
        learning_rate: float,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        require_shape(delta, rows=post_filtered, columns=pre_filtered)
        self.learning_rate = learning_rate
        self.sets = []
        self.incs = []
        self.reads = [pre_filtered, post_filtered, theta]
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
    def theta(self) -> Signal:
        """The threshold."""
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
        theta, delta = signals[self.theta], signals[self.delta]
        alpha = self.learning_rate * dt
        factor, multiply = np.empty_like(post), np.multiply
        column = factor.reshape(-1, 1)

        def learn() -> None:
            np.subtract(post, theta, out=factor)
            multiply(factor, post, out=factor)
            multiply(factor, alpha, out=factor)
            multiply(column, pre, out=delta)

        return learn


@Builder.register(BCM)
def build_bcm(model: Model, bcm: BCM, rule: LearningRule) -> None:
    """Build the rule ``bcm``: filter both activities, and average the one after the weights.

    Sets "theta", "pre_filtered" and "post_filtered" in ``model.sig[rule]``.
    """
    post = post_activity(model, rule)
    pre_filtered = build_or_passthrough(model, bcm.pre_synapse, pre_activity(model, rule))
    post_filtered = build_or_passthrough(model, bcm.post_synapse, post)
    theta = build_or_passthrough(model, bcm.theta_synapse, post)
    delta = model.sig[rule]["delta"]
    model.add_op(SimBCM(pre_filtered, post_filtered, theta, delta, bcm.learning_rate))
    model.sig[rule].update(
        {"theta": theta, "pre_filtered": pre_filtered, "post_filtered": post_filtered}
    )
