"""Neuron types: how an input current becomes rates or spikes."""

from nengo.neurons.adaptive import AdaptiveLIF, AdaptiveLIFRate
from nengo.neurons.base import NeuronType, NeuronTypeParam
from nengo.neurons.direct import Direct
from nengo.neurons.izhikevich import Izhikevich
from nengo.neurons.lif import LIF, LIFRate
from nengo.neurons.rectified import RectifiedLinear, SpikingRectifiedLinear
from nengo.neurons.sigmoid import Sigmoid, Tanh
from nengo.neurons.spiking import (
    PoissonSpiking,
    RatesToSpikesNeuronType,
    RegularSpiking,
    StochasticSpiking,
)
from nengo.neurons.tuning import settled_firingrate

__all__ = [
    "LIF",
    "AdaptiveLIF",
    "AdaptiveLIFRate",
    "Direct",
    "Izhikevich",
    "LIFRate",
    "NeuronType",
    "NeuronTypeParam",
    "PoissonSpiking",
    "RatesToSpikesNeuronType",
    "RectifiedLinear",
    "RegularSpiking",
    "Sigmoid",
    "SpikingRectifiedLinear",
    "StochasticSpiking",
    "Tanh",
    "settled_firingrate",
]
