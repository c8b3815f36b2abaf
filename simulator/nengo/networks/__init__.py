"""Ready-made networks: arrays of ensembles, products, memories, action selection.

The order in which a network makes its parts fixes their seeds, and is part of its contract.
"""

from nengo.networks.actionselection import BasalGanglia, Thalamus
from nengo.networks.assoc_mem import AssociativeMemory
from nengo.networks.circularconvolution import CircularConvolution
from nengo.networks.ensemblearray import EnsembleArray
from nengo.networks.product import Product
from nengo.networks.workingmemory import InputGatedMemory

__all__ = [
    "AssociativeMemory",
    "BasalGanglia",
    "CircularConvolution",
    "EnsembleArray",
    "InputGatedMemory",
    "Product",
    "Thalamus",
]
