"""Trained values back into Nengo objects, so that any simulator of Nengo runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.connection import Connection
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.neurons import Direct
from nengo.probe import Probe
from nengo.solvers import NoSolver
from nengo.synapses import Lowpass
from nengo.transforms import Convolution, ConvolutionTranspose, Dense, Sparse, SparseMatrix
from nengo_dl.layers import TensorNode
from nengo_dl.parameters import Parameter

Arguments = dict[str, Any]
"""Name of an attribute → its value."""

Live = Callable[[Parameter], np.ndarray]
"""Gives the present value of a parameter."""


class Transfer:
    """Describes objects as they are after training.

    Parameters
    ----------
    built : dict
        Object → what it was built with.
    parameters : dict
        Object → what → parameter.
    live : callable
        Gives the present value of a parameter.
    """

    def __init__(
        self,
        built: Mapping[Any, Any],
        parameters: Mapping[Any, Mapping[str, Parameter]],
        live: Live,
    ) -> None:
        self._built, self._parameters, self._live = built, parameters, live

    def arguments(self, obj: Any) -> Arguments:
        """Return the attributes with which an object does what the trained one does.

        Raises
        ------
        ValidationError
            For objects without parameters, and where the items of a batch have learned
            differently.
        """
        if isinstance(obj, Ensemble):
            return self._ensemble(obj)
        if isinstance(obj, Connection):
            return self._connection(obj)
        if isinstance(obj, Probe):
            return self._probe(obj)
        raise ValidationError(
            f"{obj} is no Ensemble or Connection, and has nothing to give. Pass one of these.",
            attr="objects",
            obj=obj,
        )

    def freeze(self, objects: Iterable[Any]) -> None:
        """Write the present values into objects; of networks, into all they contain."""
        for obj in _members(objects):
            if isinstance(obj, TensorNode):
                # Without weights, or with those of another node, there is nothing to write.
                if obj in self._parameters:
                    obj.guest.assign(self._weights(obj))
                continue
            for name, value in self.arguments(obj).items():
                setattr(obj, name, value)

    def _ensemble(self, ens: Ensemble) -> Arguments:
        if isinstance(ens.neuron_type, Direct):
            raise ValidationError(
                "is in direct mode, where there are no parameters. Leave it out.",
                attr="neuron_type",
                obj=ens,
            )
        built, own = self._built[ens], self._parameters[ens]
        scaled = self._value(own["encoders"])
        return {
            "encoders": scaled * (ens.radius / built.gain)[:, np.newaxis],
            "normalize_encoders": False,
            "gain": np.array(built.gain),
            "bias": self._value(own["bias"]),
            # They only matter where gain and bias are not given.
            "max_rates": Ensemble.max_rates.default,
            "intercepts": Ensemble.intercepts.default,
        }

    def _connection(self, conn: Connection) -> Arguments:
        own = self._parameters.get(conn, {})
        arguments: Arguments = {}
        if "tau" in own:
            arguments["synapse"] = Lowpass(float(self._value(own["tau"])[0]))
        if "weights" not in own:
            return {**arguments, "transform": None}
        weights = self._value(own["weights"])
        if _is_neural(conn.pre_obj):
            return {**arguments, **_decoded(conn, weights)}
        return {**arguments, "transform": _transform(conn, weights)}

    def _probe(self, probe: Probe) -> Arguments:
        """Keep the decoders: new ones would be solved for the neurons as they are now."""
        for conn, built in self._built.items():
            if isinstance(conn, Connection) and conn.post_obj is probe:
                return {"solver": NoSolver(np.array(built.weights.T))}
        return {}

    def _weights(self, node: TensorNode) -> tuple[np.ndarray, ...]:
        return tuple(self._value(parameter) for parameter in self._parameters[node].values())

    def _value(self, parameter: Parameter) -> np.ndarray:
        value = np.asarray(self._live(parameter), dtype=np.float64)
        if value.ndim == len(parameter.shape):
            return value
        if (value != value[:1]).any():
            raise ValidationError(
                f"{parameter.name} was learned by each of {len(value)} items for itself, and they "
                "differ. Use a simulator with one item.",
                attr="objects",
                obj=parameter.obj,
            )
        return value[0]


def _members(objects: Iterable[Any]) -> Iterable[Any]:
    for obj in objects:
        if isinstance(obj, Network):
            ensembles = obj.all_ensembles
            yield from (e for e in ensembles if not isinstance(e.neuron_type, Direct))
            yield from obj.all_connections
            yield from (probe for probe in obj.all_probes if _is_decoded(probe))
            yield from (node for node in obj.all_nodes if isinstance(node, TensorNode))
        else:
            yield obj


def _is_neural(obj: Any) -> bool:
    return isinstance(obj, Ensemble) and not isinstance(obj.neuron_type, Direct)


def _is_decoded(probe: Probe) -> bool:

    return _is_neural(probe.obj) and probe.attr == "decoded_output"


def _decoded(conn: Connection, weights: np.ndarray) -> Arguments:
    """Return the arguments of a connection whose weights are what was decoded and transformed."""
    if conn.solver.weights:
        raise ValidationError(
            "has weights from neuron to neuron in one, which cannot be given as decoders. "
            "Connect from ensemble.neurons to ensemble.neurons instead.",
            attr="solver",
            obj=conn,
        )
    size = conn.size_out
    return {
        "solver": NoSolver(np.array(weights.T), weights=False),
        "transform": None,
        "function": _Nothing(size) if conn.function is not None or size != conn.size_mid else None,
    }


class _Nothing:
    """A function of the right size; nothing is solved for, so that its values do not matter."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return np.zeros(self._size)


def _transform(conn: Connection, weights: np.ndarray) -> Any:
    old = conn.transform
    if isinstance(old, Sparse):
        return Sparse(old.shape, init=_with_entries(old.init, weights))
    if isinstance(old, Convolution | ConvolutionTranspose):
        return _with_kernel(old, weights)
    return Dense((conn.size_out, conn.size_mid), init=weights)


def _with_entries(matrix: Any, entries: np.ndarray) -> Any:
    if isinstance(matrix, SparseMatrix):
        return SparseMatrix(matrix.indices, entries, matrix.shape)
    csr = matrix.tocsr()
    return scipy.sparse.csr_matrix((entries, csr.indices, csr.indptr), shape=csr.shape)


def _with_kernel(old: Any, kernel: np.ndarray) -> Any:
    shared = {
        "n_filters": old.n_filters,
        "input_shape": old.input_shape,
        "kernel_size": old.kernel_size,
        "strides": old.strides,
        "padding": old.padding,
        "channels_last": old.channels_last,
        "init": kernel,
    }
    if isinstance(old, ConvolutionTranspose):
        return ConvolutionTranspose(output_shape=old.output_shape, **shared)
    return Convolution(groups=old.groups, **shared)
