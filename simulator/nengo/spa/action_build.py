"""What the modules that carry out actions have in common: bringing pointers to inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.connection import Connection
from nengo.exceptions import SpaModuleError
from nengo.networks import CircularConvolution
from nengo.node import Node
from nengo.spa.action_objects import Convolution, Source, Symbol
from nengo.spa.vocab import Vocabulary

if TYPE_CHECKING:
    from nengo.spa.spa import SPA


def pointer_output(spa: SPA, name: str) -> tuple[Any, Vocabulary]:
    """Return an output and its vocabulary.

    Raises
    ------
    SpaModuleError
        If it has none: a number cannot be used as a pointer.
    """
    node, vocab = spa.get_module_output(name)
    if vocab is None:
        raise SpaModuleError(
            f"{name!r} gives no semantic pointer, but one is needed here. "
            "Use it as a number, in a condition."
        )
    return node, vocab


def pointer_input(spa: SPA, name: str) -> tuple[Any, Vocabulary]:
    """Return an input and its vocabulary.

    Raises
    ------
    SpaModuleError
        If it has none: it takes something else than pointers.
    """
    node, vocab = spa.get_module_input(name)
    if vocab is None:
        raise SpaModuleError(
            f"{name!r} takes no semantic pointer. Connect to its node, {node}, instead."
        )
    return node, vocab


def route_transform(source_vocab: Vocabulary, target_vocab: Vocabulary, source: Source) -> Any:
    """Make the transform from an output to an input.

    It inverts the pointer if asked to, convolves it with the constant, and translates it.

    Returns
    -------
    (target_vocab.dimensions, source_vocab.dimensions) ndarray
    """
    transform = constant_transform(source_vocab, source.transform)
    transform = np.dot(source_vocab.transform_to(target_vocab), transform)
    if source.inverted:
        transform = transform[:, -np.arange(source_vocab.dimensions)]
    return transform


def constant_transform(vocab: Vocabulary, constant: Symbol) -> np.ndarray:
    """Make the transform that convolves with a constant."""
    return vocab.parse(constant.symbol).get_convolution_matrix()


def bias_of(module: Any, target_name: str) -> Node:
    """Return the node of a module that always gives one, making it if need be."""
    if not hasattr(module, "bias"):
        with module:
            module.bias = Node([1], label=f"{target_name} bias")
    return module.bias


def add_convolution(
    spa: SPA, target_name: str, effect: Convolution, n_neurons: int, synapse: Any
) -> CircularConvolution:
    """Convolve two outputs inside the module that gets the result.

    Returns
    -------
    CircularConvolution
        What convolves them, in the vocabulary of the first.
    """
    target, target_vocab = pointer_input(spa, target_name)
    source1, vocab = pointer_output(spa, effect.source1.name)
    source2, vocab2 = pointer_output(spa, effect.source2.name)
    with spa.get_module(target_name):
        convolution = CircularConvolution(n_neurons, vocab.dimensions, label=f"cconv_{effect}")
    with spa:
        constant = constant_transform(vocab, effect.transform)
        result = np.dot(vocab.transform_to(target_vocab), constant)
        Connection(convolution.output, target, transform=result, synapse=synapse)
        for source, node, own_vocab, end in (
            (effect.source1, source1, vocab, convolution.input_a),
            (effect.source2, source2, vocab2, convolution.input_b),
        ):
            transform = route_transform(own_vocab, vocab, source)
            Connection(node, end, transform=transform, synapse=synapse)
    return convolution
