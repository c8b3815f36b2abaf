"""Neuron types: tuning curves, spikes, and their agreement."""

import copy
import pickle

import numpy as np
import pytest

import nengo
from nengo.dists import Choice, Uniform
from nengo.exceptions import SimulationError, ValidationError
from nengo.neurons import (
    LIF,
    AdaptiveLIF,
    AdaptiveLIFRate,
    Direct,
    Izhikevich,
    LIFRate,
    NeuronType,
    PoissonSpiking,
    RectifiedLinear,
    RegularSpiking,
    Sigmoid,
    SpikingRectifiedLinear,
    StochasticSpiking,
    Tanh,
    settled_firingrate,
)

RATE_TYPES = [LIFRate(), RectifiedLinear(), Sigmoid(), Tanh(), AdaptiveLIFRate(tau_n=0.1)]
SPIKING_TYPES = [LIF(), LIF(tau_rc=0.05, tau_ref=0.001, amplitude=0.1), SpikingRectifiedLinear()]
HALVED = RegularSpiking(Tanh(), amplitude=0.5)  # decoders are solved for the rates of its base
CONVERTED_TYPES = [
    HALVED,
    RegularSpiking(LIFRate()),
    StochasticSpiking(RectifiedLinear()),
    StochasticSpiking(Tanh()),
    PoissonSpiking(LIFRate()),
    PoissonSpiking(Tanh()),
]
ALL_TYPES = [
    *RATE_TYPES,
    *SPIKING_TYPES,
    *CONVERTED_TYPES,
    AdaptiveLIF(),
    Izhikevich(),
    Direct(),
]
TUNABLE = [t for t in ALL_TYPES if not isinstance(t, Direct | Izhikevich)]


def step_for(neuron_type, J, n_steps, dt=0.001, seed=0):
    """Step with constant currents; return outputs (n_steps, n_neurons)."""
    state = neuron_type.make_state(len(J), rng=np.random.RandomState(seed))
    output, outputs = np.zeros(len(J)), []
    for _ in range(n_steps):
        neuron_type.step(dt, J, output, **state)
        outputs.append(output.copy())
    return np.array(outputs)


@pytest.mark.parametrize("neuron_type", TUNABLE, ids=repr)
def test_gains_and_biases_give_the_tuning_curves_asked_for(neuron_type, rng):
    max_rates, intercepts = rng.uniform(210, 380, 20), rng.uniform(-0.9, 0.9, 20)
    gain, bias = neuron_type.gain_bias(max_rates, intercepts)
    again = neuron_type.max_rates_intercepts(gain, bias)
    assert np.allclose(again, [max_rates, intercepts])

    base = getattr(neuron_type, "base_type", neuron_type)
    amplitude = getattr(base, "amplitude", 1)
    if not isinstance(base, RectifiedLinear):  # the only ones whose rates it does not scale
        max_rates = amplitude * max_rates
    rates = neuron_type.rates(1, gain, bias)
    assert np.allclose(rates, max_rates)
    if not isinstance(base, Sigmoid):
        below, above = (
            np.diagonal(neuron_type.rates(intercepts + dx, gain, bias)) for dx in (-1e-6, 1e-2)
        )
        assert np.all(below <= 0)
        assert np.all(above > 0)


def test_a_sigmoid_is_half_active_at_its_intercept():
    gain, bias = Sigmoid().gain_bias([300], [0.2])
    assert np.isclose(Sigmoid().rates(0.2, gain, bias), 200)


@pytest.mark.parametrize("max_rate", [200, 1000, 401])
@pytest.mark.parametrize("neuron_type", [Sigmoid(), Tanh(), LIF(tau_ref=0.0025)], ids=repr)
def test_no_neuron_fires_in_its_refractory_period(neuron_type, max_rate):
    if max_rate < 400:
        neuron_type.gain_bias([max_rate], [0])
        return
    with pytest.raises(ValidationError, match="400") as error:
        neuron_type.gain_bias([max_rate], [0])
    assert error.value.attr == "max_rates"


def test_neurons_that_never_fire_have_no_maximum_rate():
    with pytest.warns(UserWarning, match="fire"):
        max_rates, _ = LIF().max_rates_intercepts([1.0, 1.0], [-0.5, 1.0])
    assert np.array_equal(np.isfinite(max_rates), [False, True])


@pytest.mark.parametrize("neuron_type", [*SPIKING_TYPES, *CONVERTED_TYPES], ids=repr)
def test_neurons_spike_as_often_as_their_rates_say(neuron_type, rng):
    """Within a second, give or take one spike; or three deviations, if at random."""
    is_random = isinstance(neuron_type, StochasticSpiking | PoissonSpiking)
    base = getattr(neuron_type, "base_type", neuron_type)
    J = rng.uniform(0, 200 if isinstance(base, RectifiedLinear | SpikingRectifiedLinear) else 5, 30)
    rates = base.rates(0, np.ones(30), J)[0]
    drive = rates if neuron_type is not base else J
    outputs = step_for(neuron_type, drive, 1000)
    allowed = 4 * np.sqrt(np.abs(rates)) + 2 if is_random else neuron_type.amplitude * 1.5
    assert np.all(np.abs(outputs.mean(axis=0) - neuron_type_rate(neuron_type, rates)) <= allowed)


