"""Synapses: what they do to signals, alone and in a simulation."""

import copy
import pickle
import warnings

import numpy as np
import pytest
from scipy import signal

import nengo
from nengo.exceptions import ValidationError
from nengo.synapses import Alpha, LinearFilter, Lowpass, Synapse, SynapseParam, Triangle
from nengo.synapses.state_space import METHODS, discretize, from_transfer_function

DT = 1e-3
ANALOG = [
    Lowpass(0.01),
    Lowpass(0),
    Alpha(0.01),
    LinearFilter([1, 2], [0.01, 0.2, 3]),
    LinearFilter([1, 2, 0.5], [0.01, 0.2, 3]),
    LinearFilter([1, 2], [0.01, 0.2, 3], method="bilinear"),
    LinearFilter([1], [0.01, 1], method="backward_diff"),
]
DIGITAL = [
    LinearFilter([1], [1, -0.9], analog=False),
    LinearFilter([1, 1], [1, -0.9], analog=False),
    LinearFilter([1, 0.5], [1, -0.9, 0.1], analog=False),
]
SYNAPSES = [*ANALOG, *DIGITAL, Triangle(0.007), Triangle(0)]


@pytest.fixture
def x(rng):
    return rng.randn(60, 3)


def test_a_lowpass_decays_exponentially():
    impulse = np.eye(20)[0]
    decay = np.exp(-DT / 0.01)
    assert np.allclose(Lowpass(0.01).filt(impulse), (1 - decay) * decay ** np.arange(20))


def test_an_alpha_filter_peaks_after_its_time_constant():
    response = Alpha(0.02).filt(np.eye(200)[0])
    assert np.isclose(np.argmax(response) * DT, 0.02, atol=DT)
    assert np.isclose(np.sum(response), 1, atol=1e-2)


def test_a_triangle_falls_linearly():
    response = Triangle(0.004).filt(np.eye(8)[0])
    assert np.allclose(response, np.array([5, 4, 3, 2, 1, 0, 0, 0]) / 15)


@pytest.mark.parametrize("synapse", [Lowpass(0), Alpha(0), Triangle(0)], ids=repr)
def test_without_time_constant_nothing_is_filtered(synapse, x):
    assert np.allclose(synapse.filt(x), x)


@pytest.mark.parametrize("synapse", DIGITAL, ids=repr)
def test_digital_filters_agree_with_scipy(synapse, x):
    """But for the delay of a filter whose output needs the input of the step before."""
    expected = signal.lfilter(*_padded(synapse), x, axis=0)
    assert np.allclose(synapse.filt(x), expected)


def _padded(synapse):
    n_missing = len(synapse.den) - len(synapse.num)
    return np.concatenate([np.zeros(max(n_missing - 1, 0)), synapse.num]), synapse.den


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("den", [[0.1, 1], [0.01, 0.2, 3], [0.001, 0.02, 0.3, 1]], ids=str)
def test_discretisation_agrees_with_scipy(den, method):
    ours = discretize(from_transfer_function(np.array([2.0, 1.0]), np.array(den)), DT, method)
    A, B, C, D, _ = signal.cont2discrete(signal.tf2ss([2, 1], den), DT, method=method)
    for theirs, matrix in ((A, ours.A), (B[:, 0], ours.B), (C[0], ours.C), (D[0, 0], ours.D)):
        assert np.allclose(matrix, theirs)


@pytest.mark.parametrize("tau", [1e-6, 1e-9])
@pytest.mark.parametrize("Kind", [Lowpass, Alpha])
def test_steps_much_longer_than_the_filter_give_its_limit(Kind, tau, x):
    assert np.allclose(Kind(tau).filt(x), x, atol=1e-6)


@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_signals_are_filtered_element_by_element(synapse, rng):
    x = rng.randn(20, 2, 3)
    y = synapse.filt(x)
    assert y.shape == x.shape
    assert np.allclose(y[:, 1, 2], synapse.filt(x[:, 1, 2]))
    assert np.allclose(np.moveaxis(y, 0, 1), synapse.filt(np.moveaxis(x, 0, 1), axis=1))


@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_filters_are_linear(synapse, x, rng):
    z = rng.randn(*x.shape)
    assert np.allclose(synapse.filt(2 * x - z), 2 * synapse.filt(x) - synapse.filt(z))


@pytest.mark.parametrize("synapse", [Lowpass(0.01), Alpha(0.01), Triangle(0.01)], ids=repr)
def test_a_signal_can_start_at_rest(synapse):
    for y0 in (0.7, np.array([1.0, -2.0])):
        x = np.broadcast_to(y0, (10, 2))
        assert np.allclose(synapse.filt(x, y0=y0), x)


def test_some_filters_never_rest():
    for hopeless in (LinearFilter([1], [1, 0]), LinearFilter([1, 0], [0.01, 0.2, 3])):
        assert np.all(hopeless.make_state((2,), (2,), DT, y0=0)["X"] == 0)
        with pytest.raises(ValidationError) as error:
            hopeless.make_state((2,), (2,), DT, y0=1)
        assert error.value.attr == "y0"


def test_filtering_there_and_back_delays_nothing():
    t = np.arange(0, 1, DT)
    bump = np.exp(-(((t - 0.5) / 0.05) ** 2))
    assert abs(np.argmax(Lowpass(0.03).filtfilt(bump)) - 500) <= 2
    assert np.argmax(Lowpass(0.03).filt(bump)) > 510


