"""Learning which values neurons stand for."""

from __future__ import annotations

from typing import Any

from nengo.learning_rules.base import LearningRuleType, Rate
from nengo.params import Default, NumberParam
from nengo.synapses import Lowpass, SynapseParam


class Voja(LearningRuleType):
    """Vector Oja: move the encoders of active neurons towards the value they are active for.

    A signal connected to the learning rule of the connection changes how fast: 0 leaves the
    learning rate as it is, -1 stops learning.

    Parameters
    ----------
    learning_rate : float
        How fast to learn.
    post_synapse : Synapse, optional
        Filter of the activities of the neurons whose encoders move.
    """

    modifies = "encoders"
    probeable = ("post_filtered", "scaled_encoders", "delta")

    learning_rate = NumberParam("learning_rate", default=1e-2, low=0, readonly=True)
    post_synapse = SynapseParam("post_synapse", default=Lowpass(tau=0.005), readonly=True)

    def __init__(self, learning_rate: Rate = Default, post_synapse: Any = Default) -> None:
        super().__init__(learning_rate, size_in=1)
        self.post_synapse = post_synapse
