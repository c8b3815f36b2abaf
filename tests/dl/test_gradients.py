"""Gradients: right for all curves, with spikes or without, through filters and what is learned."""

import numpy as np
import pytest

import nengo

nengo_dl = pytest.importorskip("nengo_dl")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

from nengo_dl.builder import neurons as table  # noqa: E402
from nengo_dl.builder.kernel import Training  # noqa: E402

RATES = [
    nengo.LIFRate(),
    nengo.RectifiedLinear(),
    nengo.Sigmoid(),
    nengo.Tanh(),
    nengo_dl.SoftLIFRate(sigma=0.5),
    nengo_dl.SoftLIFRate(sigma=0.02),
    nengo_dl.LeakyReLU(),
]
J = np.array([-500.0, -3, -0.7, 0.3, 0.98, 1.02, 1.5, 4, 30, 1000])


def constants(neuron_type, known):
    return {name: getattr(neuron_type, name) for name in known.constants}


@pytest.mark.parametrize("neuron_type", RATES, ids=str)
def test_curves_are_those_of_the_core(neuron_type):
    known = table.math_of(neuron_type)
    wanted = neuron_type.rates(J[:, None], [1.0], [0.0])[:, 0]
    got = known.curve(constants(neuron_type, known), jnp.asarray(J, jnp.float32))
    assert np.allclose(got, wanted, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("neuron_type", RATES, ids=str)
def test_slopes_are_those_of_the_curves(neuron_type):
    known = table.math_of(neuron_type)
    p = constants(neuron_type, known)
    # Where the hard curve bends there is nothing to compare.
    at, width = J[[1, 2, 3, 6, 7, 8]], 1e-4
    above, below = (neuron_type.rates(at[:, None] + x, [1.0], [0.0])[:, 0] for x in (width, -width))
    slopes = (above - below) / (2 * width)
    assert np.allclose(known.slope(p, jnp.asarray(at, jnp.float32)), slopes, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("neuron_type", RATES, ids=str)
def test_slopes_are_finite_everywhere(neuron_type):
    known = table.math_of(neuron_type)
    at = jnp.asarray([-1e6, 0, 1 - 1e-7, 1, 1 + 1e-7, 1e6], jnp.float32)
    assert np.isfinite(known.slope(constants(neuron_type, known), at)).all()


def recurrent(neuron_type, **settings):
    with nengo.Network(seed=0) as net:
        nengo_dl.configure_settings(trainable_synapse=True, **settings)
        ens = nengo.Ensemble(8, 1, neuron_type=neuron_type)
        out = nengo.Node(size_in=1)
        nengo.Connection(nengo.Node([0.4]), ens, synapse=0.02)
        nengo.Connection(ens, ens, synapse=0.05)
        nengo.Connection(ens, out, synapse=0.03)
        nengo.Probe(out)
    return net


@pytest.mark.parametrize(
    "neuron_type", [nengo_dl.SoftLIFRate(0.3), nengo.LIF(), nengo.Tanh()], ids=str
)
def test_gradients_are_finite_differences(DLSimulator, neuron_type):
    """Through a recurrent ensemble, its filters, and their time constants."""
    with DLSimulator(recurrent(neuron_type, lif_smoothing=0.3), minibatch_size=2) as sim:
        sim.check_gradients()


def test_gradients_pass_through_what_is_learned_while_running(DLSimulator):
    with nengo.Network(seed=0) as net:
        ens = nengo.Ensemble(8, 1, neuron_type=nengo_dl.SoftLIFRate(0.3))
        out = nengo.Node(size_in=1)
        nengo.Connection(nengo.Node([0.4]), ens)
        conn = nengo.Connection(ens, out, learning_rule_type=nengo.PES(1e-3))
        nengo.Connection(out, conn.learning_rule)
        nengo.Probe(out)
    with DLSimulator(net) as sim:
        sim.check_gradients()


def test_a_wrong_gradient_is_found(DLSimulator, monkeypatch):
    known = table._table[nengo.Tanh]
    wrong = known._replace(slope=lambda p, J: jnp.ones_like(J))
    monkeypatch.setitem(table._table, nengo.Tanh, wrong)
    with DLSimulator(recurrent(nengo.Tanh())) as sim:
        with pytest.raises(nengo.exceptions.SimulationError, match="finite differences give"):
            sim.check_gradients()


def loss_and_gradients(sim, training):
    machine = sim._machine

    def loss(trained):
        _, samples = machine.program.run(
            machine.parameters._replace(trained=trained),
            machine.state,
            {},
            length=30,
            batch=1,
            training=training,
        )
        (y,) = samples.values()
        return jnp.mean((y - 0.3) ** 2)

    return jax.value_and_grad(loss)(machine.parameters.trained)


def test_spikes_go_forwards_and_the_slope_of_the_curve_backwards(DLSimulator):
    with DLSimulator(recurrent(nengo.LIF())) as sim:
        (spiking, by_spikes) = loss_and_gradients(sim, Training(surrogate=True, smoothing=0.1))
        (inference, _) = loss_and_gradients(sim, None)
        (rates, _) = loss_and_gradients(sim, Training(smoothing=0.1))
    assert spiking == inference != rates
    assert all(np.isfinite(g).all() and np.any(g) for g in by_spikes.values())


def test_python_in_the_loop_stops_gradients_but_not_training(DLSimulator):
    with nengo.Network(seed=0) as net:
        ens = nengo.Ensemble(5, 1, neuron_type=nengo.Tanh())
        middle = nengo.Node(lambda t, x: 2 * x, size_in=1)
        out = nengo.Node(size_in=1)
        nengo.Connection(ens, middle)
        nengo.Connection(middle, out, transform=0.5)
        nengo.Probe(out)
    with DLSimulator(net) as sim:
        _, gradients = loss_and_gradients(sim, Training())
        values = {each.name: each.signal for each in sim._machine.described}
        block = sim._machine.compiled.layout.places[values["ensemble/bias"].base].block.name
        assert not np.any(gradients[block])
