"""How well connections decode what they were asked to."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

import nengo
from nengo.builder.decoders import get_targets
from nengo.transforms import Dense, NoTransform
from nengo_gui.protocol.objects import Chart, Series
from nengo_gui.worker.components.target import evenly
from nengo_gui.worker.details.numbers import histogram, rounded
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.texts import shown

N_STEPS = 61
MOST_LINES = 4
"""Dimensions of which what is decoded is drawn beside what was wanted."""
MOST_BARS = 24


def charts_of_connection(conn: nengo.Connection, sim: nengo.Simulator) -> Iterator[Chart]:
    """Yield the charts of a connection: what it decodes, its error, its weights."""
    rmses = _rmses(conn, sim)
    error = f"error {np.sqrt(np.mean(rmses**2)):.2g} (RMSE)" if rmses.size else ""
    if _is_one_to_many(conn):
        yield msgspec.structs.replace(_decoded(conn, sim), note=error)
    if rmses.size > 1:
        yield _bars("Decoder error", [str(dim) for dim in range(rmses.size)], rmses, "dimension")
    weights = sim.data[conn].weights
    numbers = weights if isinstance(weights, np.ndarray) else getattr(weights, "data", None)
    if isinstance(numbers, np.ndarray) and numbers.size > 1:
        chart = histogram("Weights", "weight", "weights", numbers)
        yield chart if _is_one_to_many(conn) else msgspec.structs.replace(chart, note=error)


def errors_of(ens: nengo.Ensemble, naming: Naming, sim: nengo.Simulator) -> Iterator[Chart]:
    """Yield a chart of the errors of the connections that decode an ensemble, if there are any."""
    network = sim.model.toplevel
    conns = [c for c in network.all_connections if c.pre_obj is ens] if network else []
    errors = [(conn, _rmses(conn, sim)) for conn in conns]
    known = [(conn, rmses) for conn, rmses in errors if rmses.size][:MOST_BARS]
    if known:
        names = [_name(conn, naming) for conn, _ in known]
        values = np.array([np.sqrt(np.mean(rmses**2)) for _, rmses in known])
        yield _bars("Decoder error by connection", names, values, "")


def _name(conn: nengo.Connection, naming: Naming) -> str:
    post = getattr(conn.post_obj, "ensemble", conn.post_obj)
    path = naming.id_of(post) or ""
    return shown(getattr(post, "label", None) or path.rpartition(".")[2] or "?")


def _rmses(conn: nengo.Connection, sim: nengo.Simulator) -> np.ndarray:
    """Return the root mean square error of each dimension; none where nothing is solved."""
    info = sim.data[conn].solver_info or {}
    return np.atleast_1d(np.asarray(info.get("rmses", ()), dtype=float))


def _bars(title: str, labels: list[str], values: np.ndarray, x: str) -> Chart:
    chosen = evenly(len(values), MOST_BARS)
    series = (Series(rounded(values[chosen]), name="root mean square error"),)
    return Chart(title, "bars", series, x, "RMSE", labels=tuple(labels[k] for k in chosen))


def _is_one_to_many(conn: nengo.Connection) -> bool:
    """Whether it decodes values over one dimension, with weights that stand for them alone."""
    return (
        isinstance(conn.pre_obj, nengo.Ensemble)
        and conn.pre_obj.dimensions == 1
        and not isinstance(conn.pre_obj.neuron_type, nengo.Direct)
        and not conn.solver.weights
        and isinstance(conn.transform, NoTransform | Dense)
        and isinstance(getattr(conn.transform, "init", np.ones(1)), np.ndarray)
        and not isinstance(conn.function, np.ndarray)
    )


def _decoded(conn: nengo.Connection, sim: nengo.Simulator) -> Chart:
    """Draw what comes out, before the synapse, over what is represented."""
    ens = conn.pre_obj
    xs = np.linspace(-ens.radius, ens.radius, N_STEPS)[:, np.newaxis]
    built = sim.data[ens]
    rates = ens.neuron_type.rates(xs / ens.radius @ built.encoders.T, built.gain, built.bias)
    weights = np.atleast_2d(np.asarray(sim.data[conn].weights))
    wanted = get_targets(conn, xs)
    if isinstance(conn.transform, Dense):
        init = conn.transform.init
        wanted = wanted @ init.T if init.ndim == 2 else wanted * init
    got = rates @ weights.T
    pairs = []
    for dim in range(min(MOST_LINES, got.shape[1])):
        name = f" {dim}" if got.shape[1] > 1 else ""
        pairs += [
            Series(rounded(got[:, dim]), name=f"decoded{name}"),
            Series(rounded(wanted[:, dim]), name=f"wanted{name}", wished=True),
        ]
    title = "Decoded and wanted"
    return Chart(title, "lines", tuple(pairs), "represented value", "output", rounded(xs[:, 0]))
