"""compile, fit and evaluate: what is trained, by which loss, on which data."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import SimulationError, ValidationError

nengo_dl = pytest.importorskip("nengo_dl")
keras = pytest.importorskip("keras")

QUIET = {"verbose": 0}


@pytest.fixture
def net():
    """A linear map of two inputs, of which one is given by a function of time."""
    with nengo.Network(seed=0) as net:
        nengo_dl.configure_settings(trainable=None)
        net.x = nengo.Node([0.0], label="x")
        other = nengo.Node(lambda t: 1.0)
        net.out = nengo.Node(size_in=1)
        net.weight = nengo.Connection(net.x, net.out, transform=[[0.5]], synapse=None)
        net.offset = nengo.Connection(other, net.out, transform=[[0.0]], synapse=None)
        net.p = nengo.Probe(net.out, label="out")
        net.q = nengo.Probe(net.x, label="other")
    return net


def line(n_items, n_steps=1):
    """Points on the line y = 2 x + 1."""
    x = np.linspace(-1, 1, n_items * n_steps).reshape(n_items, n_steps, 1)
    return x, 2 * x + 1


def weights(sim, net):
    return [float(np.ravel(sim.data[c].weights)[0]) for c in (net.weight, net.offset)]


@pytest.mark.parametrize("n_items", [12, 10], ids=["even", "odd"])
def test_a_line_is_found_whatever_the_last_minibatch_has(DLSimulator, net, n_items):
    x, y = line(n_items)
    with DLSimulator(net, minibatch_size=4) as sim:
        sim.compile(keras.optimizers.Adam(0.1), {net.p: "mse"})
        history = sim.fit(x, y, epochs=60, **QUIET).history["loss"]
        assert history[-1] < 1e-2 * history[0]
        assert weights(sim, net) == pytest.approx([2, 1], abs=0.1)
        assert sim.n_steps == 0


def test_what_is_said_not_to_train_stays(DLSimulator, net):
    net.config[net.weight].trainable = False
    x, y = line(8)
    with DLSimulator(net, minibatch_size=4) as sim:
        sim.compile(keras.optimizers.SGD(0.1), {net.p: "mse"})
        sim.fit(x, y, epochs=3, **QUIET)
        weight, offset = weights(sim, net)
        assert weight == 0.5 and offset > 0.1
        assert "connection/weights            (1, 1)  fixed" in sim.summary()


def test_losses_are_weighted_and_named_after_probes(DLSimulator, net):
    x, y = line(4)
    with DLSimulator(net, minibatch_size=4) as sim:
        sim.compile("sgd", "mse", loss_weights={net.q: 3})
        scores = sim.evaluate(x, {net.p: y, "other": y}, **QUIET)
    expected = {"out_loss": np.mean((0.5 * x - y) ** 2), "other_loss": np.mean((x - y) ** 2)}
    assert {name: scores[name] for name in expected} == pytest.approx(expected, rel=1e-5)
    assert scores["loss"] == pytest.approx(
        expected["out_loss"] + 3 * expected["other_loss"], rel=1e-5
    )


def test_metrics_are_named_even_for_a_single_probe(DLSimulator, net):
    x, y = line(4)
    with DLSimulator(net, minibatch_size=4) as sim:
        sim.compile("sgd", {net.p: "mse"}, metrics={net.p: ["mae"]})
        scores = sim.evaluate(x, y, **QUIET)
    assert set(scores) == {"loss", "out_loss", "out_mae"}
    assert scores["out_mae"] == pytest.approx(np.abs(0.5 * x - y).mean(), rel=1e-5)


def test_a_loss_sees_items_steps_and_entries(DLSimulator, net):
    seen = []

    def last_step(y_true, y_pred):
        seen.append((y_true.shape[1:], y_pred.shape[1:]))
        return (y_true[:, -1] - y_pred[:, -1]) ** 2

    x, y = line(4, n_steps=3)
    with DLSimulator(net, minibatch_size=2) as sim:
        sim.compile("sgd", {net.p: last_step})
        sim.evaluate(x, y[:, -1:], **QUIET)
    assert (((1, 1), (3, 1))) in seen


def test_generators_give_minibatches(DLSimulator, net):
    x, y = line(4)

    def endless():
        while True:
            yield {"x": x, "n_steps": np.ones((4, 1), int)}, {"out": y}

    with DLSimulator(net, minibatch_size=4) as sim:
        sim.compile(keras.optimizers.Adam(0.1), {net.p: "mse"})
        history = sim.fit(endless(), steps_per_epoch=5, epochs=2, **QUIET).history["loss"]
        assert history[1] < history[0]


def test_validation_data_and_callbacks_are_those_of_keras(DLSimulator, net):
    x, y = line(8)
    seen = []
    with DLSimulator(net, minibatch_size=4) as sim:
        look = keras.callbacks.LambdaCallback(
            on_epoch_end=lambda epoch, logs: seen.append((weights(sim, net)[0], logs["val_loss"]))
        )
        sim.compile(keras.optimizers.SGD(0.1), {net.p: "mse"})
        sim.fit(x, y, epochs=2, validation_data=(x, y), callbacks=[look], **QUIET)
        # What a callback sees are the parameters of the moment.
        assert seen[0][0] != seen[1][0] == weights(sim, net)[0]
        assert seen[1][1] == pytest.approx(sim.evaluate(x, y, **QUIET)["loss"], rel=1e-5)


def spiking_net():
    with nengo.Network(seed=0) as net:
        ens = nengo.Ensemble(20, 1, neuron_type=nengo.SpikingRectifiedLinear())
        nengo.Connection(nengo.Node([0.5]), ens, synapse=None)
        net.p = nengo.Probe(ens.neurons)
    return net


def test_neurons_give_rates_in_training_and_spikes_in_evaluation(DLSimulator):
    net = spiking_net()
    with DLSimulator(net) as sim:
        spikes = sim.predict(n_steps=5)[net.p]
    rates = nengo.Network()
    with net:
        nengo_dl.configure_settings(learning_phase=True)
    with DLSimulator(net) as sim:
        rates = sim.predict(n_steps=5)[net.p]
    assert set(np.unique(spikes % 1000)) == {0}
    assert (rates == rates[:, :1]).all() and (rates % 1000).any()


def test_stateful_training_moves_the_clock(DLSimulator, net):
    x, y = line(4, n_steps=5)
    with DLSimulator(net, minibatch_size=2) as sim:
        sim.compile("sgd", {net.p: "mse"})
        sim.fit(x, y, stateful=True, **QUIET)
        assert sim.n_steps == 10


def test_online_learning_is_forgotten_after_a_stateless_call(DLSimulator):
    with nengo.Network(seed=0) as net:
        ens = nengo.Ensemble(30, 1)
        out = nengo.Node(size_in=1)
        conn = nengo.Connection(ens, out, function=lambda x: 0, learning_rule_type=nengo.PES(1e-3))
        nengo.Connection(nengo.Node([-1]), conn.learning_rule)
        p = nengo.Probe(out)
    with DLSimulator(net, minibatch_size=2) as sim:
        first, second = (sim.predict(n_steps=60)[p] for _ in range(2))
        assert np.array_equal(first, second) and first[0, -1] > 0
        assert sim.data[conn].weights.shape == (2, 1, 30)
        assert not sim.data[conn].weights.any()
        sim.run_steps(60)
        assert sim.data[conn].weights.any()


def test_mistakes_are_told(DLSimulator, net):
    x, y = line(4)
    with DLSimulator(net, minibatch_size=4) as sim:
        with pytest.raises(SimulationError, match=r"sim\.compile"):
            sim.fit(x, y)
        with pytest.raises(ValidationError, match="Pass a loss"):
            sim.compile("sgd")
        sim.compile("sgd", "mse")
        with pytest.raises(ValidationError, match="no target for other"):
            sim.fit(x, y)
        with pytest.raises(ValidationError, match="not among the Probes"):
            sim.fit(x, {"nobody": y})
    with net:
        nengo_dl.configure_settings(inference_only=True)
    with DLSimulator(net) as sim:
        sim.compile("sgd", {net.p: "mse"})
        with pytest.raises(SimulationError, match="inference_only"):
            sim.fit(x, y)


def test_what_a_rule_learns_is_not_trained(DLSimulator):
    with nengo.Network(seed=0) as net:
        nengo_dl.configure_settings(trainable=None)
        ens = nengo.Ensemble(5, 1)
        conn = nengo.Connection(ens, nengo.Node(size_in=1), learning_rule_type=nengo.PES())
        net.config[conn].trainable = True
    with pytest.warns(UserWarning, match="left to the rule"), DLSimulator(net) as sim:
        assert "connection/weights" in sim.summary()
        assert "trained" not in sim.summary().splitlines()[-1]


def test_time_constants_are_trained_where_asked(DLSimulator):
    with nengo.Network() as net:
        nengo_dl.configure_settings(trainable=False, trainable_synapse=True)
        x = nengo.Node([0.0])
        out = nengo.Node(size_in=1)
        conn = nengo.Connection(x, out, synapse=0.02)
        p = nengo.Probe(out)
    given = np.ones((1, 30, 1))
    with nengo.Network() as slow:
        wanted = nengo.Probe(nengo.Node(nengo.processes.PresentInput([[1.0]], 1)), synapse=0.03)
    with DLSimulator(slow) as sim:
        target = sim.predict(n_steps=30)[wanted]
    with DLSimulator(net) as sim:
        sim.compile(keras.optimizers.Adam(5e-4), {p: "mse"})
        sim.fit(given, target, epochs=60, **QUIET)
        assert sim.parameters["connection/tau"] == pytest.approx(0.03, abs=2e-3)
        assert sim.get_nengo_params(conn)["synapse"].tau == pytest.approx(0.03, abs=2e-3)
