"""Ensembles: parameters, neurons, and how they are built."""

import numpy as np
import pytest

import nengo
from nengo.builder.ensemble import gen_eval_points
from nengo.dists import Choice, Uniform
from nengo.exceptions import BuildError, NengoWarning, ReadonlyError, ValidationError


def built(Simulator, *args, **kwargs):
    with nengo.Network(seed=1):
        ens = nengo.Ensemble(*args, **kwargs)
    model = nengo.Network(seed=1)
    with model:
        nengo.Network.add(ens)
    with Simulator(model) as sim:
        return sim.data[ens]


@pytest.mark.parametrize(
    "wrong",
    [
        {"n_neurons": 0},
        {"n_neurons": 1.5},
        {"dimensions": 0},
        {"radius": 0},
        {"seed": -1},
        {"seed": 2**32},
        {"noise": 3},
        {"neuron_type": "LIF"},
        {"encoders": None},
        {"encoders": np.ones((3, 2))},
        {"max_rates": [100.0]},
        {"eval_points": [[1.0]]},
    ],
    ids=str,
)
def test_values_that_make_no_sense_are_refused_where_they_are_written(wrong):
    (attr,) = wrong
    with nengo.Network(), pytest.raises(ValidationError) as info:
        nengo.Ensemble(**{"n_neurons": 10, "dimensions": 2, **wrong})
    assert info.value.attr == attr
    assert "test_ensemble.py" in str(info.value)


def test_size_is_the_number_of_dimensions_and_fixed():
    with nengo.Network():
        ens = nengo.Ensemble(10, 3)
    assert (len(ens), ens.size_in, ens.size_out) == (3, 3, 3)
    with pytest.raises(ReadonlyError):
        ens.n_neurons = 5
    with pytest.raises(ReadonlyError):
        ens.neurons = None


def test_neurons_are_equal_as_often_as_one_asks():
    with nengo.Network():
        ens, other = nengo.Ensemble(10, 3), nengo.Ensemble(10, 3)
    assert ens.neurons == ens.neurons
    assert hash(ens.neurons) == hash(ens.neurons)
    assert ens.neurons != other.neurons
    assert ens.neurons.size_in == len(ens.neurons) == 10
    assert ens.neurons.probeable == ("output", "voltage", "refractory_time", "input")


def test_in_direct_mode_there_are_no_neurons_to_connect():
    with nengo.Network():
        ens = nengo.Ensemble(10, 3, neuron_type=nengo.Direct())
    assert (ens.neurons.size_in, ens.neurons.size_out) == (0, 0)


def test_new_attributes_warn_because_they_are_often_typing_errors():
    with nengo.Network():
        ens = nengo.Ensemble(10, 3)
    with pytest.warns(SyntaxWarning, match="radios"):
        ens.radios = 2
    assert ens.radios == 2


def test_a_copy_has_equal_parameters_and_joins_the_network():
    with nengo.Network() as model:
        ens = nengo.Ensemble(10, 3, radius=2, seed=5, label="x")
        twin = ens.copy()
        ens.copy(add_to_container=False)
    assert model.ensembles == [ens, twin]
    assert all(getattr(twin, name) == getattr(ens, name) for name in ens.params)


def test_slices_know_their_size_and_text():
    with nengo.Network():
        ens = nengo.Ensemble(10, 3, label="x")
    texts = {
        str(ens[key]).removeprefix("<Ensemble 'x'>"): ens[key].size_out
        for key in (1, -1, slice(1, 3), slice(None, None, 2), [0, 2])
    }
    assert texts == {"[1:2]": 1, "[-1:]": 1, "[1:3]": 2, "[::2]": 2, "[[0, 2]]": 2}


@pytest.mark.parametrize("key", [5, [5], -7, "a", (0, 1)], ids=str)
def test_slices_that_select_nothing_valid_are_refused(key):
    with nengo.Network():
        ens = nengo.Ensemble(10, 3)
    with pytest.raises(IndexError):
        _ = ens[key]


def test_encoders_have_length_one_and_scale_with_gain_over_radius(Simulator):
    data = built(Simulator, 30, 2, radius=3.0, encoders=Uniform(0.5, 4))
    np.testing.assert_allclose(np.linalg.norm(data.encoders, axis=1), 1)
    expected = data.encoders * data.gain[:, None] / 3.0
    np.testing.assert_allclose(data.scaled_encoders, expected)


