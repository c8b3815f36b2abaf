"""Learning from correlated activity, with a threshold that moves."""

from __future__ import annotations

from typing import Any

from nengo.learning_rules.base import Rate
from nengo.learning_rules.hebbian import HebbianRuleType
from nengo.params import Default, NumberParam
from nengo.synapses import Lowpass, SynapseParam


class BCM(HebbianRuleType):
    """The rule of Bienenstock, Cooper and Munro.

    Neurons that are active together are connected more strongly if the one after the connection
    is more active than usual, and less strongly if it is less active than usual.

    Parameters
    ----------
    learning_rate : float
        How fast to learn.
    pre_synapse : Synapse, optional
        Filter of the activities before the connection.
    post_synapse : Synapse, optional
        Filter of the activities after the connection; by default the same. None for no filter.
    theta_synapse : Synapse, optional
        Filter of the activities after the connection that gives the usual activity.
    """

    probeable = ("theta", "pre_filtered", "post_filtered", "delta")

    learning_rate = NumberParam("learning_rate", default=1e-9, low=0, readonly=True)
    theta_synapse = SynapseParam("theta_synapse", default=Lowpass(tau=1.0), readonly=True)

    def __init__(
        self,
        learning_rate: Rate = Default,
        pre_synapse: Any = Default,
        post_synapse: Any = Default,
        theta_synapse: Any = Default,
    ) -> None:
        super().__init__(learning_rate, pre_synapse, post_synapse)
        self.theta_synapse = theta_synapse
