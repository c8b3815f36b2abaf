"""TensorNode and Layer: what they make of functions and layers of all kinds."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import SimulationError, ValidationError

nengo_dl = pytest.importorskip("nengo_dl")
keras = pytest.importorskip("keras")

import jax.numpy as jnp  # noqa: E402

from nengo_dl.config import of_all_objects  # noqa: E402
from nengo_dl.dists import Glorot  # noqa: E402
from nengo_dl.layers import Layer, TensorNode, tensor_layer  # noqa: E402


@pytest.fixture
def net():
    with nengo.Network(seed=0) as net:
        yield net


@pytest.fixture
def x(net):
    return nengo.Node(np.ones(4), label="x")


def test_the_shape_of_the_result_is_found_out(net):
    node = TensorNode(lambda t, x: jnp.tile(x, (1, 2, 1)) + t, shape_in=(3, 2))
    assert (node.size_in, node.shape_out, node.size_out) == (6, (6, 2), 12)


def test_a_function_of_time_may_give_one_item_for_all(net):
    node = TensorNode(lambda t: jnp.full((1, 5), t))
    assert (node.size_in, node.shape_out) == (0, (5,))


def test_a_layer_makes_its_weights_for_what_it_is_given(x):
    layer = keras.layers.Dense(3)
    node = Layer(layer)(x)
    assert [weights.shape for weights in node.guest.weights] == [(4, 3), (3,)]
    assert node.shape_out == (3,) and layer.built


def test_weights_that_are_there_are_kept(x):
    model = keras.Sequential([keras.Input((2, 2, 1)), keras.layers.Conv2D(3, 2)])
    node = Layer(model)(x, shape_in=(2, 2, 1))
    np.testing.assert_array_equal(node.guest.weights[0], model.get_weights()[0])
    assert node.shape_out == (1, 1, 3)


def test_trained_weights_go_back_into_the_layer(x):
    layer = keras.layers.Dense(3)
    guest = Layer(layer)(x).guest
    guest.assign([np.full_like(weights, 7) for weights in guest.weights])
    assert all(np.all(weights == 7) for weights in layer.get_weights())


def test_a_pair_of_parameters_and_function_has_weights(x):
    params = {"w": np.ones((4, 2), "float32"), "power": 2}
    node = Layer((params, lambda p, x: (x @ p["w"]) ** p["power"]))(x)
    assert [weights.shape for weights in node.guest.weights] == [(4, 2)]
    assert node.shape_out == (2,)


def test_neuron_types_make_ensembles(x):
    neurons = Layer(nengo.LIF(tau_rc=0.1))(x, max_rates=nengo.dists.Choice([90]))
    assert neurons.ensemble.n_neurons == 4
    assert neurons.ensemble.neuron_type == nengo.LIF(tau_rc=0.1)
    assert neurons.ensemble.max_rates == nengo.dists.Choice([90])


@pytest.mark.parametrize("transform", [np.ones((6, 4)), nengo.Dense((6, 4), Glorot())])
def test_a_transform_decides_how_many_values_there_are(x, transform):
    assert Layer(nengo.LIF())(x, transform=transform).size_in == 6
    assert Layer(jnp.sin)(x, transform=transform).size_in == 6


def test_the_connection_is_plain_and_not_trained(net, x):
    node, connection = Layer(jnp.sin)(x, return_conn=True)
    assert (connection.pre, connection.post, connection.synapse) == (x, node, None)
    assert of_all_objects(net, "trainable")[connection] is False


def test_what_was_said_about_training_stays(net, x):
    nengo_dl.configure_settings(trainable=True)
    other = nengo.Connection(x, nengo.Node(size_in=4))
    Layer(jnp.sin)(x)
    assert of_all_objects(net, "trainable")[other] is True


def test_the_former_function_says_what_to_use(x):
    with pytest.warns(DeprecationWarning, match="nengo_dl.Layer"):
        node = tensor_layer(x, lambda x, power: x**power, power=3)
    assert node.shape_out == (4,)


def test_moving_averages_are_said_to_stand_still(x):
    with pytest.warns(UserWarning, match="moving averages"):
        node = Layer(keras.layers.BatchNormalization())(x)
    assert not node.guest.can_train


@pytest.mark.parametrize(
    "func, message",
    [
        (lambda x: np.sin(x), "needs the values"),
        (lambda x: x if x[0, 0] > 0 else -x, "needs the values"),
        (lambda x: x.sum(), "one row for each item"),
        (lambda x: x[:, :, :1], "cannot be called with arrays of shapes"),
        (lambda t, x: x, "cannot be called with arrays of shapes"),
        (lambda x: None, "must return one array"),
        (3, "cannot be called"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(x, func, message):
    with pytest.raises(ValidationError, match=message):
        Layer(func)(x)


def test_another_shape_than_was_said_is_refused(net):
    with pytest.raises(ValidationError, match=r"items of shape \(4,\), but shape_out is \(3,\)"):
        TensorNode(lambda x: x, shape_in=4, shape_out=3, pass_time=False)


def test_a_function_of_nothing_is_refused(net):
    with pytest.raises(ValidationError, match="would take nothing"):
        TensorNode(lambda: jnp.ones(3), pass_time=False)


def test_other_simulators_say_which_one_to_use(net, x, Simulator):
    Layer(jnp.sin)(x, label="sine")
    with pytest.raises(SimulationError, match=r"'sine'.*only runs in nengo_dl.*test_layers"):
        Simulator(net)
