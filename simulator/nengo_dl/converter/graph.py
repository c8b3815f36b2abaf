"""The graph of a Keras model: which layer was called with what, in an order that can be followed.

This is the only place that knows how Keras keeps its graph.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any

import keras

Shape = tuple[int | None, ...]


@dataclasses.dataclass(frozen=True, eq=False)
class Call:
    """One use of a layer.

    Attributes
    ----------
    layer : keras.layers.Layer or keras.Operation
        What is called.
    inputs : tuple of keras.KerasTensor
        The tensors it takes.
    outputs : tuple of keras.KerasTensor
        The tensors it gives.
    index : int
        How often it was called before.
    arguments : (tuple, dict)
        All its arguments by position and by name, where tensors stand for their values.
    is_per_step : bool
        Whether the layer is called step by step, although its tensors have an axis of time.
    """

    layer: Any
    inputs: tuple[Any, ...]
    outputs: tuple[Any, ...]
    index: int
    arguments: tuple[tuple[Any, ...], dict[str, Any]]
    is_per_step: bool = False

    @property
    def name(self) -> str:
        """The layer's name, with a number from its second use on."""
        return self.layer.name if self.index == 0 else f"{self.layer.name}.{self.index}"

    def fill_in(self, values: dict[int, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return the arguments with values in place of tensors.

        Parameters
        ----------
        values : dict
            The `id` of each tensor → its value.
        """

        def value_of(argument: Any) -> Any:
            return values[id(argument)] if isinstance(argument, keras.KerasTensor) else argument

        return keras.tree.map_structure(value_of, self.arguments)


def calls_of(model: Any) -> list[Call]:
    """Return the calls that lead from the inputs of a model to its outputs, inputs first.

    Parameters
    ----------
    model : keras.Model
        A functional or sequential model; models inside it are single calls.
    """
    found: dict[int, Call] = {}
    for tensor in model.inputs:
        found.setdefault(id(_node_of(tensor)), _call_of(tensor))
    for tensor in model.outputs:
        for producer in _producers(tensor, found):
            found[id(_node_of(producer))] = _call_of(producer)
    return list(found.values())


def has_graph(layer: Any) -> bool:
    """Whether a layer is a model whose inside can be followed, rather than a class of its own."""
    if not isinstance(layer, keras.Model):
        return False
    if isinstance(layer, keras.Sequential):
        return layer.built and bool(layer.inputs)
    return bool(getattr(layer, "inputs", None)) and type(layer).call is _functional_call()


@functools.cache
def _functional_call() -> Any:
    """Return what a functional model does when called; a subclass may do something else."""
    tensor = keras.Input((1,))
    return type(keras.Model(tensor, tensor)).call


def _producers(tensor: Any, found: dict[int, Call]) -> Iterator[Any]:
    """Yield one output of each call before a tensor that was not found yet, in order."""
    waiting = [tensor]
    seen = set(found)
    while waiting:
        tensor = waiting[-1]
        missing = [x for x in _node_of(tensor).input_tensors if id(_node_of(x)) not in seen]
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        if id(_node_of(tensor)) not in seen:
            seen.add(id(_node_of(tensor)))
            yield tensor


def _node_of(tensor: Any) -> Any:
    history = tensor._keras_history
    return history.operation._inbound_nodes[history.node_index]


def _call_of(tensor: Any) -> Call:
    history, node = tensor._keras_history, _node_of(tensor)
    return Call(
        layer=node.operation,
        inputs=tuple(node.input_tensors),
        outputs=tuple(node.outputs),
        index=history.node_index,
        arguments=(node.arguments.args, node.arguments.kwargs),
    )
