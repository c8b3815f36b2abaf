"""Settings of a network that only matter to nengo_dl: `configure_settings`, and looking them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nengo.connection import Connection
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import ConfigError, NetworkContextError
from nengo.network import Network
from nengo.params import BoolParam, EnumParam, NumberParam, Parameter
from nengo.probe import Probe


def _flag(name: str, default: bool | None) -> BoolParam:
    return BoolParam(name, default=default, optional=True)


def _ignored(name: str) -> Parameter:
    return Parameter(name, default=None, optional=True)


OF_NETWORKS: dict[str, Callable[[], Parameter]] = {
    "dtype": lambda: EnumParam("dtype", default="float32", values=("float32", "float64")),
    "stateful": lambda: _flag("stateful", True),
    "inference_only": lambda: _flag("inference_only", False),
    "lif_smoothing": lambda: NumberParam(
        "lif_smoothing", default=None, low=0, low_open=True, optional=True
    ),
    "learning_phase": lambda: _flag("learning_phase", None),
    "spiking_gradient": lambda: EnumParam(
        "spiking_gradient", default="rate", values=("rate", "surrogate")
    ),
    # Accepted, so that models written for NengoDL 3 run; merging and looping need no hints here.
    "use_loop": lambda: _flag("use_loop", True),
    "planner": lambda: _ignored("planner"),
    "sorter": lambda: _ignored("sorter"),
    "simplifications": lambda: _ignored("simplifications"),
}
"""Settings of a whole model, which count on its top network: name → parameter."""

OF_OBJECTS: dict[str, tuple[Callable[[], Parameter], tuple[type, ...]]] = {
    "trainable": (lambda: _flag("trainable", None), (Ensemble, Neurons, Connection)),
    "trainable_synapse": (lambda: _flag("trainable_synapse", False), (Connection,)),
    "keep_history": (lambda: _flag("keep_history", True), (Probe,)),
}
"""Settings of single objects: name → parameter, and the classes that get it."""


def configure_settings(**settings: Any) -> None:
    """Set options of nengo_dl on the network whose ``with`` block is open.

    Parameters
    ----------
    trainable : bool or None
        Whether Ensembles, Neurons (their biases) and Connections are trained; afterwards set
        ``net.config[obj].trainable`` for single objects. None leaves it as outside.
    trainable_synapse : bool
        Whether time constants of Connections with a `Lowpass` are trained; likewise per object.
    keep_history : bool
        Whether Probes keep all steps of a run, or only the last; likewise per object.
    dtype : "float32" or "float64"
        Precision of the simulation.
    stateful : bool
        Whether anything is remembered from one call to the next.
    inference_only : bool
        Whether training is ruled out.
    lif_smoothing : float, optional
        Sigma of the soft LIF curve with which LIF neurons are trained. By default the hard one.
    learning_phase : bool, optional
        True to use the curves of training in every call, False to use spikes even in ``fit``.
    spiking_gradient : "rate" or "surrogate"
        What spiking neurons do in training: give rates, or give spikes whose gradient is that of
        the rates.

    Other Parameters
    ----------------
    use_loop, planner, sorter, simplifications
        Accepted and without effect.

    Raises
    ------
    ConfigError
        If there is no such setting.
    NetworkContextError
        If no ``with`` block is open.
    """
    if not Network.context:
        raise NetworkContextError(
            "configure_settings was called outside a network, but it sets options of one. "
            "Call it inside `with network:`."
        )
    config = Network.context[-1].config
    for name, value in settings.items():
        if name in OF_NETWORKS:
            _set(config, Network, name, OF_NETWORKS[name], value)
        elif name in OF_OBJECTS:
            make, classes = OF_OBJECTS[name]
            for cls in classes:
                _set(config, cls, name, make, value)
        else:
            raise ConfigError(
                f"{name!r} is not a setting of nengo_dl; there are "
                f"{', '.join(sorted([*OF_NETWORKS, *OF_OBJECTS]))}. Check the spelling."
            )


def _set(config: Any, cls: type, name: str, make: Callable[[], Parameter], value: Any) -> None:
    if cls not in config.params:
        config.configures(cls)
    if name not in config[cls].extra_params:
        config[cls].set_param(name, make())
    setattr(config[cls], name, value)


def setting(network: Network | None, name: str) -> Any:
    """Return the value of a setting of a whole model; its default if it was not set.

    Parameters
    ----------
    network : Network or None
        The top network.
    name : str
        One of `OF_NETWORKS`.
    """
    if network is not None:
        found = _of_class(network.config, Network, name)
        if found is not None:
            return found
    return OF_NETWORKS[name]().default


def of_all_objects(network: Network | None, name: str) -> dict[Any, Any]:
    """Return object → the value of a setting, for all Ensembles, Neurons, Connections and Probes.

    The deepest network that says something about an object counts; within a network, what is said
    of the object itself before what is said of its class. Neurons follow their Ensemble. None
    where nothing was said.

    Parameters
    ----------
    network : Network or None
        The top network.
    name : str
        One of `OF_OBJECTS`.
    """
    values: dict[Any, Any] = {}
    if network is not None:
        _collect(network, name, (), values)
    return values


def _collect(network: Network, name: str, outer: tuple[Any, ...], values: dict[Any, Any]) -> None:
    configs = (*outer, network.config)
    for obj in _own_objects(network):
        said = [_said_of(config, obj, name) for config in configs]
        values[obj] = next((value for value in reversed(said) if value is not None), None)
    for subnet in network.networks:
        _collect(subnet, name, configs, values)


def _own_objects(network: Network) -> Iterator[Any]:
    for ens in network.ensembles:
        yield from (ens, ens.neurons)
    yield from network.connections
    yield from network.probes


def _said_of(config: Any, obj: Any, name: str) -> Any:
    """Return what one network says of an object, or None."""
    family = [obj, obj.ensemble] if isinstance(obj, Neurons) else [obj]
    said = [_of_instance(config, each, name) for each in family]
    said += [_of_class(config, type(each), name) for each in family]
    return next((value for value in said if value is not None), None)


def _of_instance(config: Any, obj: Any, name: str) -> Any:
    return None if obj not in config.params else config.params[obj].__dict__.get(name)


def _of_class(config: Any, cls: type, name: str) -> Any:
    found = next((config.params[base] for base in cls.__mro__ if base in config.params), None)
    if found is None or name not in found.extra_params:
        return None
    return found._extra_params[name].get_default(found)
