"""The distributions of nengo_dl."""

import pickle

import numpy as np
import pytest

import nengo
from nengo_dl.dists import Glorot, He, TruncatedNormal, VarianceScaling

SHAPE = 400, 100  # 400 outputs of 100 inputs


def test_truncated_samples_stay_within_the_limit():
    samples = TruncatedNormal(mean=3, stddev=2, limit=1).sample(10000, rng=np.random.RandomState(0))
    assert np.all(np.abs(samples - 3) <= 1)
    assert np.mean(samples) == pytest.approx(3, abs=0.03)


def test_the_limit_is_two_standard_deviations():
    samples = TruncatedNormal(stddev=0.5).sample(10000, rng=np.random.RandomState(0))
    assert 0.99 < np.abs(samples).max() <= 1


@pytest.mark.parametrize("distribution", ["uniform", "normal"])
@pytest.mark.parametrize("mode, fan", [("fan_in", 100), ("fan_out", 400), ("fan_avg", 250)])
def test_variance_is_scale_over_fan(mode, fan, distribution):
    weights = VarianceScaling(3, mode, distribution).sample(*SHAPE, rng=np.random.RandomState(1))
    assert weights.shape == SHAPE
    assert np.var(weights) == pytest.approx(3 / fan, rel=0.03)


@pytest.mark.parametrize("dist, variance", [(Glorot(), 1 / 250), (He(), 2 / 100), (He(3), 6 / 100)])
def test_named_schemes_have_their_variance(dist, variance):
    weights = dist.sample(*SHAPE, rng=np.random.RandomState(2))
    assert np.var(weights) == pytest.approx(variance, rel=0.03)


@pytest.mark.parametrize(
    "dist",
    [TruncatedNormal(1, 2), TruncatedNormal(limit=1), VarianceScaling(2), Glorot(3), He()],
    ids=repr,
)
def test_they_are_values(dist):
    """They print as they are written, survive pickling and draw what the generator says."""
    assert eval(repr(dist)) == pickle.loads(pickle.dumps(dist)) == dist
    one, two = (dist.sample(5, 2, rng=np.random.RandomState(3)) for _ in range(2))
    np.testing.assert_equal(one, two)
    assert dist.sample(5).shape == (5,)


def test_connections_draw_their_weights_from_them(Simulator):
    with nengo.Network(seed=0) as net:
        source, sink = nengo.Node(np.ones(100)), nengo.Node(size_in=400)
        connection = nengo.Connection(source, sink, transform=Glorot(), synapse=None)
    with Simulator(net) as sim:
        assert np.var(sim.data[connection].weights) == pytest.approx(1 / 250, rel=0.03)
