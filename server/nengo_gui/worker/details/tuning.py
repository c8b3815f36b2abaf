"""What the neurons of an ensemble respond to, and where its decoders are solved."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

import nengo
from nengo_gui.protocol.objects import Chart, Series
from nengo_gui.worker.components.target import evenly
from nengo_gui.worker.details.numbers import histogram, rounded

MOST_CURVES = 60
"""Neurons whose curves are drawn: more hide each other."""
MOST_POINTS = 400
MOST_ENCODERS = 200
N_STEPS = 51


def charts_of_ensemble(ens: nengo.Ensemble, sim: nengo.Simulator) -> Iterator[Chart]:
    """Yield the charts of an ensemble that has neurons."""
    if ens.dimensions == 1:
        yield _tuning_curves(ens, sim)
    yield _response_curves(ens, sim)
    yield _points(ens, sim)
    yield from _distributions(ens, sim)


def _tuning_curves(ens: nengo.Ensemble, sim: nengo.Simulator) -> Chart:
    xs = np.linspace(-ens.radius, ens.radius, N_STEPS)
    along = xs[:, np.newaxis] / ens.radius * sim.data[ens].encoders[:, 0]
    return _curves("Tuning curves", "represented value", xs, along, ens, sim)


def _response_curves(ens: nengo.Ensemble, sim: nengo.Simulator) -> Chart:
    xs = np.linspace(-1, 1, N_STEPS)
    along = np.repeat(xs[:, np.newaxis], ens.n_neurons, axis=1)
    return _curves("Response curves", "value along the encoder / radius", xs, along, ens, sim)


def _curves(
    title: str,
    x: str,
    xs: np.ndarray,
    along: np.ndarray,
    ens: nengo.Ensemble,
    sim: nengo.Simulator,
) -> Chart:
    """Draw rates over values; ``along`` has the (n_steps, n_neurons) inputs of the neurons."""
    built = sim.data[ens]
    chosen = evenly(ens.n_neurons, MOST_CURVES)
    rates = ens.neuron_type.rates(along[:, chosen], built.gain[chosen], built.bias[chosen])
    series = (
        Series(rounded(rates[:, k]), name=f"neuron {neuron}") for k, neuron in enumerate(chosen)
    )
    left_out = ens.n_neurons - len(chosen)
    note = f"{len(chosen)} of {ens.n_neurons} neurons" if left_out else ""
    return Chart(title, "lines", tuple(series), x, "rate (Hz)", rounded(xs), note=note)


def _points(ens: nengo.Ensemble, sim: nengo.Simulator) -> Chart:
    built = sim.data[ens]
    points = built.eval_points[evenly(len(built.eval_points), MOST_POINTS)]
    if ens.dimensions == 1:
        return histogram("Eval points", "represented value", "points", built.eval_points[:, 0])
    encoders = ens.radius * built.encoders[evenly(ens.n_neurons, MOST_ENCODERS)]
    note = "" if ens.dimensions == 2 else f"2 of {ens.dimensions} dimensions"
    series = (
        Series(rounded(points[:, 1]), rounded(points[:, 0]), "eval points"),
        Series(rounded(encoders[:, 1]), rounded(encoders[:, 0]), "encoders"),
    )
    return Chart(
        "Eval points and encoders", "points", series, "dimension 0", "dimension 1", note=note
    )


def _distributions(ens: nengo.Ensemble, sim: nengo.Simulator) -> Iterator[Chart]:
    built = sim.data[ens]
    if built.max_rates is not None:
        yield histogram("Maximum rates", "rate (Hz)", "neurons", built.max_rates)
    if built.intercepts is not None:
        yield histogram(
            "Intercepts", "value along the encoder / radius", "neurons", built.intercepts
        )
