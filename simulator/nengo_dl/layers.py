"""Functions and layers of other frameworks as parts of a network."""

from __future__ import annotations

import functools
import os
import warnings
from typing import Any

import jax
import numpy as np

from nengo.arrays import is_integer
from nengo.birthplace import PACKAGES
from nengo.connection import Connection
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import NengoException, ValidationError
from nengo.functions import function_name
from nengo.network import Network
from nengo.neurons import NeuronType
from nengo.node import Node
from nengo.params import BoolParam, Default, Parameter, ShapeParam
from nengo_dl.config import configure_settings
from nengo_dl.guests import as_guest
from nengo_dl.guests.recognise import example

Shape = tuple[int, ...]

# What is made in here is made where the user's line is that called us.
PACKAGES.append(os.path.dirname(os.path.abspath(__file__)) + os.sep)


class TensorNode(Node):
    """A Node whose function takes and gives whole minibatches, and has gradients.

    It only runs in `nengo_dl.Simulator`.

    Parameters
    ----------
    tensor_func : callable
        A function of jax.numpy; or a layer or model of Keras, a module of flax.nnx, equinox or
        PyTorch, or a pair ``(params, apply)``, whose weights are then trained with the network.
        It takes the time in seconds, values of shape ``(minibatch_size, *shape_in)``, or both,
        and returns values of shape ``(minibatch_size, *shape_out)``. What only takes the time
        may return one item for all.
    shape_in : int or tuple of int, optional
        Shape of the values taken, for one item; without it none are.
    shape_out : int or tuple of int, optional
        Shape of the values given; by default this is found out.
    pass_time : bool
        Whether the function takes the time, before the values.
    label : str, optional
        A name for people.

    Raises
    ------
    ValidationError
        If the function cannot be called like this, or gives something of another shape.
    """

    tensor_func = Parameter("tensor_func", readonly=True)
    shape_in = ShapeParam("shape_in", default=None, low=1, optional=True, readonly=True)
    shape_out = ShapeParam("shape_out", default=None, low=1, optional=True, readonly=True)
    pass_time = BoolParam("pass_time", default=True, readonly=True)

    def __init__(
        self,
        tensor_func: Any,
        shape_in: Any = None,
        shape_out: Any = None,
        pass_time: bool = True,
        label: Any = Default,
    ) -> None:
        # Without an output, the constructor of Node would take it for a passthrough.
        super(Node, self).__init__(label=label, seed=None)
        self.tensor_func = tensor_func
        self.shape_in = _as_shape(shape_in)
        self.pass_time = pass_time
        self._check_arguments()
        self.guest = as_guest(tensor_func, self._shapes())
        self.shape_out = self._checked_shape(_as_shape(shape_out))
        self.size_in = 0 if self.shape_in is None else int(np.prod(self.shape_in))
        self.size_out = int(np.prod(self.shape_out))

    @property
    def output(self) -> Any:  # type: ignore[override]
        """The function."""
        return self.tensor_func

    def _shapes(self) -> list[Shape]:
        """Shapes of the arguments of the function."""
        return [()] * self.pass_time + ([] if self.shape_in is None else [self.shape_in])

    def _check_arguments(self) -> None:
        if not self._shapes():
            raise self._refuse(
                "there is no shape_in and the time is not passed, so the function would take "
                "nothing. Pass one of them.",
                "shape_in",
            )

    def _checked_shape(self, wanted: Shape | None) -> Shape:
        """Return the shape of what the function gives for one item, which is tried out."""
        found = self._try().shape
        if self.shape_in is not None and (not found or found[0] != 2):
            raise self._refuse(
                f"{self._name} was given 2 items and returned an array of shape {found}, but must "
                f"return one row for each item: (2, …). Keep the first axis."
            )
        if wanted is not None and found[1:] != wanted:
            raise self._refuse(
                f"{self._name} returned items of shape {found[1:]}, but shape_out is {wanted}. "
                "Change one of them, or leave shape_out out.",
                "shape_out",
            )
        return found[1:] or (1,)

    def _try(self) -> Any:
        """Return what stands for the result of the function for two items."""
        args = tuple(example(shape, "float32") for shape in self._shapes())
        key = jax.random.key(0)
        try:
            y = jax.eval_shape(
                lambda weights, args: self.guest.apply(weights, args, key, training=False),
                self.guest.weights,
                args,
            )
        except NengoException:
            raise
        except Exception as error:
            raise self._refuse(
                f"{self._name} cannot be called with arrays of shapes "
                f"{[arg.shape for arg in args]}: {error}"
            ) from error
        if not hasattr(y, "shape"):
            raise self._refuse(f"{self._name} returned {y!r}, but must return one array.")
        return y

    @property
    def _name(self) -> str:
        return f"function {function_name(self.tensor_func)!r}"

    def _refuse(self, msg: str, attr: str = "tensor_func") -> ValidationError:
        return ValidationError(msg, attr=attr, obj=self)


