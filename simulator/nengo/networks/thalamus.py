"""The thalamus: acts on what the basal ganglia have chosen."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.dists import Choice, Uniform
from nengo.network import Network
from nengo.networks.ensemblearray import EnsembleArray
from nengo.networks.renamed import refuse_net
from nengo.node import Node


class Thalamus(Network):
    """Turns the output of the basal ganglia into one active action among silent ones.

    Its ensembles are active unless the basal ganglia inhibit them, and inhibit each other.

    Parameters
    ----------
    dimensions : int
        Number of actions.
    n_neurons_per_ensemble : int
        Number of neurons for each action.
    mutual_inhib : float
        How strongly actions inhibit each other.
    threshold : float
        Value below which an action is not represented at all.
    **kwargs
        ``label``, ``seed`` and ``add_to_container``; see `nengo.Network`.

    Attributes
    ----------
    input, output : Node
        One dimension for each action.
    actions : EnsembleArray
        One ensemble for each action.
    bias : Node
        Keeps the actions active.
    """

    def __init__(
        self,
        dimensions: int,
        n_neurons_per_ensemble: int = 50,
        mutual_inhib: float = 1.0,
        threshold: float = 0.0,
        **kwargs: Any,
    ) -> None:
        refuse_net(kwargs)
        kwargs.setdefault("label", "Thalamus")
        super().__init__(**kwargs)
        others = np.eye(dimensions) - 1
        with self:
            self.actions = EnsembleArray(
                n_neurons_per_ensemble,
                dimensions,
                intercepts=Uniform(threshold, 1),
                encoders=Choice([[1.0]]),
                label="actions",
            )
            Connection(self.actions.output, self.actions.input, transform=others * mutual_inhib)
            self.bias = Node([1], label="thalamus bias")
            Connection(self.bias, self.actions.input, transform=np.ones((dimensions, 1)))
        self.input = self.actions.input
        self.output = self.actions.output