def test_signals_are_copied_unless_told(x):
    original = x.copy()
    Lowpass(0.01).filt(x)
    assert np.array_equal(x, original)
    filtered = Lowpass(0.01).filt(x, copy=False)
    assert np.shares_memory(filtered, x)


@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_a_synapse_draws_no_random_numbers(synapse, x):
    before = np.random.get_state()[1:3]
    synapse.filt(x)
    after = np.random.get_state()[1:3]
    assert np.array_equal(before[0], after[0])
    assert before[1] == after[1]


def test_filters_can_be_combined(x):
    a, b = Lowpass(0.01), Lowpass(0.03)
    both = a.combine(b)
    frequencies = np.linspace(0, 20, 7)
    assert np.allclose(
        both.evaluate(frequencies), a.evaluate(frequencies) * b.evaluate(frequencies)
    )
    assert np.allclose(both.evaluate(0), 1)
    with pytest.raises(ValidationError, match="analog"):
        a.combine(DIGITAL[0])


@pytest.mark.parametrize("synapse", DIGITAL, ids=repr)
def test_the_transfer_function_predicts_the_response(synapse):
    frequency, n = 0.05, np.arange(400)
    gain = np.abs(synapse.evaluate(frequency))
    response = synapse.filt(np.cos(2 * np.pi * frequency * n))[200:]
    assert np.isclose(np.std(response) * np.sqrt(2), gain)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_state_keeps_its_precision(synapse, dtype, rng):
    state = synapse.make_state((2,), (2,), DT, dtype=dtype)
    step = synapse.make_step((2,), (2,), DT, rng, state)
    output = step(0, np.ones(2, dtype=dtype))
    assert output.dtype == dtype
    assert all(array.dtype == dtype for array in state.values())
    with pytest.raises(ValidationError, match="float"):
        synapse.make_state((2,), (2,), DT, dtype=np.int32)


@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_stepping_again_from_a_copied_state_gives_the_same(synapse, x, rng):
    state = synapse.make_state((3,), (3,), DT)
    step = synapse.make_step((3,), (3,), DT, rng, state)
    for row in x[:30]:
        step(0, row)
    twin = synapse.make_step((3,), (3,), DT, rng, copy.deepcopy(state))
    for row in x[30:]:
        assert np.array_equal(step(0, row), twin(0, row))


@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_copies_and_pickles_are_equal(synapse):
    for twin in (copy.deepcopy(synapse), pickle.loads(pickle.dumps(synapse))):
        assert twin == synapse
        assert hash(twin) == hash(synapse)


def test_impossible_filters_are_refused():
    with pytest.raises(ValidationError):
        Lowpass(-0.1)
    with pytest.raises(ValidationError):
        LinearFilter([1], [0.0])
    with pytest.raises(ValidationError):
        LinearFilter([1], [1, 1], method="magic")
    with pytest.raises(ValueError, match="future"):
        LinearFilter([1, 2, 3], [1, 1]).filt(np.ones(3))
    with pytest.warns(UserWarning, match="taken as zero"):
        LinearFilter([1e-16, 1], [1, 1, 1]).filt(np.ones(3))
    with warnings.catch_warnings():
        LinearFilter([1], [0, 1, 1]).filt(np.ones(3))


def test_numbers_are_time_constants_of_lowpass_filters():
    class Holder:
        synapse = SynapseParam("synapse", default=Lowpass(0.1))

    obj = Holder()
    obj.synapse = 0.05
    assert obj.synapse == Lowpass(0.05)
    obj.synapse = None
    assert obj.synapse is None
    with pytest.raises(ValidationError):
        obj.synapse = "fast"


def test_a_new_synapse_must_say_what_its_state_is():
    with pytest.raises(NotImplementedError, match="make_state"):
        Synapse().filt(np.ones(3))
    assert Synapse(default_size_in=3).default_size_out == 3


@pytest.mark.parametrize("synapse", SYNAPSES, ids=repr)
def test_a_connection_filters_as_the_synapse_does_alone(Simulator, synapse):
    """One step later: what is sent in a step arrives in the next one."""
    with nengo.Network() as net:
        wave = nengo.Node(lambda t: np.sin(50 * t))
        raw = nengo.Probe(wave)
        filtered = nengo.Probe(wave, synapse=synapse)
    with Simulator(net) as sim:
        sim.run(0.1)
    assert np.allclose(sim.data[filtered][1:], synapse.filt(sim.data[raw])[:-1])
    assert np.all(sim.data[filtered][0] == 0)


def test_a_new_kind_of_synapse_needs_no_registration(Simulator):
    class Delay(Synapse):
        def make_state(self, shape_in, shape_out, dt, dtype=None, y0=0):
            return {"last": np.zeros(shape_out)}

        def make_step(self, shape_in, shape_out, dt, rng, state):
            last = state["last"]

            def step(t, x):
                output = last.copy()
                last[...] = x
                return output

            return step

    with nengo.Network() as net:
        clock = nengo.Node(lambda t: t)
        probe = nengo.Probe(clock, synapse=Delay())
    with Simulator(net) as sim:
        sim.run(0.005)
    assert np.allclose(sim.data[probe].ravel(), [0, 0, 0.001, 0.002, 0.003])
