"""The neuron types of nengo_dl, in whichever simulator runs them."""

import numpy as np
import pytest

import nengo
from nengo_dl.neurons import LeakyReLU, SoftLIFRate, SpikingLeakyReLU

J = np.linspace(-30, 30, 601)


def response(neuron_type):
    return neuron_type.rates(J, gain=[1], bias=[0])[:, 0]


@pytest.mark.parametrize("sigma", [0.01, 0.5, 1])
def test_soft_response_is_the_smoothed_formula(sigma):
    """Checked where the formula can be written down without overflow."""
    x = (J - 1) / sigma
    is_safe = np.abs(x) < 30
    z = sigma * np.log1p(np.exp(x[is_safe]))
    actual = response(SoftLIFRate(sigma, tau_rc=0.05, tau_ref=0.004, amplitude=3))
    np.testing.assert_allclose(actual[is_safe], 3 / (0.004 + 0.05 * np.log1p(1 / z)), rtol=1e-6)


@pytest.mark.parametrize("sigma", [1e-3, 1])
def test_soft_response_is_finite_and_grows_everywhere(sigma):
    rates = SoftLIFRate(sigma).rates(np.linspace(-1e4, 1e4, 999), [1], [0])
    assert np.all(np.isfinite(rates)) and np.all(np.diff(rates[:, 0]) >= 0) and rates.min() > 0


def test_soft_response_becomes_the_hard_one():
    difference = response(SoftLIFRate(sigma=1e-3)) - response(nengo.LIFRate())
    far = np.abs(J - 1) > 0.05
    assert np.abs(difference[far]).max() < 1.0


def test_soft_neurons_are_tuned_like_hard_ones():
    wanted = [100, 200], [-0.5, 0.5]
    np.testing.assert_equal(SoftLIFRate().gain_bias(*wanted), nengo.LIFRate().gain_bias(*wanted))


@pytest.mark.parametrize("neuron_type", [LeakyReLU, SpikingLeakyReLU])
def test_leaky_response_has_two_slopes(neuron_type):
    expected = np.where(J < 0, 0.2 * J, J) * 5
    np.testing.assert_allclose(response(neuron_type(negative_slope=0.2, amplitude=5)), expected)


@pytest.mark.parametrize(
    "neuron_type", [SoftLIFRate(sigma=0.3), LeakyReLU(0.1), SpikingLeakyReLU(0.1)], ids=str
)
def test_mean_output_is_the_rate(Simulator, neuron_type):
    """In one second a neuron puts out what its rate says, give or take one spike."""
    bias = np.array([-200.0, -55.5, 0, 1.5, 40, 213.7])
    with nengo.Network(seed=3) as net:
        ensemble = nengo.Ensemble(6, 1, neuron_type=neuron_type, gain=np.ones(6), bias=bias)
        probe = nengo.Probe(ensemble.neurons)
    with Simulator(net) as sim:
        sim.run_steps(1000)
    rates = neuron_type.rates(np.zeros(1), np.ones(6), bias)[0]
    np.testing.assert_allclose(sim.data[probe].mean(axis=0), rates, atol=1.0, rtol=1e-5)


def test_negative_currents_give_negative_spikes(Simulator):
    with nengo.Network(seed=3) as net:
        neuron_type = SpikingLeakyReLU(0.5, amplitude=2)
        ensemble = nengo.Ensemble(1, 1, neuron_type=neuron_type, gain=[1], bias=[-100])
        probe = nengo.Probe(ensemble.neurons)
    with Simulator(net) as sim:
        sim.run_steps(200)
    assert set(np.unique(sim.data[probe])) == {-2000.0, 0.0}


def test_types_print_as_they_are_written():
    assert repr(SoftLIFRate(sigma=0.5, tau_ref=0.001)) == "SoftLIFRate(sigma=0.5, tau_ref=0.001)"
    assert repr(LeakyReLU()) == "LeakyReLU()"
    assert repr(SpikingLeakyReLU(0.1)) == "SpikingLeakyReLU(negative_slope=0.1)"
