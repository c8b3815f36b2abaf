"""What Keras calls while a simulator is trained."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import ValidationError

nengo_dl = pytest.importorskip("nengo_dl")
keras = pytest.importorskip("keras")

from nengo_dl import callbacks  # noqa: E402

SEED = 0


@pytest.fixture
def net():
    with nengo.Network(seed=SEED) as net:
        net.x = nengo.Node([0.0])
        net.ens = nengo.Ensemble(5, 1, neuron_type=nengo.RectifiedLinear())
        nengo.Connection(net.x, net.ens, synapse=None)
        net.y = nengo.Node(size_in=1)
        net.decoded = nengo.Connection(net.ens, net.y, synapse=0.1)
        net.probe = nengo.Probe(net.y)
    return net


def fit(net, make_callbacks, **options):
    """Train for two epochs of two minibatches; return all parameters."""
    x = np.linspace(-1, 1, 4).reshape(4, 1, 1).repeat(3, axis=1)
    with nengo_dl.Simulator(net, minibatch_size=2, seed=SEED, progress_bar=False) as sim:
        sim.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        options = {"epochs": 2, "verbose": 0, "shuffle": False, **options}
        sim.fit({net.x: x}, {net.probe: x**2}, callbacks=make_callbacks(sim), **options)
        return sim.parameters


def test_isolated_batches_are_those_of_training_without_state(net):
    isolated = fit(net, lambda sim: [callbacks.IsolateState(sim)], stateful=True)
    stateless = fit(net, lambda sim: [])
    flowing = fit(net, lambda sim: [], stateful=True)
    for name, values in stateless.items():
        np.testing.assert_allclose(isolated[name], values, rtol=1e-5, atol=1e-8)
    assert any(not np.allclose(flowing[name], values) for name, values in stateless.items())


def events_in(folder):
    pytest.importorskip("tensorboard")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    events = EventAccumulator(str(folder))
    events.Reload()
    return events


def test_parameters_are_shown_epoch_by_epoch(net, tmp_path):
    pytest.importorskip("tensorboard")
    objects = [net.ens, net.ens.neurons, net.decoded]
    fit(net, lambda sim: [callbacks.NengoSummaries(tmp_path, sim, objects)])
    events = events_in(tmp_path)
    tags = events.Tags()["tensors"]
    assert [tag.split("/")[1] for tag in tags] == ["encoders", "bias", "weights"]
    assert [event.step for event in events.Tensors(tags[0])] == [0, 1]


def test_losses_are_shown_epoch_by_epoch(net, tmp_path):
    pytest.importorskip("tensorboard")
    fit(net, lambda sim: [callbacks.TensorBoard(tmp_path, profile_batch=(2, 3))])
    assert [event.step for event in events_in(tmp_path).Tensors("train/loss")] == [0, 1]
    assert list((tmp_path / "plugins" / "profile").iterdir())


def test_what_has_no_parameters_cannot_be_shown(net, tmp_path):
    pytest.importorskip("tensorboard")
    with pytest.raises(ValidationError, match="has no parameters to show"):
        fit(net, lambda sim: [callbacks.NengoSummaries(tmp_path, sim, [net.x])])


def test_without_tensorboard_the_way_to_get_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install"):
        callbacks.TensorBoard(tmp_path)
