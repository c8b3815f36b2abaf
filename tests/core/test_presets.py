"""Presets configure ensembles for a purpose."""

import numpy as np

import nengo
from nengo.presets import ThresholdingEnsembles


def test_thresholding_ensembles_are_silent_below(Simulator, seed):
    with nengo.Network(seed=seed) as model:
        ramp = nengo.Node(lambda t: t)
        with ThresholdingEnsembles(0.4):
            ensemble = nengo.Ensemble(60, 1)
        nengo.Connection(ramp, ensemble, synapse=None)
        probe = nengo.Probe(ensemble, synapse=0.02)
    with Simulator(model) as sim:
        sim.run(0.9)
    below = sim.trange() < 0.38
    above = sim.trange() > 0.7
    assert np.all(sim.data[probe][below] == 0)
    assert np.all(sim.data[probe][above] > 0.4)


def test_thresholds_are_relative_to_the_radius_where_decoders_are_solved():
    config = ThresholdingEnsembles(0.1, intercept_width=0.2, radius=0.5)[nengo.Ensemble]
    assert config.radius == 0.5
    assert config.intercepts == nengo.dists.Exponential(0.2, 0.1, 0.5)
    assert config.eval_points == nengo.dists.Uniform(0.2, 1)


def test_presets_leave_other_ensembles_alone():
    with nengo.Network():
        with ThresholdingEnsembles(0.3):
            pass
        assert nengo.Ensemble(10, 1).encoders == nengo.Ensemble.encoders.default
