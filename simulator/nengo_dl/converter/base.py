"""The contract of converters of layers, and what all of them need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np

from nengo.connection import Connection
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import ValidationError
from nengo.neurons import NeuronType
from nengo.node import Node
from nengo_dl.converter.graph import Call
from nengo_dl.converter.options import Options
from nengo_dl.layers import TensorNode, set_trainable

if TYPE_CHECKING:
    from nengo_dl.converter.conversion import Conversion

Shape = tuple[int, ...]


class Units(NamedTuple):
    """The units of a layer.

    Attributes
    ----------
    entry : Node or Neurons
        Where weighted inputs go.
    exit : Node, Neurons or TensorNode
        Where outputs come from.
    """

    entry: Any
    exit: Any


class LayerConverter:
    """How a layer of some kind becomes part of the open network.

    A subclass defines `convert`. It may define `refusal`, or list what it can do in `allowed`
    and `allowed_in_training`.

    Parameters
    ----------
    call : Call
        The layer, and the tensors that it takes and gives.
    inputs : list of NengoObject
        What those tensors have become.
    conversion : Conversion
        The conversion that this is part of.
    """

    allowed: ClassVar[dict[str, tuple[Any, ...]]] = {}
    """Attribute of the layer → the values that are supported."""

    allowed_in_training: ClassVar[dict[str, tuple[Any, ...]]] = {}
    """The same for layers that will be trained."""

    def __init__(self, call: Call, inputs: list[Any], conversion: Conversion) -> None:
        self.call = call
        self.inputs = inputs
        self.conversion = conversion

    def convert(self) -> Any:
        """Add what the layer does to the open network.

        Returns
        -------
        NengoObject or list of NengoObject
            What represents its output, flattened; a list if it has several outputs.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say how to convert. Define it.")

    def refusal(self) -> str | None:
        """Return why this very layer cannot be converted, as a clause; or None if it can."""
        required = dict(self.allowed)
        if self.will_train:
            required.update(self.allowed_in_training)
        for name, values in required.items():
            if getattr(self.layer, name) not in values:
                return f"{name} is {getattr(self.layer, name)}, but must be {_either(values)}"
        return None

    def works_along_time(self) -> bool:
        """Whether, in a temporal model, the layer uses one step for another."""
        return False

    @property
    def layer(self) -> Any:
        """The layer."""
        return self.call.layer

    @property
    def options(self) -> Options:
        """What the user chose."""
        return self.conversion.options

    @property
    def will_train(self) -> bool:
        """Whether the weights of the layer are to be trained."""
        return bool(getattr(self.layer, "trainable", False)) and not self.options.inference_only

    @property
    def has_time(self) -> bool:
        """Whether the layer expects an axis of time, after that of items."""
        return self.options.temporal_model and not self.call.is_per_step

    def input_shape(self, index: int = 0) -> Shape:
        """Shape of one input, for one item and one step."""
        return self.conversion.shape_of(self.call.inputs[index])

    @property
    def output_shape(self) -> Shape:
        """Shape of the output, for one item and one step."""
        return self.conversion.shape_of(self.call.outputs[0])

    def add_node(self, suffix: str = "") -> Node:
        """Add a passthrough of the size of the output; ``suffix`` comes behind the layer's name."""
        return Node(size_in=int(np.prod(self.output_shape)), label=self.call.name + suffix)

    def add_units(self, activation: Any, biases: np.ndarray | None = None) -> Units:
        """Add units of the shape of the output.

        Parameters
        ----------
        activation : callable, str, NeuronType or None
            What layers have as activation.
        biases : (size,) ndarray, optional
            The bias of each unit, trained like the layer; none by default.
        """
        neuron_type = self.options.activations.neuron_type(activation)
        if isinstance(neuron_type, NeuronType):
            neurons = self._add_neurons(neuron_type, biases)
            return Units(neurons, neurons)
        units = self._add_linear() if neuron_type is None else self._add_function(neuron_type)
        if biases is not None:
            self.add_biases(biases, units.entry)
        return units

    def _add_linear(self) -> Units:
        node = self.add_node()
        return Units(node, node)

    def _add_neurons(self, neuron_type: NeuronType, biases: np.ndarray | None) -> Neurons:
        neuron_type, factor = self.conversion.scaled(self.call, neuron_type)
        size = int(np.prod(self.output_shape))
        ensemble = Ensemble(
            size,
            1,
            neuron_type=neuron_type,
            gain=np.full(size, factor),
            bias=np.zeros(size) if biases is None else factor * biases,
            label=self.call.name,
        )
        set_trainable(ensemble, False)
        set_trainable(ensemble.neurons, biases is not None and self.will_train)
        return ensemble.neurons

    def _add_function(self, function: Any) -> Units:
        """Add a passthrough, and a TensorNode that applies a function of Keras to it."""
        name = getattr(function, "__name__", str(function))
        self.conversion.check_fallback(self.call, f"no neurons have the activation {name}")
        node = self.add_node(suffix=".input")
        result = TensorNode(function, self.output_shape, pass_time=False, label=self.call.name)
        self.connect(node, result)
        return Units(node, result)

    def connect(
        self, pre: Any, post: Any, transform: Any = None, trainable: bool = False
    ) -> Connection:
        """Connect two objects, through the synapse of the conversion if the first has neurons.

        Parameters
        ----------
        pre, post : NengoObject
            The ends; see `nengo.Connection`.
        transform : array-like or Transform, optional
            Weights; by default values pass as they are.
        trainable : bool
            Whether they are trained.
        """
        starts_at_neurons = isinstance(getattr(pre, "obj", pre), Neurons)
        synapse = self.options.synapse if starts_at_neurons else None
        connection = Connection(pre, post, transform=transform, synapse=synapse)
        set_trainable(connection, trainable)
        return connection

    def add_channel_biases(self, biases: np.ndarray, post: Any, channels: np.ndarray) -> None:
        """Add a bias to each unit, one number for all units of a channel.

        Parameters
        ----------
        biases : (n_channels,) ndarray
            The numbers, which are trained like the layer.
        post : Node or Neurons
            The units.
        channels : (size,) ndarray of int
            The channel of each unit.
        """
        relay = Node(size_in=len(biases), label=f"{self.call.name}.bias")
        self.add_biases(biases, relay)
        self.connect(relay[channels.tolist()], post)

    def add_biases(self, biases: np.ndarray, post: Any) -> None:
        """Connect (size,) biases, trained like the layer, to as many units."""
        one = self.conversion.one
        self.connect(one, post, transform=biases.reshape(-1, 1), trainable=self.will_train)

    def refuse(self, reason: str) -> ValidationError:
        """Return the error that says why the layer cannot be converted."""
        return ValidationError(
            f"layer {self.layer.name!r} cannot be converted: {reason}.", attr="model"
        )


def weights_of(variable: Any) -> np.ndarray:
    """Return the numbers in a variable of Keras."""
    return np.array(variable.value)


def _either(values: tuple[Any, ...]) -> str:
    return " or ".join(map(str, values))