def neuron_type_rate(neuron_type, rates):
    return rates * neuron_type.amplitude if hasattr(neuron_type, "base_type") else rates


@pytest.mark.parametrize("dt", [1e-4, 1e-3, 2e-3])
def test_the_rate_of_lif_neurons_does_not_depend_on_the_step(dt):
    J = np.linspace(1.5, 8, 20)
    outputs = step_for(LIF(), J, round(2 / dt), dt=dt)
    assert np.allclose(outputs.mean(axis=0), LIF().rates(0, np.ones(20), J)[0], atol=1)


def test_lif_neurons_rest_below_threshold_and_after_spikes():
    assert np.all(step_for(LIF(), np.array([0.99, 0, -5]), 500) == 0)
    spikes = np.flatnonzero(step_for(LIF(tau_ref=0.01), np.array([50.0]), 200))
    assert np.all(np.diff(spikes) >= 10)


@pytest.mark.parametrize("min_voltage", [-np.inf, -1, 0])
def test_voltages_stay_above_their_minimum(min_voltage):
    neuron_type = LIF(min_voltage=min_voltage)
    state = neuron_type.make_state(1, rng=np.random.RandomState(0))
    for _ in range(300):
        neuron_type.step(0.001, np.array([-3.0]), np.zeros(1), **state)
    assert np.isclose(state["voltage"], max(min_voltage, -3), atol=1e-3)


@pytest.mark.parametrize(
    "neuron_type", [AdaptiveLIF(tau_n=0.1), AdaptiveLIFRate(tau_n=0.1)], ids=repr
)
def test_adaptation_lowers_rates(neuron_type):
    outputs = step_for(neuron_type, np.array([5.0, 10.0]), 1000)
    assert np.all(outputs[-200:].mean(axis=0) < 0.95 * outputs[:100].mean(axis=0))


@pytest.mark.parametrize("neuron_type", [AdaptiveLIF(inc_n=0), AdaptiveLIFRate(inc_n=0)], ids=repr)
def test_without_increments_nothing_adapts(neuron_type):
    plain = LIF() if neuron_type.spiking else LIFRate()
    J = np.array([0.5, 2, 5])
    assert np.allclose(step_for(neuron_type, J, 100), step_for(plain, J, 100))


def test_izhikevich_neurons_spike_faster_with_more_current():
    outputs = step_for(Izhikevich(), np.array([-100, 5.0, 10, 20, 40]), 1000)
    rates = outputs.mean(axis=0)
    assert rates[0] <= 1  # it may start above threshold
    assert np.all(np.diff(rates) > 0)
    state = {"voltage": np.zeros(3), "recovery": np.zeros(3)}
    J = np.array([5.0, 10, 20])
    settled = settled_firingrate(Izhikevich().step, J, state, settle_time=0.001)
    assert np.allclose(Izhikevich().rates(0, np.ones(3), J)[0], settled)


@pytest.mark.parametrize("Kind", [RegularSpiking, StochasticSpiking, PoissonSpiking])
def test_negative_rates_give_negative_spikes(Kind):
    neuron_type = Kind(Tanh())
    assert neuron_type.negative
    outputs = step_for(neuron_type, np.array([-150.0, 0, 150]), 400).mean(axis=0)
    assert outputs[0] < -100
    assert outputs[1] == 0
    assert outputs[2] > 100
    assert not Kind(LIFRate()).negative


def test_converted_types_show_both_states():
    neuron_type = RegularSpiking(AdaptiveLIFRate())
    assert neuron_type.probeable == ("output", "rate_out", "voltage", "adaptation")
    assert StochasticSpiking(LIFRate()).probeable == ("output", "rate_out")


def test_converted_types_want_rates():
    with pytest.warns(UserWarning, match="spikes already"):
        PoissonSpiking(LIF())
    with pytest.raises(ValidationError), pytest.warns(UserWarning, match="spikes already"):
        RegularSpiking(LIF())  # both have a voltage
    with pytest.raises(ValidationError):
        RegularSpiking(3)


@pytest.mark.parametrize("neuron_type", ALL_TYPES, ids=repr)
def test_copies_and_pickles_are_equal(neuron_type):
    for twin in (copy.deepcopy(neuron_type), pickle.loads(pickle.dumps(neuron_type))):
        assert twin == neuron_type
        assert hash(twin) == hash(neuron_type)
    assert sum(neuron_type == other for other in ALL_TYPES) == 1


@pytest.mark.parametrize("neuron_type", ALL_TYPES, ids=repr)
def test_state_is_drawn_in_the_order_declared(neuron_type, seed):
    state = neuron_type.make_state(5, rng=np.random.RandomState(seed), dtype=np.float32)
    rng = np.random.RandomState(seed)
    for name, dist in neuron_type.state.items():
        assert state[name].dtype == np.float32
        assert np.allclose(state[name], dist.sample(5, rng=rng))