class Layer:
    """A way to use a function, a layer or a neuron type like a layer of Keras.

    Parameters
    ----------
    layer_func : callable or NeuronType
        What a `TensorNode` takes; or the type of neurons of an ensemble.

    Examples
    --------
    >>> x = nengo_dl.Layer(keras.layers.Dense(20))(x)
    >>> x = nengo_dl.Layer(nengo.LIF())(x)
    """

    def __init__(self, layer_func: Any) -> None:
        self.layer_func = layer_func

    def __call__(
        self,
        x: Any,
        transform: Any = Default,
        shape_in: Any = None,
        synapse: Any = None,
        return_conn: bool = False,
        **layer_args: Any,
    ) -> Any:
        """Add the layer to the open network, and connect ``x`` to it.

        Parameters
        ----------
        x : NengoObject
            What the layer takes.
        transform, synapse
            Those of the connection, which is not trained; see `nengo.Connection`.
        shape_in : tuple of int, optional
            Shape that a function takes; by default one axis with all values.
        return_conn : bool
            Whether to return the connection too.
        **layer_args
            For the `TensorNode` or the `nengo.Ensemble`.

        Returns
        -------
        TensorNode or Neurons
            With ``return_conn``, a pair of it and the `nengo.Connection`.
        """
        size = _size_after(x, transform)
        if isinstance(self.layer_func, NeuronType):
            layer: Neurons | TensorNode = _neurons(self.layer_func, size, layer_args)
        else:
            layer_args.setdefault("pass_time", False)
            shape_in = (size,) if shape_in is None else shape_in
            layer = TensorNode(self.layer_func, shape_in, **layer_args)
        conn = Connection(x, layer, transform=transform, synapse=synapse)
        set_trainable(conn, False)
        return (layer, conn) if return_conn else layer

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.layer_func!r})"


def tensor_layer(
    x: Any,
    layer_func: Any,
    shape_in: Any = None,
    synapse: Any = None,
    transform: Any = Default,
    return_conn: bool = False,
    **layer_args: Any,
) -> Any:
    """Add a layer to the open network; superseded by `Layer`.

    Parameters
    ----------
    x, shape_in, synapse, transform, return_conn
        See `Layer.__call__`.
    layer_func : callable or NeuronType
        See `Layer`.
    **layer_args
        For the ensemble, or for the function.
    """
    warnings.warn(
        "tensor_layer is superseded. Use nengo_dl.Layer(func)(x).", DeprecationWarning, stacklevel=2
    )
    options = {
        "shape_in": shape_in,
        "synapse": synapse,
        "transform": transform,
        "return_conn": return_conn,
    }
    if isinstance(layer_func, NeuronType):
        return Layer(layer_func)(x, **options, **layer_args)
    if layer_args:
        layer_func = functools.partial(layer_func, **layer_args)
    return Layer(layer_func)(x, **options)


def _as_shape(shape: Any) -> Shape | None:
    return (int(shape),) if is_integer(shape) else shape


def _size_after(x: Any, transform: Any) -> int:
    """Return how many values ``x`` has, once they are transformed."""
    if hasattr(transform, "size_out"):
        return transform.size_out
    return len(transform) if np.ndim(transform) == 2 else x.size_out


def _neurons(neuron_type: NeuronType, size: int, options: dict[str, Any]) -> Neurons:
    return Ensemble(size, 1, neuron_type=neuron_type, **options).neurons


def set_trainable(obj: Any, value: bool) -> None:
    """Say in the open network whether an object is trained; what it says of others stays."""
    config = Network.context[-1].config
    settings = config.params.get(type(obj))
    if settings is None or "trainable" not in settings.extra_params:
        configure_settings(trainable=None)
    config[obj].trainable = value
