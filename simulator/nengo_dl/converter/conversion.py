"""What has been converted so far, and the way from layer to layer."""

from __future__ import annotations

import functools
from typing import Any

from nengo.exceptions import ValidationError
from nengo.neurons import NeuronType
from nengo.node import Node
from nengo_dl.converter.base import LayerConverter, Shape
from nengo_dl.converter.fallback import Fallback
from nengo_dl.converter.graph import Call, calls_of, has_graph
from nengo_dl.converter.nested import ConvertModel
from nengo_dl.converter.options import Options
from nengo_dl.converter.registry import registered
from nengo_dl.converter.scaling import Scaled, scaled


class Conversion:
    """The conversion of one model, with the models inside it.

    Parameters
    ----------
    options : Options
        What the user chose.

    Attributes
    ----------
    objects : dict
        The `id` of a tensor → the object that represents it, flattened.
    calls : list of Call
        What has been converted, in order.
    notices : list of str
        What the user should be warned of.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.objects: dict[int, Any] = {}
        self.calls: list[Call] = []
        self.notices: list[str] = []
        self._with_weights: set[int] = set()

    def follow(self, model: Any) -> None:
        """Convert all calls of a model, except those that have been."""
        for call in calls_of(model):
            if id(call.outputs[0]) not in self.objects or call.inputs:
                self.convert(call)

    def convert(self, call: Call) -> None:
        """Convert one call, whose inputs have been."""
        self._check_sharing(call)
        converter = self.converter_for(call)
        result = converter.convert()
        results = result if isinstance(result, list) else [result]
        for tensor, obj in zip(call.outputs, results, strict=True):
            self.objects[id(tensor)] = obj
        self.calls.append(call)

    def converter_for(self, call: Call) -> LayerConverter:
        """Return the converter of a call: that for its type, or the fallback.

        Raises
        ------
        TypeError
            If it takes the fallback, which is not allowed.
        ValidationError
            If the layer needs several steps at once.
        """
        inputs = [self.objects[id(tensor)] for tensor in call.inputs]
        kind = self._kind(call.layer)
        converter = Fallback(call, inputs, self) if kind is None else kind(call, inputs, self)
        if converter.works_along_time():
            raise converter.refuse("it works along time, which a network goes through by steps")
        reason = converter.refusal()
        if kind is None:
            reason = f"there is no converter for {type(call.layer).__name__}"
        if reason is None:
            return converter
        self.check_fallback(call, reason)
        return Fallback(call, inputs, self)

    def check_fallback(self, call: Call, reason: str) -> None:
        """Note that Keras itself has to compute something; raise if that is not allowed.

        Parameters
        ----------
        call : Call
        reason : str
            Why, as a clause.

        Raises
        ------
        TypeError
            If the user wants no fallback.
        """
        if not self.options.allow_fallback:
            raise TypeError(
                f"Layer {call.name!r} cannot be converted to neurons and nodes: {reason}. "
                "Change it, or pass allow_fallback=True to keep it as a TensorNode."
            )
        self.notices.append(
            f"Layer {call.name!r} stays a layer of Keras inside a TensorNode: {reason}. "
            "The network then only runs in nengo_dl."
        )

    def shape_of(self, tensor: Any) -> Shape:
        """Shape of a tensor for one item and, in a temporal model, one step.

        Raises
        ------
        ValidationError
            If a size is not known.
        """
        shape = tuple(tensor.shape[2 if self.options.temporal_model else 1 :])
        if None in shape:
            raise ValidationError(
                f"tensor {tensor.name!r} has shape {tensor.shape}, but all sizes except that of "
                "the batch must be known. Give keras.Input the whole shape, or pass "
                "temporal_model=True if axis 1 is time.",
                attr="model",
            )
        return shape or (1,)

    def scaled(self, call: Call, neuron_type: NeuronType) -> Scaled:
        """Return the type with which the neurons of a layer fire as often as the user wants."""
        scales = self.options.scales
        return scaled(neuron_type, scales.of(call.layer), call.name, scales.is_asked_for)

    @functools.cached_property
    def one(self) -> Node:
        """A Node from which biases come."""
        return Node([1.0], label="one")

    def _kind(self, layer: Any) -> Any:
        kind = registered(layer)
        return ConvertModel if kind is None and has_graph(layer) else kind

    def _check_sharing(self, call: Call) -> None:
        """Refuse to split weights that are shared, unless the user said so."""
        options, layer = self.options, call.layer
        is_shared = id(layer) in self._with_weights
        if getattr(layer, "weights", None):
            self._with_weights.add(id(layer))
        if is_shared and not options.split_shared_weights and not options.inference_only:
            raise ValidationError(
                f"layer {layer.name!r} is used more than once, but each use becomes weights of "
                "its own here, which training would make differ. Pass split_shared_weights=True "
                "to accept that, or inference_only=True.",
                attr="split_shared_weights",
            )
