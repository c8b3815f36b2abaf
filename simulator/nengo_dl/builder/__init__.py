"""Operators of a built model in JAX: one kernel per kind; mirrors `nengo.builder`.

Importing this package registers the kernels of the core's operators.
"""

from nengo_dl.builder import (
    convolution,
    elementary,
    learning_rules,
    neuron_types,
    processes,
    tensor_node,
)
from nengo_dl.builder.kernel import Access, Context, Kernel, Ref, Write, lowers, ref
from nengo_dl.builder.neurons import NeuronMath, register_neurons

__all__ = [
    "Access",
    "Context",
    "Kernel",
    "NeuronMath",
    "Ref",
    "Write",
    "convolution",
    "elementary",
    "learning_rules",
    "lowers",
    "neuron_types",
    "processes",
    "ref",
    "register_neurons",
    "tensor_node",
]
