"""Synapses: filters between a signal's source and its target."""

from nengo.synapses.base import Synapse
from nengo.synapses.linear import Alpha, LinearFilter, Lowpass
from nengo.synapses.param import SynapseParam
from nengo.synapses.triangle import Triangle

__all__ = ["Alpha", "LinearFilter", "Lowpass", "Synapse", "SynapseParam", "Triangle"]
