"""Learning from correlated activity, with forgetting."""

from __future__ import annotations

from typing import Any

from nengo.learning_rules.base import Rate
from nengo.learning_rules.hebbian import HebbianRuleType
from nengo.params import Default, NumberParam


class Oja(HebbianRuleType):
    """The rule of Oja.

    Neurons that are active together are connected more strongly; weights decay with the activity
    after the connection, so that they stay bounded.

    Parameters
    ----------
    learning_rate : float
        How fast to learn.
    pre_synapse : Synapse, optional
        Filter of the activities before the connection.
    post_synapse : Synapse, optional
        Filter of the activities after the connection; by default the same. None for no filter.
    beta : float
        How much to forget.
    """

    probeable = ("pre_filtered", "post_filtered", "delta")

    learning_rate = NumberParam("learning_rate", default=1e-6, low=0, readonly=True)
    beta = NumberParam("beta", default=1.0, low=0, readonly=True)

    def __init__(
        self,
        learning_rate: Rate = Default,
        pre_synapse: Any = Default,
        post_synapse: Any = Default,
        beta: Any = Default,
    ) -> None:
        super().__init__(learning_rate, pre_synapse, post_synapse)
        self.beta = beta
