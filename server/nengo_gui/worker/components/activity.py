"""The living graph: how active every object is, a byte each, and a few neurons of each ensemble.

All this is for the eye, twenty times a second, so it looks at the signals between slices of steps
instead of following each step: a simulation must not be slower for being watched.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np

import nengo
from nengo_gui.protocol.frames import ACTIVITY, BYTES, DOTS, N_DOTS, Block
from nengo_gui.protocol.objects import ObjectId
from nengo_gui.worker.components.gather import Gather
from nengo_gui.worker.components.target import evenly

FADE_SECONDS = 0.12
"""Wall time in which a spike fades to a third, and over which rates are averaged."""
MAX_SHARE = 0.03
"""Share of the time that may be spent looking."""
MAX_DIMS = 16
"""Dimensions of a Node that are looked at."""
ZERO = 128


class Activity:
    """Watches all objects of a model.

    Parameters
    ----------
    sim : Simulator
        The running simulator.
    objects : mapping of str to object
        Ensembles, Nodes and Networks by id, parents before children; the order of the bytes.
    """

    def __init__(self, sim: nengo.Simulator, objects: Mapping[ObjectId, Any]) -> None:
        places = {object_id: place for place, object_id in enumerate(objects)}
        self._n_objects = len(objects)
        self._ensembles = Ensembles(sim, _of_type(objects, nengo.Ensemble))
        self._nodes = Nodes(sim, _of_type(objects, nengo.Node))
        self._ensemble_places = _places(objects, nengo.Ensemble)
        self._node_places = _places(objects, nengo.Node)
        self._members = _members(objects, places)
        self._look_again_at = 0.0
        self._told_at = time.monotonic()

    def look(self) -> None:
        """Look at the signals now, unless that was done a moment ago."""
        now = time.monotonic()
        if now >= self._look_again_at:
            self._ensembles.look()
            cost = time.monotonic() - now
            self._look_again_at = now + cost / MAX_SHARE

    def blocks(self) -> tuple[Block, Block]:
        """Return the streams ``ACTIVITY`` and ``DOTS`` as they stand now."""
        now = time.monotonic()
        rates, dots = self._ensembles.tell(now - self._told_at)
        self._told_at = now
        levels = np.zeros(self._n_objects)
        levels[self._ensemble_places] = rates
        for network, members in self._members:  # the innermost first
            levels[network] = levels[members].mean() if len(members) else 0.0
        activity = _bytes(levels)
        activity[self._node_places] = self._nodes.tell()
        return (
            Block(ACTIVITY, BYTES, self._n_objects, activity[:, np.newaxis]),
            Block(DOTS, BYTES, len(dots), _bytes(dots)),
        )


class Ensembles:
    """Rates of ensembles, and when some neurons of each spoke last."""

    def __init__(self, sim: nengo.Simulator, ensembles: list[nengo.Ensemble]) -> None:
        signals: Any = sim.signals
        arrays = [signals[sim.model.sig[e.neurons]["out"]] for e in ensembles]
        chosen = [np.array(evenly(array.size, N_DOTS)) for array in arrays]
        self._gather = Gather(arrays, chosen, N_DOTS)
        self._n_chosen = np.array([len(indices) for indices in chosen], dtype=float)
        self._scale = np.array([_full_activity(sim, ensemble) for ensemble in ensembles])
        self._is_spiking = np.array([e.neuron_type.spiking for e in ensembles], dtype=bool)
        shape = (len(ensembles), N_DOTS)
        self._sum, self._peak = np.zeros(shape), np.zeros(shape)
        self._n_looks = 0
        self._rates, self._dots = np.zeros(len(ensembles)), np.zeros(shape)

    def look(self) -> None:
        """Look at the outputs of the neurons."""
        magnitude = np.abs(self._gather.read())
        self._sum += magnitude
        np.maximum(self._peak, magnitude, out=self._peak)
        self._n_looks += 1

    def tell(self, elapsed: float) -> tuple[np.ndarray, np.ndarray]:
        """Sum up what was seen in the last ``elapsed`` seconds.

        Returns
        -------
        rates : (n_ensembles,) ndarray
            Mean rate over mean maximum rate, from 0 to 1.
        dots : (n_ensembles, N_DOTS) ndarray
            1 for a neuron that just spoke, fading to 0.
        """
        faded = np.exp(-elapsed / FADE_SECONDS)
        self._dots *= faded
        if self._n_looks:
            mean = self._sum / self._n_looks / self._scale[:, np.newaxis]
            now = mean.sum(axis=1) / self._n_chosen
            self._rates += (1 - faded) * (now - self._rates)
            spoke = np.where(self._is_spiking[:, np.newaxis], self._peak > 0, mean)
            np.maximum(self._dots, np.minimum(spoke, 1.0), out=self._dots)
        self._sum[:], self._peak[:], self._n_looks = 0.0, 0.0, 0
        return np.minimum(self._rates, 1.0), self._dots


class Nodes:
    """Outputs of nodes, each within the range it had so far."""

    def __init__(self, sim: nengo.Simulator, nodes: list[nengo.Node]) -> None:
        arrays = [_output_of(sim, node) for node in nodes]
        chosen = [np.arange(min(array.size, MAX_DIMS)) for array in arrays]
        self._gather = Gather(arrays, chosen, MAX_DIMS)
        self._range = np.full(len(nodes), 1e-9)

    def tell(self) -> np.ndarray:
        """Return a byte for each node: 0 to 255 over its range, with ``ZERO`` for zero."""
        values = self._gather.read()
        high, low = values.max(axis=1, initial=0.0), values.min(axis=1, initial=0.0)
        value = np.where(high >= -low, high, low)  # the dimension that is furthest from zero
        np.maximum(self._range, np.abs(value), out=self._range)
        return _bytes((ZERO + 127 * value / self._range) / 255)


def _bytes(levels: np.ndarray) -> np.ndarray:
    """Write levels from 0 to 1 as bytes, whatever the model made of them."""
    return np.round(255 * np.clip(np.nan_to_num(levels), 0, 1)).astype(np.uint8)


def _of_type(objects: Mapping[ObjectId, Any], kind: type) -> list:
    return [obj for obj in objects.values() if isinstance(obj, kind)]


def _places(objects: Mapping[ObjectId, Any], kind: type) -> np.ndarray:
    places = [place for place, obj in enumerate(objects.values()) if isinstance(obj, kind)]
    return np.array(places, dtype=np.intp)


def _members(
    objects: Mapping[ObjectId, Any], places: Mapping[ObjectId, int]
) -> list[tuple[int, np.ndarray]]:
    """Return for each network, the innermost first, its place and those of its members.

    Nodes are no members here: their bytes have a sign, and a mean of both kinds means nothing.
    """
    members: dict[int, list[int]] = {}
    for object_id, obj in objects.items():  # a network comes before its members
        place = places[object_id]
        parent = places.get(object_id.rpartition(".")[0])
        if isinstance(obj, nengo.Network):
            members[place] = []
        if parent is not None and not isinstance(obj, nengo.Node):
            members[parent].append(place)
    return [(place, np.array(inner, np.intp)) for place, inner in reversed(members.items())]


def _full_activity(sim: nengo.Simulator, ensemble: nengo.Ensemble) -> float:
    """Return the output of a neuron that is fully active, on average."""
    if ensemble.neurons.size_out == 0:  # direct mode: its output is the value itself
        return ensemble.radius
    max_rates = sim.data[ensemble].max_rates
    full = 0.0 if max_rates is None else float(np.mean(np.abs(max_rates)))
    return full if full > 0 and np.isfinite(full) else 1.0


def _output_of(sim: nengo.Simulator, node: nengo.Node) -> np.ndarray:
    signals: Any = sim.signals
    signal = sim.model.sig[node].get("out")
    if signal is None:
        return np.zeros(0)
    # A constant that nothing reads has no memory of its own: it stays what it began as.
    value = signals[signal] if signal in signals else signal.initial_value
    return np.atleast_1d(value)
