"""Voja: encoders move towards the inputs that excite their neurons."""

from __future__ import annotations

import numpy as np

from nengo.builder.learning_rules.base import (
    build_or_passthrough,
    get_post_ens,
    post_activity,
    require_shape,
)
from nengo.builder.model import Model
from nengo.builder.operator import Operator, Reset
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.connection import LearningRule
from nengo.exceptions import BuildError
from nengo.learning_rules import Voja


class SimVoja(Operator):
    """``delta = learning_rate · dt · L · (scale · post ⊗ x - post · encoders)``.

    Reads ``pre_decoded``, ``post_filtered``, ``scaled_encoders`` and ``learning_signal``;
    updates ``delta``.

    Parameters
    ----------
    pre_decoded : Signal
        (dimensions,) x, the whole input of the ensemble.
    post_filtered : Signal
        (n_neurons,) filtered activity, in hertz.
    scaled_encoders : Signal
        (n_neurons, dimensions) encoders times gain over radius, as they are in this step.
    delta : Signal
        (n_neurons, dimensions) change of the encoders.
    scale : (n_neurons,) ndarray
        Gain over radius.
    learning_signal : Signal
        (1,) L, by which learning is sped up or, at zero, stopped.
    learning_rate : float
        Speed of learning.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        pre_decoded: Signal,
        post_filtered: Signal,
        scaled_encoders: Signal,
        delta: Signal,
        scale: np.ndarray,
        learning_signal: Signal,
        learning_rate: float,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        require_shape(delta, rows=post_filtered, columns=pre_decoded)
        self.scale = scale
        self.learning_rate = learning_rate
        self.sets = []
        self.incs = []
        self.reads = [pre_decoded, post_filtered, scaled_encoders, learning_signal]
        self.updates = [delta]

    @property
    def pre_decoded(self) -> Signal:
        """The whole input of the ensemble."""
        return self.reads[0]

    @property
    def post_filtered(self) -> Signal:
        """The filtered activity."""
        return self.reads[1]

    @property
    def scaled_encoders(self) -> Signal:
        """The encoders."""
        return self.reads[2]

    @property
    def weights(self) -> Signal:
        """The encoders, under the name that what is learned has in other rules."""
        return self.reads[2]

    @property
    def learning_signal(self) -> Signal:
        """The factor on the speed of learning."""
        return self.reads[3]

    @property
    def delta(self) -> Signal:
        """The change."""
        return self.updates[0]

    @property
    def _description(self) -> str:
        return f"{self.delta} from {self.pre_decoded}, {self.post_filtered}"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        x, post = signals[self.pre_decoded], signals[self.post_filtered]
        encoders, delta = signals[self.scaled_encoders], signals[self.delta]
        learning_signal = signals[self.learning_signal]
        alpha, multiply = self.learning_rate * dt, np.multiply
        scale, post = self.scale.reshape(-1, 1), post.reshape(-1, 1)
        attraction, decay = np.empty(post.shape, delta.dtype), np.empty_like(delta)

        def learn() -> None:
            multiply(scale, post, out=attraction)
            multiply(attraction, x, out=delta)
            multiply(post, encoders, out=decay)
            np.subtract(delta, decay, out=delta)
            multiply(delta, alpha * learning_signal, out=delta)

        return learn


@Builder.register(Voja)
def build_voja(model: Model, voja: Voja, rule: LearningRule) -> None:
    """Build the rule ``voja``.

    1. Filter the activity.
    2. Make the learning signal, one unless something is connected to it.

    Sets "in", "scaled_encoders" and "post_filtered" in ``model.sig[rule]``.
    """
    post = get_post_ens(rule.connection)
    built, encoders = model.params[post], model.sig[post]["encoders"]
    if built.gain is None:
        raise BuildError(
            f"{post} is in direct mode and has no encoders, which {voja} would change. "
            "Give it neurons, or remove the rule."
        )
    post_filtered = build_or_passthrough(model, voja.post_synapse, post_activity(model, rule))
    learning_signal = Signal(shape=(rule.size_in,), name=f"{rule}.learning_signal")
    model.add_op(Reset(learning_signal, value=1.0))
    model.add_op(
        SimVoja(
            pre_decoded=model.sig[post]["in"],
            post_filtered=post_filtered,
            scaled_encoders=encoders,
            delta=model.sig[rule]["delta"],
            scale=built.gain / post.radius,
            learning_signal=learning_signal,
            learning_rate=voja.learning_rate,
        )
    )
    model.sig[rule].update(
        {"in": learning_signal, "scaled_encoders": encoders, "post_filtered": post_filtered}
    )
