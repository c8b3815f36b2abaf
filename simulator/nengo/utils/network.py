"""Helpers for networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nengo.ensemble import Ensemble, Neurons
from nengo.network import Network
from nengo.neurons import Direct
from nengo.utils.magic import decorator


@decorator
def with_self(method: Callable, network: Network, args: tuple, kwargs: dict) -> Any:
    """Run ``method(*args, **kwargs)`` of ``network`` inside the ``with`` block of that network.

    Examples
    --------
    >>> class Pair(nengo.Network):
    ...     @with_self
    ...     def add(self, n_neurons):
    ...         return nengo.Ensemble(n_neurons, 1), nengo.Ensemble(n_neurons, 1)
    """
    with network:
        return method(*args, **kwargs)


def activate_direct_mode(network: Network) -> None:
    """Make ensembles of ``network`` compute ideal values, where nothing depends on neurons.

    Gives the neuron type `Direct` to all ensembles, here and in all sub-networks, whose neurons
    are neither connected nor probed, and which are at neither end of a learned connection.
    """
    needed = set(_ensembles_with_needed_neurons(network))
    for ensemble in network.all_ensembles:
        if ensemble not in needed:
            ensemble.neuron_type = Direct()


def _ensembles_with_needed_neurons(network: Network) -> Iterator[Ensemble]:
    for connection in network.all_connections:
        ends = (connection.pre_obj, connection.post_obj)
        for end in ends:
            if isinstance(end, Neurons):
                yield end.ensemble
            elif isinstance(end, Ensemble) and connection.learning_rule_type is not None:
                yield end
    for probe in network.all_probes:
        if isinstance(probe.obj, Neurons):
            yield probe.obj.ensemble
