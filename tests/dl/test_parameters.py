"""Parameters: by name in files, and back in Nengo objects for any simulator."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import SimulationError, ValidationError

nengo_dl = pytest.importorskip("nengo_dl")


def network(seed=0, n_neurons=20):
    """Two ensembles with every kind of connection between them."""
    with nengo.Network(seed=seed) as net:
        x = nengo.Node([0.3, -0.2])
        a = nengo.Ensemble(n_neurons, 2, neuron_type=nengo.LIFRate(), radius=1.5, label="a")
        b = nengo.Ensemble(12, 1, neuron_type=nengo.LIF(), label="b")
        nengo.Connection(x, a)
        net.decoded = nengo.Connection(a, b, function=lambda v: v[0] * v[1], transform=2)
        nengo.Connection(a.neurons, b.neurons, transform=np.full((12, n_neurons), 1e-4))
        sparse = nengo.Sparse((12, n_neurons), indices=[[0, 1], [3, 2]], init=[1e-3, 2e-3])
        nengo.Connection(a.neurons, b.neurons, transform=sparse)
        kernel = nengo.Convolution(3, (4, 5, 1), kernel_size=(2, 2))
        net.image = nengo.Node(size_in=kernel.size_out)
        nengo.Connection(a.neurons, net.image, transform=kernel)
        net.a, net.b = a, b
        net.seen = [nengo.Probe(b, synapse=0.01), nengo.Probe(b.neurons), nengo.Probe(net.image)]
    return net


def disturb(sim):
    """Change all parameters a little, as training would."""
    rng = np.random.RandomState(0)
    machine = sim._machine
    for each in machine.described:
        value = machine.value(each)
        machine.set_values({each.signal: value * (1 + 0.1 * rng.rand(*value.shape))})


def test_a_frozen_network_does_in_the_core_what_the_trained_one_did(DLSimulator):
    net = network()
    with DLSimulator(net) as sim:
        disturb(sim)
        sim.run_steps(20)
        sim.freeze_params(net)
        ours = [sim.data[probe] for probe in net.seen]
    with nengo.Simulator(net, progress_bar=False) as core:
        core.run_steps(20)
    for probe, data in zip(net.seen, ours, strict=True):
        assert np.allclose(core.data[probe], data, atol=1e-3)


def test_arguments_make_new_objects_alike(DLSimulator):
    net = network()
    with DLSimulator(net) as sim:
        disturb(sim)
        live = sim.data[net.a]
        arguments = sim.get_nengo_params([net.a, net.b], as_dict=True)
    with nengo.Network() as other:
        ens = nengo.Ensemble(20, 2, neuron_type=nengo.LIFRate(), radius=1.5, **arguments["a"])
    with nengo.Simulator(other, progress_bar=False) as core:
        built = core.data[ens]
    for name in ("encoders", "scaled_encoders", "bias", "gain"):
        assert np.allclose(getattr(built, name), getattr(live, name), rtol=1e-5)


def test_what_was_saved_comes_back_by_name(DLSimulator, tmp_path):
    net = network()
    with DLSimulator(net) as sim:
        disturb(sim)
        sim.run_steps(3)
        sim.save_params(tmp_path / "trained", include_state=True)
        sim.run_steps(5)
        wanted = sim.data[net.seen[0]][3:]
    with DLSimulator(network()) as other:
        probe = other.model.probes[0]
        other.load_params(tmp_path / "trained", include_state=True)
        assert other.n_steps == 3
        other.run_steps(5)
        assert np.array_equal(other.data[probe], wanted)


def test_a_file_of_another_network_is_refused_by_name(DLSimulator, tmp_path):
    with DLSimulator(network()) as sim:
        sim.save_params(tmp_path / "twenty")
    with DLSimulator(network(n_neurons=20)) as sim:
        sim.load_params(tmp_path / "twenty.npz")
    with nengo.Network() as small:
        nengo.Ensemble(7, 2, label="a")
    with DLSimulator(small) as sim, pytest.raises(SimulationError) as told:
        sim.load_params(tmp_path / "twenty")
    assert "a/encoders has shape (20, 2), not (7, 2)" in str(told.value)
    assert "b/bias" in str(told.value)


def test_items_that_learned_differently_cannot_be_frozen(DLSimulator):
    with nengo.Network(seed=0) as net:
        x = nengo.Node([0.0])
        ens = nengo.Ensemble(10, 1)
        conn = nengo.Connection(ens, nengo.Node(size_in=1), learning_rule_type=nengo.PES(1e-2))
        nengo.Connection(x, ens)
        nengo.Connection(x, conn.learning_rule)
    with DLSimulator(net, minibatch_size=2) as sim:
        assert sim.get_nengo_params(conn)["solver"].values.shape == (10, 1)
        sim.run_steps(9, data={x: np.arange(2.0).reshape(2, 1, 1) * np.ones((2, 9, 1))})
        with pytest.raises(ValidationError, match="they differ"):
            sim.freeze_params(conn)


def test_direct_mode_has_nothing_to_give(DLSimulator):
    with nengo.Network() as net:
        ens = nengo.Ensemble(1, 2, neuron_type=nengo.Direct())
    with DLSimulator(net) as sim:
        with pytest.raises(ValidationError, match="direct mode"):
            sim.get_nengo_params(ens)
        sim.freeze_params(net)


def test_after_closing_parameters_are_those_built(DLSimulator):
    net = network()
    with DLSimulator(net) as sim:
        built = sim.data[net.a].bias.copy()
        disturb(sim)
        assert not np.allclose(sim.data[net.a].bias, built)
    with pytest.warns(UserWarning, match="as they were built"):
        assert np.allclose(sim.data[net.a].bias, built)


def test_reset_forgets_what_was_trained_unless_told(DLSimulator):
    net = network()
    with DLSimulator(net) as sim:
        built = sim.data[net.a].bias
        disturb(sim)
        changed = sim.data[net.a].bias
        sim.reset(include_trainable=False)
        assert np.array_equal(sim.data[net.a].bias, changed)
        sim.reset()
        assert np.array_equal(sim.data[net.a].bias, built)
