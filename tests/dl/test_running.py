"""Running: batches, chunks, data, state, and what the clock shows."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import SimulationError, SimulatorClosed, ValidationError

nengo_dl = pytest.importorskip("nengo_dl")


@pytest.fixture
def filtered():
    """A node, and a slow filter of it."""
    with nengo.Network(seed=1) as net:
        net.node = nengo.Node([0.0], label="stimulus")
        net.out = nengo.Node(size_in=1)
        nengo.Connection(net.node, net.out, synapse=0.05)
        net.p = nengo.Probe(net.out, label="out one")
    return net


@pytest.fixture
def spiking():
    with nengo.Network(seed=1) as net:
        ens = nengo.Ensemble(10, 1)
        nengo.Connection(nengo.Node(lambda t: np.sin(20 * t)), ens)
        net.p = nengo.Probe(ens.neurons)
    return net


def core_data(net, probe, n_steps):
    with nengo.Simulator(net, progress_bar=False) as sim:
        sim.run_steps(n_steps)
    return sim.data[probe]


@pytest.mark.parametrize("lengths", [(37,), (1, 36), (20, 17)], ids=str)
def test_however_a_run_is_cut_its_spikes_are_those_of_the_core(DLSimulator, spiking, lengths):
    with DLSimulator(spiking) as sim:
        for n_steps in lengths:
            sim.run_steps(n_steps)
        assert sim.n_steps == 37 and sim.time == pytest.approx(0.037)
        assert len(sim.trange()) == 37
    assert np.array_equal(sim.data[spiking.p], core_data(spiking, spiking.p, 37).astype("f4"))


def test_chunks_of_a_long_run_join_without_a_seam(DLSimulator, spiking, monkeypatch):
    monkeypatch.setattr("nengo_dl.running.ROOM", 2**12)
    with DLSimulator(spiking) as sim:
        sim.run_steps(37)
    assert np.array_equal(sim.data[spiking.p], core_data(spiking, spiking.p, 37).astype("f4"))


def test_without_a_minibatch_size_there_is_no_axis_for_items(DLSimulator, filtered):
    for minibatch_size, shape in [(None, (3, 1)), (1, (1, 3, 1)), (2, (2, 3, 1))]:
        with DLSimulator(filtered, minibatch_size=minibatch_size) as sim:
            sim.run_steps(3)
            assert sim.data[filtered.p].shape == shape


def test_each_item_sees_its_own_data(DLSimulator, filtered, rng):
    x = rng.randn(5, 8, 1)
    with DLSimulator(filtered, minibatch_size=2) as sim:
        got = sim.predict({filtered.node: x})[filtered.p]
    for item, y in zip(x, got, strict=True):
        filtered.node.output = nengo.processes.PresentInput(item, 0.001)
        assert np.allclose(y, core_data(filtered, filtered.p, 8), atol=1e-6)


@pytest.mark.parametrize("as_x", ["node", "name", "list", "array"])
def test_data_may_be_given_in_many_ways(DLSimulator, filtered, as_x):
    x = np.ones((1, 4, 1))
    given = {"node": {filtered.node: x}, "name": {"stimulus": x}, "list": [x], "array": x}[as_x]
    with DLSimulator(filtered) as sim:
        assert sim.get_name(filtered.p) == "out_one"
        assert sim.predict(given)[filtered.p][0, -1, 0] > 0


def test_what_never_changes_may_be_given_for_one_step(DLSimulator, filtered):
    with DLSimulator(filtered) as sim:
        short = sim.predict(np.ones((1, 1, 1)), n_steps=6)[filtered.p]
        long = sim.predict(np.ones((1, 6, 1)))[filtered.p]
    assert short.shape == (1, 6, 1) and np.array_equal(short, long)


def test_predict_leaves_the_simulator_where_it_is(DLSimulator, filtered):
    x = np.ones((2, 4, 1))
    with DLSimulator(filtered) as sim:
        sim.run_steps(2, data=x[:1, :2])
        first, second = (sim.predict(x)[filtered.p] for _ in range(2))
        assert np.array_equal(first, second) and np.array_equal(first[0], first[1])
        assert sim.n_steps == 2 and sim.data[filtered.p].shape == (2, 1)
        assert first[0, 0] > sim.data[filtered.p][-1], "it starts from the present state"


def test_state_flows_through_a_stateful_prediction(DLSimulator, filtered):
    with DLSimulator(filtered) as sim:
        y = sim.predict(np.ones((4, 3, 1)), stateful=True)[filtered.p]
        assert (np.diff(y.ravel()[1:]) > 0).all() and sim.n_steps == 12


def test_a_run_that_is_not_stateful_is_forgotten(DLSimulator, filtered):
    with DLSimulator(filtered) as sim:
        sim.run_steps(3, data=np.ones((1, 3, 1)), stateful=False)
        assert sim.n_steps == 0
        sim.run_steps(3, data=np.ones((1, 3, 1)))
        first, second = np.split(sim.data[filtered.p], 2)
    assert np.array_equal(first, second)


def test_a_network_may_be_configured_to_forget(DLSimulator, filtered):
    with filtered:
        nengo_dl.configure_settings(stateful=False)
    with DLSimulator(filtered) as sim:
        sim.run_steps(3)
        assert sim.n_steps == 0
        with pytest.warns(UserWarning, match="stateful=True has no effect"):
            sim.run_steps(3, stateful=True)


def test_reset_goes_back_to_the_start(DLSimulator):
    with nengo.Network(seed=3) as net:
        p = nengo.Probe(nengo.Node(nengo.processes.WhiteNoise()))
    with DLSimulator(net) as sim:
        sim.run_steps(5)
        before = sim.data[p].copy()
        sim.reset()
        assert sim.n_steps == 0 and sim.data[p].shape == (0, 1)
        sim.run_steps(5)
        assert np.array_equal(sim.data[p], before)
        sim.reset(seed=8)
        sim.run_steps(5)
        assert not np.array_equal(sim.data[p], before)


def test_noise_differs_between_items_unless_it_has_a_seed(DLSimulator):
    with nengo.Network(seed=3) as net:
        own = nengo.Probe(nengo.Node(nengo.processes.WhiteNoise()))
        same = nengo.Probe(nengo.Node(nengo.processes.WhiteNoise(seed=1)))
    with DLSimulator(net, minibatch_size=2) as sim:
        sim.run_steps(4)
        assert not np.array_equal(*sim.data[own]) and np.array_equal(*sim.data[same])
    # The first item has the numbers of the core.
    assert np.allclose(sim.data[own][0], core_data(net, own, 4))


def test_random_spikes_come_at_the_asked_rate(DLSimulator):
    base = nengo.RectifiedLinear()
    with nengo.Network(seed=0) as net:
        probes = [
            nengo.Probe(
                nengo.Ensemble(
                    200,
                    1,
                    neuron_type=neuron_type,
                    gain=nengo.dists.Choice([1]),
                    bias=nengo.dists.Choice([300]),
                ).neurons
            )
            for neuron_type in (nengo.StochasticSpiking(base), nengo.PoissonSpiking(base))
        ]
    with DLSimulator(net, minibatch_size=2) as sim:
        sim.run_steps(50)
        for probe in probes:
            spikes = sim.data[probe]
            assert spikes.mean() == pytest.approx(300, rel=0.1)
            assert not np.array_equal(spikes[0], spikes[1])
            assert not np.array_equal(spikes[:, 0], spikes[:, 1])


def test_probes_obey_sample_every_and_keep_history(DLSimulator):
    with nengo.Network() as net:
        nengo_dl.configure_settings(keep_history=True)
        node = nengo.Node(lambda t: t)
        slow = nengo.Probe(node, sample_every=0.004)
        last = nengo.Probe(node)
        net.config[last].keep_history = False
    with DLSimulator(net) as sim:
        sim.run_steps(10)
        sim.run_steps(10)
        assert np.allclose(sim.data[slow].ravel(), sim.trange(sample_every=0.004))
        assert np.allclose(sim.data[last].ravel(), [0.01, 0.02])
        assert sim.predict(n_steps=7)[last].shape == (1, 1, 1)


def test_python_nodes_are_called_once_per_step_and_item(DLSimulator):
    calls = []

    def remember(t, x):
        calls.append((round(t, 3), x[0]))
        return 2 * x

    with nengo.Network() as net:
        inputs = nengo.Node([0])
        node = nengo.Node(remember, size_in=1)
        nengo.Connection(inputs, node, synapse=None)
        p = nengo.Probe(node)
    with DLSimulator(net, minibatch_size=2) as sim:
        calls.clear()  # building called it as well
        sim.run_steps(2, data=np.array([[[1.0], [2]], [[3], [4]]]))
        assert calls == [(0.001, 1), (0.001, 3), (0.002, 2), (0.002, 4)]
        assert np.array_equal(sim.data[p][..., 0], [[2, 4], [6, 8]])


def test_errors_in_python_nodes_come_out_as_they_are(DLSimulator):
    def fail(t, x):
        if t > 0:
            raise ZeroDivisionError("my own mistake")

    with nengo.Network() as net:
        nengo.Connection(nengo.Node([1]), nengo.Node(fail, size_in=1))
    with DLSimulator(net) as sim, pytest.raises(ZeroDivisionError, match="my own mistake"):
        sim.run_steps(3)


def test_neuron_types_of_users_are_stepped_by_numpy(DLSimulator):
    class Halved(nengo.RectifiedLinear):
        def step(self, dt, J, output):
            output[...] = np.maximum(J, 0) / 2

    with nengo.Network(seed=0) as net:
        ens = nengo.Ensemble(5, 1, neuron_type=Halved())
        p = nengo.Probe(ens.neurons)
    with DLSimulator(net, minibatch_size=2) as sim:
        sim.run_steps(3)
    assert np.allclose(sim.data[p][1], core_data(net, p, 3))


def test_a_closed_simulator_shows_what_it_recorded_and_runs_no_more(DLSimulator, filtered):
    sim = DLSimulator(filtered)
    sim.run_steps(2)
    sim.close()
    assert sim.data[filtered.p].shape == (2, 1)
    with pytest.raises(SimulatorClosed):
        sim.run_steps(1)


@pytest.mark.parametrize(
    "call, told",
    [
        (lambda sim, net: sim.predict(np.ones((3, 1))), "three axes"),
        (lambda sim, net: sim.predict({"nobody": np.ones((1, 1, 1))}), "not among the input Nodes"),
        (lambda sim, net: sim.predict(), "at least 1"),
        (lambda sim, net: sim.predict(np.ones((1, 4, 1)), n_steps=5), "data have 4 steps"),
        (lambda sim, net: sim.run_steps(2, data=np.ones((2, 2, 1))), "Use predict"),
        (lambda sim, net: sim.run(-1), "backwards"),
    ],
)
def test_mistakes_are_told_at_the_door(DLSimulator, filtered, call, told):
    with DLSimulator(filtered) as sim, pytest.raises(ValidationError, match=told):
        call(sim, filtered)


def test_keras_like_calls_say_what_they_do_not_know(DLSimulator, filtered):
    with DLSimulator(filtered) as sim:
        with pytest.raises(SimulationError, match="speed"):
            sim.predict(n_steps=2, speed=3)
        with pytest.warns(UserWarning, match="minibatch_size"):
            sim.predict(n_steps=2, batch_size=3)


def test_minibatches_may_come_one_by_one(DLSimulator, filtered):
    x = np.random.RandomState(0).rand(4, 3, 1)
    with DLSimulator(filtered, minibatch_size=2) as sim:
        together = sim.predict(x)[filtered.p]
        pairs = ((x[i : i + 2], None) for i in (0, 2))
        assert np.array_equal(sim.predict(pairs)[filtered.p], together)


def test_a_single_step_does_not_get_through_synapses(DLSimulator, filtered):
    with DLSimulator(filtered) as sim:
        with pytest.warns(UserWarning, match="nothing gets through"):
            sim.predict(np.ones((1, 1, 1)))
        sim.step()  # who asks for a step knows that it is one
