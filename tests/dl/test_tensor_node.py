"""TensorNodes while they run."""

import numpy as np
import pytest

import nengo

nengo_dl = pytest.importorskip("nengo_dl")

import jax.numpy as jnp  # noqa: E402

N_STEPS = 4


def predict(make, rng, size=3):
    """Run what ``make`` adds behind an input; return its output and the data."""
    with nengo.Network(seed=0) as net:
        x = nengo.Node(np.zeros(size))
        probe = nengo.Probe(make(x))
    data = rng.standard_normal((2, N_STEPS, size)).astype("float32")
    with nengo_dl.Simulator(net, minibatch_size=2, progress_bar=False) as sim:
        return sim.predict({x: data})[probe], data


def test_a_function_sees_whole_minibatches(rng):
    """What it does across items is theirs: here, each gets the sum of all."""
    y, x = predict(nengo_dl.Layer(lambda x: x + x.sum(axis=0)), rng)
    np.testing.assert_allclose(y, x + x.sum(axis=0), rtol=1e-5)


def test_a_function_in_a_loop_is_called_in_each_step(rng):
    def accumulate(x):
        node = nengo_dl.TensorNode(lambda s: s, shape_in=3, pass_time=False)
        nengo.Connection(x, node, synapse=None)
        nengo.Connection(node, node, synapse=0)
        return node

    y, x = predict(accumulate, rng)
    np.testing.assert_allclose(y, x.cumsum(axis=1), rtol=1e-5)


def test_the_time_is_that_of_the_step(rng):
    times = np.arange(1, N_STEPS + 1)[:, np.newaxis] / 1000
    y, _ = predict(lambda x: nengo_dl.TensorNode(lambda t: jnp.full((1, 2), t)), rng)
    np.testing.assert_allclose(y[0], np.broadcast_to(times, (N_STEPS, 2)), rtol=1e-5)

    def with_values(x):
        node = nengo_dl.TensorNode(lambda t, x: x * t, shape_in=3)
        nengo.Connection(x, node, synapse=None)
        return node

    y, x = predict(with_values, rng)
    np.testing.assert_allclose(y, x * times, rtol=1e-5)


def test_shapes_are_those_of_single_items(rng):
    layer = nengo_dl.Layer(lambda x: jnp.swapaxes(x, 1, 2))
    y, x = predict(lambda x: layer(x, shape_in=(2, 3)), rng, size=6)
    np.testing.assert_allclose(y, x.reshape(2, -1, 2, 3).swapaxes(2, 3).reshape(x.shape))


def test_weights_are_parameters_and_are_shared(rng):
    pair = {"w": np.full(3, 2, "float32")}, lambda p, x: x * p["w"]
    with nengo.Network() as net:
        x = nengo.Node(np.ones(3))
        twice = nengo_dl.Layer(pair)(nengo_dl.Layer(pair)(x))
        probe = nengo.Probe(twice)
    with nengo_dl.Simulator(net, progress_bar=False) as sim:
        (weights,) = [v for name, v in sim.parameters.items() if "weights" in name]
        np.testing.assert_array_equal(weights, [2, 2, 2])
        np.testing.assert_array_equal(sim.predict(n_steps=1)[probe], [[[4, 4, 4]]])


def test_frozen_weights_are_those_of_the_user():
    """Those of one node are written once; functions without weights are left alone."""
    keras = pytest.importorskip("keras")
    params = {"w": np.ones(3, "float32")}
    layer = keras.layers.Dense(3, use_bias=False)
    with nengo.Network(seed=0) as net:
        net.x = nengo.Node(np.ones(3))
        x = nengo_dl.Layer((params, lambda p, x: x * p["w"]))(net.x)
        x = nengo_dl.Layer(layer)(nengo_dl.Layer(layer)(nengo_dl.Layer(jnp.tanh)(x)))
        net.probe = nengo.Probe(x)
    data = {net.x: np.ones((4, 1, 3))}
    with nengo_dl.Simulator(net, minibatch_size=4, progress_bar=False) as sim:
        sim.compile(optimizer="sgd", loss="mse")
        sim.fit(data, {net.probe: np.full((4, 1, 3), 9)}, epochs=2, verbose=0)
        trained = sim.predict(data)[net.probe]
        sim.freeze_params(net)
    assert not np.allclose(params["w"], 1)
    by_hand = np.asarray(layer(layer(np.tanh(params["w"])[np.newaxis])))
    np.testing.assert_allclose(trained[0], by_hand, rtol=1e-5)


