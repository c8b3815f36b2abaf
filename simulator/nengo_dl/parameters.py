"""The parameters of a model by name: which there are, which are trained, where they are kept."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from nengo.builder import Model
from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.connection import Connection
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.neurons import Direct
from nengo_dl.config import of_all_objects, setting
from nengo_dl.engine.layout import Layout
from nengo_dl.engine.program import Parameters, State
from nengo_dl.engine.rewrite import trained_filter


class Parameter(NamedTuple):
    """One parameter of one object.

    Attributes
    ----------
    name : str
        ``<object>/<what>``.
    obj : Ensemble, Connection or TensorNode
        Whose it is.
    what : "encoders", "bias", "weights", "tau", or "weights0", "weights1" … of a TensorNode
        Encoders are scaled: times gain over radius.
    signal : Signal
        The same, in the model.
    is_trained : bool
        Whether training changes it.
    """

    name: str
    obj: Any
    what: str
    signal: Signal
    is_trained: bool

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value; of a sparse matrix, that of its entries."""
        return (self.signal.size,) if self.signal.sparse else self.signal.shape


def find_parameters(
    model: Model, network: Network | None, names: Mapping[Any, str]
) -> list[Parameter]:
    """List the parameters of all ensembles and connections of a built network.

    Parameters
    ----------
    model : Model
        Has the signals.
    network : Network or None
        Has the settings that say what is trained.
    names : dict
        Object → name.
    """
    if network is None:
        return []
    said = of_all_objects(network, "trainable")
    allowed = not setting(network, "inference_only")
    return [
        Parameter(f"{names[owner]}/{what}", owner, what, signal, allowed and is_trained)
        for obj, owner, what, signal in _signals(model, network)
        for is_trained in [_is_trained(obj, signal, said.get(obj))]
    ]


def find_taus(
    model: Model, network: Network | None, names: Mapping[Any, str]
) -> tuple[dict[Operator, Signal], list[Parameter]]:
    """Return the filters whose time constants are trained, and these as parameters."""
    taus: dict[Operator, Signal] = {}
    parameters = []
    for obj, wanted in of_all_objects(network, "trainable_synapse").items():
        if not (wanted and isinstance(obj, Connection)) or obj.synapse is None:
            continue
        op = trained_filter(model.operators, model.sig[obj]["weighted"])
        if op is None or not getattr(obj.synapse, "tau", 0):
            raise ValidationError(
                f"the synapse is {obj.synapse}, but only a Lowpass with a time constant above 0 "
                "can be trained. Set trainable_synapse to False for this connection.",
                attr="trainable_synapse",
                obj=obj,
            )
        name = f"{names[obj]}/tau"
        taus[op] = Signal(np.array([obj.synapse.tau]), name=name)
        parameters.append(Parameter(name, obj, "tau", taus[op], True))
    return taus, parameters


def _signals(model: Model, network: Network) -> Iterator[tuple[Any, Any, str, Signal]]:
    for ens in network.all_ensembles:
        if not isinstance(ens.neuron_type, Direct):
            yield ens, ens, "encoders", model.sig[ens]["encoders"]
            yield ens.neurons, ens, "bias", model.sig[ens.neurons]["bias"]
    for conn in network.all_connections:
        weights = model.sig[conn].get("weights")
        if weights is not None:
            yield conn, conn, "weights", weights
    for node in network.all_nodes:
        for i, weights in enumerate(model.sig[node].get("tensor_weights", [])):
            yield node, node, f"weights{i}", weights


def _is_trained(obj: Any, signal: Signal, said: bool | None) -> bool:
    is_learned = not signal.readonly
    if is_learned and said:
        warnings.warn(
            f"{obj} is to be trained, but a learning rule changes it while running. It is left to "
            "the rule; set trainable to False, or remove the rule.",
            stacklevel=2,
        )
    return not is_learned and said is not False


class Keeper:
    """Finds values of parameters among the blocks of a program, and puts them there.

    Parameters
    ----------
    layout : Layout
        Where signals are.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def has(self, signal: Signal) -> bool:
        """Whether anything in the program uses the signal."""
        return signal.base in self._layout.places

    def get(self, signal: Signal, parameters: Parameters, state: State) -> np.ndarray:
        """Return the value of a signal: (...), or (batch, ...) if each item has its own."""
        if not self.has(signal):
            return _entries(signal)
        block, positions = self._layout.places[signal.base]
        for blocks in (parameters.trained, parameters.fixed, state.blocks):
            if block.name in blocks:
                value = np.asarray(blocks[block.name])[..., positions]
                shape = positions.shape if signal.sparse else signal.shape
                return value.reshape((*value.shape[:-1], *shape))
        return _entries(signal)

    def put(
        self, values: Mapping[Signal, np.ndarray], parameters: Parameters, state: State
    ) -> tuple[Parameters, State]:
        """Return parameters and state with some signals changed."""
        trained, fixed = dict(parameters.trained), dict(parameters.fixed)
        blocks = dict(state.blocks)
        for signal, value in values.items():
            if not self.has(signal):
                continue
            block, positions = self._layout.places[signal.base]
            for each in (trained, fixed, blocks):
                if block.name in each:
                    entries = np.reshape(value, (*np.shape(each[block.name])[:-1], -1)[-2:])
                    each[block.name] = each[block.name].at[..., positions].set(entries)
        return Parameters(trained, fixed), state._replace(blocks=blocks)


def _entries(signal: Signal) -> np.ndarray:
    value: Any = signal.initial_value
    return value.data if signal.sparse else value


def by_owner(parameters: Iterable[Parameter]) -> dict[Any, dict[str, Parameter]]:
    """Return object → what → parameter."""
    found: dict[Any, dict[str, Parameter]] = {}
    for parameter in parameters:
        found.setdefault(parameter.obj, {})[parameter.what] = parameter
    return found
