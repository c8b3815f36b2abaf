"""Learning from an error, as fast as can be."""

from __future__ import annotations

from typing import Any

from nengo.learning_rules.base import LearningRuleType, Rate
from nengo.params import Default, NumberParam
from nengo.synapses import Lowpass, SynapseParam


class RLS(LearningRuleType):
    """Recursive least squares: keep decoders at the least squares solution for all seen so far.

    Connect the error, which is what is decoded minus what should be, to the learning rule of
    the connection.

    Parameters
    ----------
    learning_rate : float
        How strongly to regularise, inversely.
    pre_synapse : Synapse, optional
        Filter of the activities that are blamed for the error.
    """

    modifies = "decoders"
    probeable = ("pre_filtered", "error", "delta", "inv_gamma")

    learning_rate = NumberParam("learning_rate", default=1e-3, low=0, readonly=True)
    pre_synapse = SynapseParam("pre_synapse", default=Lowpass(tau=0.005), readonly=True)

    def __init__(self, learning_rate: Rate = Default, pre_synapse: Any = Default) -> None:
        super().__init__(learning_rate, size_in="post_state")
        self.pre_synapse = pre_synapse