def test_layers_of_keras_do_what_they_do_in_keras(rng):
    keras = pytest.importorskip("keras")
    model = keras.Sequential([keras.Input((2, 3)), keras.layers.Conv1D(4, 2, activation="gelu")])
    y, x = predict(lambda x: nengo_dl.Layer(model)(x, shape_in=(2, 3)), rng, size=6)
    expected = np.asarray(model(x.reshape(-1, 2, 3)))
    np.testing.assert_allclose(y.reshape(-1, 1, 4), expected, rtol=1e-4, atol=1e-5)


def test_dropout_acts_in_training_only(rng):
    keras = pytest.importorskip("keras")

    def dropout(x):
        return nengo_dl.Layer(keras.layers.Dropout(0.5))(x)

    y, x = predict(dropout, rng)
    np.testing.assert_array_equal(y, x)

    def in_training(x):
        nengo_dl.configure_settings(learning_phase=True)
        return dropout(x)

    y, x = predict(in_training, rng)
    is_dropped = y == 0
    assert 0.1 < is_dropped.mean() < 0.9 and len(np.unique(is_dropped.ravel())) == 2
    np.testing.assert_allclose(y, np.where(is_dropped, 0, 2 * x))


def test_modules_of_flax(rng):
    nnx = pytest.importorskip("flax.nnx")
    module = nnx.Linear(3, 2, rngs=nnx.Rngs(0))
    y, x = predict(nengo_dl.Layer(module), rng)
    np.testing.assert_allclose(y, module(x), rtol=1e-5)


def test_modules_of_equinox(rng):
    eqx = pytest.importorskip("equinox")
    import jax

    module = eqx.nn.MLP(3, 2, width_size=4, depth=1, key=jax.random.key(0))
    y, x = predict(nengo_dl.Layer(module), rng)
    np.testing.assert_allclose(y, jax.vmap(jax.vmap(module))(x), rtol=1e-5)


def test_modules_of_torch(rng):
    torch = pytest.importorskip("torch")
    module = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2))
    y, x = predict(nengo_dl.Layer(module), rng)
    with torch.no_grad():
        expected = module(torch.tensor(x)).numpy()
    np.testing.assert_allclose(y, expected, rtol=1e-4, atol=1e-6)


def test_gradients_go_through_modules_of_torch(rng):
    torch = pytest.importorskip("torch")
    import jax

    from nengo_dl.guests import as_guest

    module = torch.nn.Linear(3, 2)
    guest = as_guest(module, [(3,)])
    x = torch.tensor(rng.standard_normal((5, 3)).astype("float32"), requires_grad=True)
    (module(x) ** 2).sum().backward()

    def loss(weights, x):
        return (guest.apply(weights, (x,), jax.random.key(0), training=True) ** 2).sum()

    gradients = jax.jit(jax.grad(loss, argnums=(0, 1)))(guest.weights, jnp.asarray(x.detach()))
    np.testing.assert_allclose(gradients[0][0], module.weight.grad, rtol=1e-4)
    np.testing.assert_allclose(gradients[1], x.grad, rtol=1e-4)


@pytest.mark.filterwarnings("ignore")
def test_functions_of_tensorflow(rng):
    tf = pytest.importorskip("tensorflow")
    layer = nengo_dl.Layer(lambda x: tf.exp(x) * tf.reduce_sum(x))
    y, x = predict(layer, rng)
    np.testing.assert_allclose(y, np.exp(x) * x.sum(axis=(0, 2), keepdims=True), rtol=1e-4)
