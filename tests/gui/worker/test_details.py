"""What a worker tells of how things were made and built."""

import numpy as np
import pytest

from nengo_gui.protocol.inside import Built, Inspect, Inspected

MODEL = """
import numpy as np
import nengo
with nengo.Network(seed=3) as model:
    model.config[nengo.Ensemble].radius = 2
    one = nengo.Ensemble(80, 1, max_rates=nengo.dists.Uniform(100, 120))
    two = nengo.Ensemble(500, 2, radius=1.5, encoders=nengo.dists.UniformHypersphere(surface=True))
    square = nengo.Connection(one, two[0], function=lambda x: x ** 2, synapse=0.1)
    exact = nengo.Ensemble(5, 1, neuron_type=nengo.Direct())
    slow = nengo.Node(lambda t: t)
    with nengo.Network(label="inner") as inner:
        inner.deep = nengo.Ensemble(10, 1)
        inner.broken = nengo.Connection(inner.deep, one, solver=nengo.solvers.LstsqL2(weights=True))
"""


@pytest.fixture
def built(worker):
    """A worker whose model is built."""
    worker.build(MODEL)
    return worker


def details(worker, name):
    worker.send(Inspect(object=name))
    found = worker.until(Inspected).details
    assert found.object == name
    return found


def chart(found, title):
    (match,) = [each for each in found.charts if each.title == title]
    return match


def test_each_parameter_says_who_decided_it_and_what_it_means(built):
    attributes = {each.name: each for each in details(built, "model.one").attributes}
    assert attributes["n_neurons"].origin == "object"
    assert (attributes["radius"].value, attributes["radius"].origin) == ("2", "config")
    assert attributes["neuron_type"].origin == "default"
    assert "Uniform" in attributes["max_rates"].value
    assert attributes["max_rates"].origin == "object"
    assert "neuron" in attributes["n_neurons"].meaning
    other = {each.name: each for each in details(built, "model.two").attributes}
    assert (other["radius"].value, other["radius"].origin) == ("1.5", "object")


def test_a_config_reaches_into_the_networks_inside(built):
    attributes = {each.name: each for each in details(built, "model.inner.deep").attributes}
    assert attributes["radius"].origin == "config"


def test_tuning_curves_reach_the_maximum_rates_at_the_radius(built):
    found = details(built, "model.one")
    curves = chart(found, "Tuning curves")
    assert (curves.xs[0], curves.xs[-1]) == (-2, 2)
    highest = [max(series.ys) for series in curves.series]
    assert len(highest) == 60 and "60 of 80" in curves.note
    assert 99 < min(highest) and max(highest) < 121
    rates = chart(found, "Maximum rates")
    assert sum(rates.series[0].ys) == 80
    assert 100 <= min(rates.xs) and max(rates.xs) <= 120


def test_eval_points_and_encoders_lie_within_the_radius(built):
    points, encoders = chart(details(built, "model.two"), "Eval points and encoders").series
    lengths = np.hypot(encoders.xs, encoders.ys)
    assert lengths == pytest.approx(np.full(200, 1.5), rel=1e-3)
    assert max(np.hypot(points.xs, points.ys)) <= 1.5 + 1e-3
    assert len(points.xs) == 400


def test_a_connection_shows_what_it_decodes_beside_what_it_should(built):
    found = details(built, "model.square")
    decoded, wanted = chart(found, "Decoded and wanted").series
    xs = np.array(chart(found, "Decoded and wanted").xs)
    assert np.array(wanted.ys) == pytest.approx(xs**2, abs=1e-2)
    error = np.sqrt(np.mean((np.array(decoded.ys) - wanted.ys) ** 2))
    told = chart(details(built, "model.one"), "Decoder error by connection")
    assert told.labels == ("two",)
    assert error == pytest.approx(told.series[0].ys[0], rel=0.5)


def test_what_has_no_curves_says_why_or_has_none(built):
    assert "direct mode" in details(built, "model.exact").problem
    assert details(built, "model.slow").charts == ()
    assert "any more" in details(built, "model.gone").problem
    counts = {each.name: each.value for each in details(built, "model").attributes}
    assert counts["ensembles"] == "3 (4 at any depth)"


def test_full_weights_are_told_without_a_curve(built):
    titles = {each.title for each in details(built, "model.inner.broken").charts}
    assert "Weights" in titles and "Decoded and wanted" not in titles


def test_parameters_are_known_before_the_model_is_built(worker):
    worker.load(MODEL)
    found = details(worker, "model.one")
    assert found.attributes and not found.charts and "built" in found.problem
    assert not any(isinstance(report, Built) for report in worker.reports)