def test_the_initial_state_can_be_chosen():
    neuron_type = LIF(initial_state={"voltage": Choice([0.5]), "refractory_time": [1, 2, 3]})
    state = neuron_type.make_state(3)
    assert np.all(state["voltage"] == 0.5)
    assert np.array_equal(state["refractory_time"], [1, 2, 3])
    assert neuron_type != LIF()
    for wrong in ({"volts": [1]}, {"voltage": "high"}, [1]):
        with pytest.raises(ValidationError) as error:
            LIF(initial_state=wrong)
        assert error.value.attr == "initial_state"


@pytest.mark.parametrize(
    ("x", "shape"), [(0.5, (1, 3)), ([0, 1], (2, 3)), (np.zeros((4, 3)), (4, 3))], ids=str
)
def test_currents_have_a_row_per_point_and_a_column_per_neuron(x, shape):
    assert LIF().current(x, np.ones(3), np.zeros(3)).shape == shape
    for wrong in (np.zeros((2, 2)), np.zeros((2, 1)), np.zeros((2, 3, 1))):
        with pytest.raises(ValidationError) as error:
            LIF().current(wrong, np.ones(3), np.zeros(3))
        assert error.value.attr == "x"


def test_direct_neurons_compute_and_never_step():
    assert Direct().gain_bias([1], [1]) == (None, None)
    assert np.array_equal(Direct().rates([[1, 2]], None, None), [[1, 2]])
    with pytest.raises(SimulationError):
        Direct().step(0.001, np.ones(1), np.ones(1))


class Quadratic(NeuronType):
    """A type that only says how to step; all else is found by searching."""

    negative = False

    def step(self, dt, J, output):
        output[...] = np.maximum(J - 1, 0) ** 2


def test_tuning_curves_of_a_new_type_are_found_by_searching():
    max_rates, intercepts = np.array([50.0, 100]), np.array([-0.5, 0.5])
    gain, bias = Quadratic().gain_bias(max_rates, intercepts)
    assert np.allclose(Quadratic().rates(1, gain, bias), max_rates, rtol=0.05)
    found, at = Quadratic().max_rates_intercepts(gain, bias)
    assert np.allclose(found, max_rates, rtol=0.05)
    assert np.allclose(at, intercepts, atol=0.05)


def test_a_search_may_fail():
    class Silent(NeuronType):
        def step(self, dt, J, output):
            output[...] = 0

    class Restless(NeuronType):
        def step(self, dt, J, output):
            output[...] = 1 + np.maximum(J, 0)

    for neuron_type, attr in ((Silent(), "max_rates"), (Restless(), "max_rates,intercepts")):
        with pytest.raises(ValidationError) as error:
            neuron_type.gain_bias([100], [0.5])
        assert error.value.attr == attr


def test_a_new_type_must_say_how_to_step():
    with pytest.raises(NotImplementedError, match="step"):
        NeuronType().step(0.001, np.ones(1), np.ones(1))
    output = np.zeros(2)
    with pytest.warns(UserWarning, match="step_math"):
        RectifiedLinear().step_math(0.001, np.array([-1.0, 2.0]), output)
    assert np.array_equal(output, [0, 2])


@pytest.mark.parametrize(
    "arguments",
    [
        dict(tau_rc=0),
        dict(tau_ref=-1),
        dict(amplitude=0),
        dict(min_voltage=1),
        dict(min_voltage=None),
    ],
    ids=str,
)
def test_impossible_neurons_are_refused(arguments):
    with pytest.raises(ValidationError) as error:
        LIF(**arguments)
    assert error.value.attr in arguments


@pytest.mark.parametrize("neuron_type", [t for t in TUNABLE if t != HALVED], ids=repr)
def test_ensembles_of_any_type_represent_values(Simulator, neuron_type, seed):
    with nengo.Network(seed=seed) as net:
        ens = nengo.Ensemble(
            100,
            1,
            neuron_type=neuron_type,
            max_rates=Uniform(250, 350),
            intercepts=Uniform(-0.9, 0.5),
        )
        nengo.Connection(nengo.Node(0.5), ens)
        probe = nengo.Probe(ens, synapse=0.05)
    with Simulator(net) as sim:
        sim.run(0.4)
    tolerance = 0.25 if hasattr(neuron_type, "tau_n") else 0.1
    assert abs(np.mean(sim.data[probe][200:]) - 0.5) < tolerance


@pytest.mark.parametrize("neuron_type", [Quadratic(), Izhikevich()], ids=repr)
def test_other_types_can_be_simulated(Simulator, neuron_type, seed):
    with nengo.Network(seed=seed) as net:
        ens = nengo.Ensemble(
            50, 1, neuron_type=neuron_type, max_rates=Uniform(50, 80), intercepts=Uniform(-0.9, 0.5)
        )
        nengo.Connection(nengo.Node(0.5), ens)
        probe = nengo.Probe(ens, synapse=0.1)
    with Simulator(net) as sim:
        sim.run(0.6)
    assert abs(np.mean(sim.data[probe][300:]) - 0.5) < 0.25