def test_encoders_may_keep_their_length(Simulator):
    encoders = [[3.0, 0.0], [0.0, 2.0]]
    data = built(Simulator, 2, 2, encoders=encoders, normalize_encoders=False)
    np.testing.assert_array_equal(data.encoders, encoders)


def test_neurons_reach_their_max_rate_at_the_radius_and_start_at_the_intercept(Simulator):
    data = built(Simulator, 50, 1, radius=2.0, encoders=Choice([[1]]), neuron_type=nengo.LIFRate())
    rates = nengo.LIFRate().rates([1.0], data.gain, data.bias)[0]
    np.testing.assert_allclose(rates, data.max_rates)
    below = nengo.LIFRate().rates(data.intercepts - 1e-9, data.gain, data.bias)
    assert np.all(np.diag(below) == 0)


def test_gain_and_bias_may_be_given_instead(Simulator):
    gain, bias = np.linspace(1, 2, 5), np.linspace(3, 4, 5)
    data = built(Simulator, 5, 1, gain=gain, bias=bias)
    np.testing.assert_array_equal(data.gain, gain)
    np.testing.assert_array_equal(data.bias, bias)
    with pytest.warns(NengoWarning, match="no effect"):
        built(Simulator, 5, 1, gain=gain, bias=bias, max_rates=Uniform(100, 200))
    with pytest.raises(NotImplementedError):
        built(Simulator, 5, 1, gain=gain)


def test_evaluation_points_follow_radius_and_number(Simulator):
    assert built(Simulator, 10, 1).eval_points.shape == (750, 1)
    assert built(Simulator, 2000, 1).eval_points.shape == (4000, 1)
    assert built(Simulator, 10, 2, n_eval_points=17).eval_points.shape == (17, 2)
    points = built(Simulator, 10, 1, radius=4.0, eval_points=[[0.5], [1.0]]).eval_points
    np.testing.assert_array_equal(points, [[2.0], [4.0]])


def test_a_number_of_points_that_contradicts_given_points_is_ignored_with_a_warning(Simulator):
    with pytest.warns(UserWarning, match="n_eval_points"):
        built(Simulator, 10, 1, eval_points=[[0.5], [1.0]], n_eval_points=5)


def test_points_are_not_scaled_if_asked(rng):
    with nengo.Network():
        ens = nengo.Ensemble(10, 1, radius=4.0)
    points = gen_eval_points(ens, np.ones((3, 1)), rng, scale_eval_points=False)
    np.testing.assert_array_equal(points, np.ones((3, 1)))


@pytest.mark.parametrize(
    "impossible",
    [
        {"intercepts": Uniform(1.1, 1.2)},
        {"encoders": [[0.0], [1.0]]},
        {"max_rates": Uniform(600, 700)},
    ],
    ids=str,
)
def test_parameters_that_no_neuron_can_have_fail_the_build(Simulator, impossible):
    with pytest.raises((BuildError, ValidationError)):
        built(Simulator, 2, 1, **impossible)


def test_noise_is_current_into_the_neurons(Simulator):
    class Constant(nengo.Process):
        def make_step(self, shape_in, shape_out, dt, rng, state):
            return lambda t: np.full(shape_out, 7.0)

    with nengo.Network(seed=1) as model:
        quiet = nengo.Ensemble(10, 1, seed=2)
        noisy = nengo.Ensemble(10, 1, seed=2, noise=Constant())
        probes = [nengo.Probe(ens.neurons, "input") for ens in (quiet, noisy)]
    with Simulator(model) as sim:
        sim.run_steps(3)
    np.testing.assert_allclose(sim.data[probes[1]], sim.data[probes[0]] + 7.0)


def test_direct_mode_passes_the_vector_whatever_the_radius(Simulator):
    with nengo.Network() as model:
        u = nengo.Node([3.0, -4.0])
        ens = nengo.Ensemble(1, 2, neuron_type=nengo.Direct(), radius=0.5)
        nengo.Connection(u, ens, synapse=None)
        probe = nengo.Probe(ens)
    with Simulator(model) as sim:
        sim.run_steps(2)
    np.testing.assert_array_equal(sim.data[probe], [[3.0, -4.0]] * 2)
    assert sim.data[ens].gain is None
    np.testing.assert_array_equal(sim.data[ens].encoders, np.eye(2))
