"""What no neurons or nodes can do: the layer of Keras itself, inside a TensorNode."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import keras
import numpy as np

from nengo_dl.converter.base import LayerConverter, Shape
from nengo_dl.converter.graph import Call
from nengo_dl.guests import Guest
from nengo_dl.guests.base import Arrays
from nengo_dl.guests.keras_layer import KerasLayer
from nengo_dl.layers import TensorNode

ALONG_TIME = keras.layers.RNN, keras.layers.Bidirectional


class Fallback(LayerConverter):
    """A layer, or operation, of any kind with one output."""

    def convert(self) -> TensorNode:
        """Add a TensorNode that takes all inputs behind each other."""
        if len(self.call.outputs) != 1:
            raise self.refuse("it has several outputs, and a TensorNode has one")
        shapes = [self.input_shape(i) for i in range(len(self.inputs))]
        guest = WholeCall(self.call, shapes, has_time=self.has_time)
        sizes = [int(np.prod(shape)) for shape in shapes]
        node = TensorNode(guest, sum(sizes), pass_time=False, label=self.call.name)
        starts = np.cumsum([0, *sizes])
        for obj, start, size in zip(self.inputs, starts, sizes, strict=False):
            self.connect(obj, node[int(start) : int(start) + size])
        return node

    def works_along_time(self) -> bool:
        """Whether it is known to, or changes the number of steps."""
        lengths = {tensor.shape[1] for tensor in (*self.call.inputs, *self.call.outputs)}
        return self.has_time and (isinstance(self.layer, ALONG_TIME) or len(lengths) > 1)


class WholeCall(Guest):
    """A call with all its arguments, whose tensors come behind each other in one vector.

    Parameters
    ----------
    call : Call
    shapes : list of tuple of int
        Shapes of the tensors, for one item and one step.
    has_time : bool
        Whether the layer expects an axis of time, which has length one here.
    """

    def __init__(self, call: Call, shapes: list[Shape], has_time: bool) -> None:
        self.graph_call = call
        self.shapes = shapes
        self.has_time = has_time
        args, options = self._arguments(np.zeros((1, sum(map(_size, shapes))), "float32"))
        self.layer = (
            KerasLayer(call.layer, args, options)
            if isinstance(call.layer, keras.layers.Layer)
            else None
        )
        super().__init__(call.layer, () if self.layer is None else self.layer.weights)

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the layer; see `Guest.apply`."""
        args, options = self._arguments(args[-1])
        if self.layer is None:
            y = self.graph_call.layer(*args, **options)
        else:
            y = self.layer.call(weights, args, options, key, training)
        y = y[:, 0] if self.has_time else y
        return jnp.reshape(y, (len(y), -1))

    def assign(self, weights: Arrays) -> None:
        """Write ``weights`` into the layer."""
        if self.layer is not None:
            self.layer.assign(weights)

    def _arguments(self, x: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Cut a minibatch of vectors into tensors, and put them where they belong."""
        values, start = {}, 0
        for tensor, shape in zip(self.graph_call.inputs, self.shapes, strict=True):
            part = x[:, start : start + _size(shape)]
            time = (1,) if self.has_time else ()
            values[id(tensor)] = jnp.reshape(part, (len(x), *time, *shape))
            start += _size(shape)
        return self.graph_call.fill_in(values)


def _size(shape: Shape) -> int:
    return int(np.prod(shape))
