"""Choosing the action of greatest utility, and acting on the choice."""

from nengo.networks.basal_ganglia import BasalGanglia, Weights
from nengo.networks.thalamus import Thalamus

__all__ = ["BasalGanglia", "Thalamus", "Weights"]
