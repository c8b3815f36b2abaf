"""Build a network: the table of contents of this folder."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from nengo.builder.model import Model
from nengo.builder.registry import Builder
from nengo.builder.seeds import seed_members, seed_toplevel
from nengo.network import Network


@Builder.register(Network)
def build_network(model: Model, network: Network, progress: Any = None) -> None:
    """Build a network and everything in it.

    1. On the top level: give seeds to all objects, and open the decoder cache.
    2. Build ensembles, then nodes: they have signals to connect.
    3. Build sub-networks.
    4. Build connections, then probes.

    Parameters
    ----------
    model : Model
        Receives the signals and operators.
    network : Network
        The network.
    progress : Progress, optional
        Is told about each object that has been built.
    """
    if network in model.seeded:
        _build_members(model, network, progress)
        return
    model.toplevel = network if model.toplevel is None else model.toplevel
    seed_toplevel(model, network)
    seed_members(model, network)
    with model.decoder_cache, _counting(progress, network):
        _build_members(model, network, progress)
        if progress is not None:
            progress.step()


def _counting(progress: Any, network: Network) -> Any:
    """Return the progress as a context, told how many objects there are, and one for the rest."""
    if progress is None:
        return nullcontext()
    progress.max_steps = len(network.all_objects) + 1
    return progress


def _build_members(model: Model, network: Network, progress: Any) -> None:
    outer_config, model.config = model.config, network.config
    for obj in [*network.ensembles, *network.nodes]:
        _build_member(model, obj, progress)
    for subnet in network.networks:
        model.build(subnet, progress=progress)
        if progress is not None:
            progress.step()
    for link in [*network.connections, *network.probes]:
        _build_member(model, link, progress)
    model.config = outer_config
    model.params[network] = None


def _build_member(model: Model, obj: Any, progress: Any) -> None:
    model.build(obj)
    if progress is not None:
        progress.step()
