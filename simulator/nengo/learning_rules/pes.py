"""Learning from an error."""

from __future__ import annotations

import warnings
from typing import Any

from nengo.learning_rules.base import LearningRuleType, Rate
from nengo.params import Default, NumberParam
from nengo.synapses import Lowpass, SynapseParam


class PES(LearningRuleType):
    """Prescribed error sensitivity: change decoders so that an error gets smaller.

    Connect the error, which is what is decoded minus what should be, to the learning rule of
    the connection.

    Parameters
    ----------
    learning_rate : float
        How fast to learn. With 1 or more, neurons may get more current than can be represented.
    pre_synapse : Synapse, optional
        Filter of the activities that are blamed for the error.
    """

    modifies = "decoders"
    probeable = ("error", "activities", "delta")

    learning_rate = NumberParam("learning_rate", default=1e-4, low=0, readonly=True)
    pre_synapse = SynapseParam("pre_synapse", default=Lowpass(tau=0.005), readonly=True)

    def __init__(self, learning_rate: Rate = Default, pre_synapse: Any = Default) -> None:
        super().__init__(learning_rate, size_in="post_state")
        if learning_rate is not Default and self.learning_rate >= 1.0:
            warnings.warn(
                f"a learning rate of {learning_rate} is very high, and can lead to currents that "
                "are too big to represent. Try 1e-4.",
                stacklevel=2,
            )
        self.pre_synapse = pre_synapse
