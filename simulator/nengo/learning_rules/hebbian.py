"""What rules have in common that learn from the activities at both ends alone."""

from __future__ import annotations

import inspect
from typing import Any

from nengo.learning_rules.base import LearningRuleType, Rate
from nengo.params import Default
from nengo.synapses import Lowpass, SynapseParam


class HebbianRuleType(LearningRuleType):
    """A rule that changes weights by the filtered activities before and after a connection.

    Parameters
    ----------
    learning_rate : float
        How fast to learn.
    pre_synapse : Synapse, optional
        Filter of the activities before the connection.
    post_synapse : Synapse, optional
        Filter of the activities after the connection; by default the same. None for no filter.
    """

    modifies = "weights"

    pre_synapse = SynapseParam("pre_synapse", default=Lowpass(tau=0.005), readonly=True)
    post_synapse = SynapseParam("post_synapse", default=None, readonly=True)

    def __init__(self, learning_rate: Rate, pre_synapse: Any, post_synapse: Any) -> None:
        super().__init__(learning_rate, size_in=0)
        self.pre_synapse = pre_synapse
        self.post_synapse = self.pre_synapse if post_synapse is Default else post_synapse

    def _is_default(self, argument: inspect.Parameter) -> bool:
        if argument.name == "post_synapse":
            return self.post_synapse == self.pre_synapse
        return super()._is_default(argument)
