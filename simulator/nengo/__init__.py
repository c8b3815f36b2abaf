"""Build brain-like models of neurons, and simulate them.

The names users write. Everything else is reached through the modules.
"""

import logging

from nengo import (
    base,
    builder,
    cache,
    config,
    connection,
    dists,
    ensemble,
    exceptions,
    learning_rules,
    network,
    networks,
    neurons,
    node,
    params,
    presets,
    probe,
    processes,
    simulator,
    solvers,
    spa,
    synapses,
    transforms,
    utils,
    version,
)
from nengo.base import Process
from nengo.config import Config
from nengo.connection import Connection
from nengo.ensemble import Ensemble
from nengo.learning_rules import BCM, PES, RLS, Oja, Voja
from nengo.network import Network
from nengo.neurons import (
    LIF,
    AdaptiveLIF,
    AdaptiveLIFRate,
    Direct,
    Izhikevich,
    LIFRate,
    PoissonSpiking,
    RectifiedLinear,
    RegularSpiking,
    Sigmoid,
    SpikingRectifiedLinear,
    StochasticSpiking,
    Tanh,
)
from nengo.node import Node
from nengo.params import Default
from nengo.probe import Probe
from nengo.rc import RC_DEFAULTS, rc
from nengo.simulator import Simulator
from nengo.synapses import Alpha, LinearFilter, Lowpass, Triangle
from nengo.transforms import (
    Conv,
    Convolution,
    ConvolutionTranspose,
    ConvTranspose,
    Dense,
    Sparse,
)
from nengo.version import version as __version__

__all__ = [
    "BCM",
    "LIF",
    "PES",
    "RC_DEFAULTS",
    "RLS",
    "AdaptiveLIF",
    "AdaptiveLIFRate",
    "Alpha",
    "Config",
    "Connection",
    "Conv",
    "ConvTranspose",
    "Convolution",
    "ConvolutionTranspose",
    "Default",
    "Dense",
    "Direct",
    "Ensemble",
    "Izhikevich",
    "LIFRate",
    "LinearFilter",
    "Lowpass",
    "Network",
    "Node",
    "Oja",
    "PoissonSpiking",
    "Probe",
    "Process",
    "RectifiedLinear",
    "RegularSpiking",
    "Sigmoid",
    "Simulator",
    "Sparse",
    "SpikingRectifiedLinear",
    "StochasticSpiking",
    "Tanh",
    "Triangle",
    "Voja",
    "__version__",
    "base",
    "builder",
    "cache",
    "config",
    "connection",
    "dists",
    "ensemble",
    "exceptions",
    "learning_rules",
    "network",
    "networks",
    "neurons",
    "node",
    "params",
    "presets",
    "probe",
    "processes",
    "rc",
    "simulator",
    "solvers",
    "spa",
    "synapses",
    "transforms",
    "utils",
    "version",
]

# Without a handler, Python prints our warnings in programs that set up no logging.
logging.getLogger(__name__).addHandler(logging.NullHandler())
