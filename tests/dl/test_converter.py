"""Networks from Keras models, compared with Keras itself on the core's simulator."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import ValidationError

nengo_dl = pytest.importorskip("nengo_dl")
keras = pytest.importorskip("keras")

from nengo_dl.config import of_all_objects  # noqa: E402
from nengo_dl.converter import Converter, LayerConverter  # noqa: E402

layers, Input = keras.layers, keras.Input


def sequence(shape, *parts):
    return keras.Sequential([Input(shape), *parts])


def randomised(model, rng):
    """Give all weights values that are not special, biases included."""
    for weights in model.weights:
        values = rng.uniform(-0.5, 0.5, weights.shape)
        weights.assign(np.abs(values) + 0.1 if "variance" in weights.path else values)
    return model


def inputs_for(model, rng):
    return [rng.standard_normal((2, *x.shape[1:])).astype("float32") for x in model.inputs]


def run(converter, data, n_steps=1):
    """Run the core's simulator on each item; return the mean of each output after half the time."""
    outputs = []
    for item in zip(*data, strict=True):
        for tensor, x in zip(converter.model.inputs, item, strict=True):
            converter.inputs[tensor].output = np.ravel(x)
        with nengo.Simulator(converter.net, progress_bar=False, engine="numpy") as sim:
            sim.run_steps(n_steps)
        probes = [converter.outputs[tensor] for tensor in converter.model.outputs]
        outputs.append([sim.data[probe][n_steps // 2 :].mean(axis=0) for probe in probes])
    return [np.array(output) for output in zip(*outputs, strict=True)]


def assert_same(model, rng, n_steps=1, atol=1e-5, **options):
    data = inputs_for(randomised(model, rng), rng)
    converter = Converter(model, **options)
    actual = run(converter, data, n_steps)
    expected = keras.tree.flatten(model(data if len(data) > 1 else data[0]))
    for one, other in zip(actual, expected, strict=True):
        np.testing.assert_allclose(one, np.reshape(other, (2, -1)), atol=atol)
    return converter


@pytest.mark.parametrize("activation", ["linear", "relu", "sigmoid", "tanh", "leaky_relu"])
def test_dense_layers(activation, rng):
    dense = layers.Dense(4, activation=activation)
    assert_same(sequence((5,), dense, layers.Dense(2, use_bias=False)), rng, allow_fallback=False)


def test_a_dense_layer_does_the_same_at_each_place(rng):
    assert_same(sequence((2, 3, 5), layers.Dense(4, activation="relu")), rng)


@pytest.mark.parametrize(
    "layout, padding",
    [("channels_first", "valid"), ("channels_last", "valid"), ("channels_last", "same")],
)
def test_convolutions_in_a_plane(layout, padding, rng):
    shape = (2, 7, 6) if layout == "channels_first" else (7, 6, 2)
    first = layers.Conv2D(4, 3, strides=2, padding=padding, data_format=layout, activation="relu")
    second = layers.Conv2D(4, (2, 1), groups=2, data_format=layout)
    flat = layers.Flatten(data_format=layout)
    model = sequence(shape, first, second, flat, layers.Dense(3))
    assert_same(model, rng, allow_fallback=False)


def test_convolutions_along_a_line(rng):
    first = layers.Conv1D(4, 3, strides=2, activation="relu")
    assert_same(sequence((9, 2), first, layers.GlobalAveragePooling1D()), rng)


@pytest.mark.parametrize(
    "layer",
    [
        layers.AveragePooling2D((2, 1)),
        layers.AveragePooling2D(2, strides=1),
        layers.AveragePooling2D(2, data_format="channels_first"),
        layers.GlobalAveragePooling2D(),
        layers.GlobalAveragePooling2D(data_format="channels_first"),
    ],
)
def test_pooling(layer, rng):
    assert_same(sequence((4, 5, 3), layer), rng, allow_fallback=False)


@pytest.mark.parametrize(
    "pooling, average",
    [
        (layers.MaxPooling2D(2), layers.AveragePooling2D(2)),
        (layers.GlobalMaxPooling2D(), layers.GlobalAveragePooling2D()),
    ],
)
def test_maxima_become_means_if_the_user_agrees(pooling, average, rng):
    data = [rng.standard_normal((2, 4, 4, 3)).astype("float32")]
    converter = Converter(sequence((4, 4, 3), pooling), max_to_avg_pool=True)
    (actual,) = run(converter, data)
    np.testing.assert_allclose(actual, np.reshape(average(data[0]), (2, -1)), atol=1e-6)


@pytest.mark.parametrize(
    "layer",
    [
        layers.UpSampling1D(3),
        layers.ZeroPadding1D((1, 2)),
        layers.Cropping1D(1),
        layers.Permute((2, 1)),
        layers.Reshape((2, 2, -1)),
        layers.Flatten(),
    ],
    ids=lambda layer: layer.name,
)
def test_elements_go_where_the_layer_puts_them(layer, rng):
    assert_same(sequence((4, 3), layer), rng, allow_fallback=False)


def test_rearranging_in_a_plane(rng):
    parts = layers.UpSampling2D(2), layers.ZeroPadding2D(((1, 0), (0, 2))), layers.Cropping2D(1)
    assert_same(sequence((3, 4, 2), *parts), rng, allow_fallback=False)


def test_what_changes_nothing_adds_nothing():
    model = sequence((2, 3), layers.Flatten(), layers.Reshape((3, 2)), layers.Activation("linear"))
    assert len(Converter(model).net.all_nodes) == 1


def test_sums_and_parts(rng):
    a, b = Input((4,)), Input((4,))
    h = layers.Dense(4, activation="relu")(a)
    merged = [
        layers.Add()([h, b]),
        layers.Average()([h, b, a]),
        layers.Subtract()([h, b]),
        layers.Concatenate()([a, h, a]),
    ]
    assert_same(keras.Model([a, b], merged), rng, allow_fallback=False)


def test_sums_repeat_along_axes_of_length_one(rng):
    a, b, c = Input((3, 4)), Input((2, 4)), Input((1, 4))
    outputs = [layers.Concatenate(axis=1)([a, b]), layers.Add()([a, c])]
    assert_same(keras.Model([a, b, c], outputs), rng)


def test_activation_layers(rng):
    parts = [
        layers.Activation("relu"),
        layers.Dense(3),
        layers.ReLU(negative_slope=0.1),
        layers.Dense(3, activation=layers.LeakyReLU(negative_slope=0.4)),
        layers.Activation("tanh"),
    ]
    assert_same(sequence((4,), *parts), rng, allow_fallback=False)


@pytest.mark.parametrize("axis", [-1, 1])
def test_normalisation_that_stands_still(axis, rng):
    frozen = layers.BatchNormalization(axis=axis, trainable=False)
    assert_same(sequence((4, 4, 3), frozen), rng, allow_fallback=False)
    moving = layers.BatchNormalization(axis=axis, scale=False)
    assert_same(sequence((4, 4, 3), moving), rng, inference_only=True, allow_fallback=False)


def test_a_model_in_a_model_is_a_network_in_a_network(rng):
    inner = sequence((4,), layers.Dense(3, activation="relu"), layers.Dense(2))
    x = Input((4,))
    model = keras.Model(x, layers.Dense(2)(inner(x)))
    converter = assert_same(model, rng, allow_fallback=False)
    assert [net.label for net in converter.net.networks] == [inner.name]


def test_shared_weights_are_split_only_if_the_user_agrees(rng):
    inner = sequence((4,), layers.Dense(4, activation="relu"))
    x = Input((4,))
    model = keras.Model(x, inner(inner(x)))
    with pytest.raises(ValidationError, match="used more than once"):
        Converter(model)
    assert_same(model, rng, split_shared_weights=True)
    assert_same(model, rng, inference_only=True)


def test_layers_of_training_vanish_when_there_is_none(rng):
    model = sequence((4,), layers.Dropout(0.5), layers.Dense(2), layers.GaussianNoise(1))
    assert_same(model, rng, inference_only=True, allow_fallback=False)


def test_a_network_that_never_trains_ignores_rules_for_weights(rng):
    model = sequence((4,), layers.Dense(2, kernel_regularizer="l2"))
    assert_same(model, rng, inference_only=True, allow_fallback=False)
    with pytest.raises(TypeError, match="kernel_regularizer"):
        Converter(model, allow_fallback=False)


@pytest.mark.parametrize(
    "parts, reason",
    [
        ([layers.Softmax()], "there is no converter for Softmax"),
        ([layers.Dense(2, activation="softmax")], "no neurons have the activation softmax"),
        ([layers.Dropout(0.1)], "inference_only"),
        ([layers.ReLU(max_value=6)], "largest value"),
        ([layers.Reshape((4, 1)), layers.MaxPooling1D()], "max_to_avg_pool"),
        ([layers.Reshape((4, 1)), layers.AveragePooling1D(2, padding="same")], "padding is same"),
        ([layers.Reshape((4, 1)), layers.Conv1D(2, 2, padding="causal")], "padding is causal"),
        ([layers.Reshape((4, 1)), layers.Conv1D(2, 2, dilation_rate=2)], "dilation_rate is"),
        ([layers.BatchNormalization()], "layer.trainable = False"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*keeps moving averages")
def test_what_has_no_equivalent_stays_a_layer_or_is_refused(parts, reason):
    model = sequence((4,), *parts)
    with pytest.warns(UserWarning, match=reason):
        converter = Converter(model)
    assert any(isinstance(node, nengo_dl.TensorNode) for node in converter.net.all_nodes)
    with pytest.raises(TypeError, match=reason):
        Converter(model, allow_fallback=False)


def test_each_step_of_a_temporal_model_is_one_step(rng):
    x = Input((None, 4, 1))
    h = layers.TimeDistributed(layers.Conv1D(3, 2, activation="relu"))(x)
    h = layers.TimeDistributed(layers.Flatten())(h)
    model = keras.Model(x, layers.Dense(2, activation="tanh")(h))
    randomised(model, rng)
    data = rng.standard_normal((1, 6, 4, 1)).astype("float32")
    converter = Converter(model, temporal_model=True, allow_fallback=False)
    converter.inputs[x].output = nengo.processes.PresentInput(data[0], 0.001)
    with nengo.Simulator(converter.net, progress_bar=False) as sim:
        sim.run_steps(6)
    np.testing.assert_allclose(sim.data[converter.outputs[model.output]], model(data)[0], atol=1e-5)


@pytest.mark.parametrize(
    "layer", [layers.Conv1D(2, 2), layers.LSTM(2, return_sequences=True), layers.Reshape((6, 2))]
)
@pytest.mark.filterwarnings("ignore:Layer")
def test_what_works_along_time_cannot_be_done_step_by_step(layer):
    with pytest.raises(ValidationError, match="along time"):
        Converter(sequence((4, 3), layer), temporal_model=True)


def test_activations_are_swapped_by_function_name_or_type():
    model = sequence((4,), layers.Dense(3, activation="relu"), layers.Dense(3, activation="tanh"))
    swaps = {keras.activations.relu: nengo.LIF(), nengo.Tanh(tau_ref=1): keras.activations.sigmoid}
    types = [ens.neuron_type for ens in Converter(model, swap_activations=swaps).net.all_ensembles]
    assert types[0] == nengo.LIF()
    swaps = {"tanh": "sigmoid", nengo.Sigmoid(tau_ref=1): nengo.Sigmoid(tau_ref=0.1)}
    types = [ens.neuron_type for ens in Converter(model, swap_activations=swaps).net.all_ensembles]
    assert types == [nengo.RectifiedLinear(), nengo.Sigmoid(tau_ref=0.1)]


def test_swaps_that_nothing_uses_are_told():
    model = sequence((4,), layers.Dense(3, activation="relu"))
    with pytest.warns(UserWarning, match="swap_activations has tanh"):
        Converter(model, swap_activations={"tanh": nengo.LIF()})


SPIKING = [
    nengo.SpikingRectifiedLinear(),
    nengo.RegularSpiking(nengo.RectifiedLinear()),
    nengo_dl.SpikingLeakyReLU(negative_slope=0),
]


@pytest.mark.parametrize("neuron_type", SPIKING, ids=str)
def test_spikes_come_to_the_same_the_better_the_more_there_are(neuron_type, rng):
    model = sequence((4,), layers.Dense(30, activation="relu"), layers.Dense(2))
    options = {"swap_activations": {"relu": neuron_type}, "synapse": 0.01}
    assert_same(model, rng, n_steps=400, atol=0.02, scale_firing_rates=300, **options)


@pytest.mark.parametrize(
    "neuron_type", [nengo.RectifiedLinear(), nengo_dl.LeakyReLU(0.1), *SPIKING], ids=str
)
def test_scaled_neurons_fire_so_many_times_as_often(neuron_type):
    model = sequence((1,), layers.Dense(1, activation="relu", name="d"))
    model.set_weights([np.ones((1, 1)), np.full(1, 2.0)])
    rates = []
    for scale in (1, 50):
        converter = Converter(
            model, swap_activations={"relu": neuron_type}, scale_firing_rates={"d": scale}
        )
        with nengo.Simulator(converter.net, progress_bar=False) as sim:
            (ens,) = converter.net.all_ensembles
            rates.append(ens.neuron_type.rates(0, sim.data[ens].gain, sim.data[ens].bias).item())
    base = getattr(neuron_type, "base_type", None)
    assert rates[1] / rates[0] == pytest.approx(50 if base else 1)
    weight = getattr(ens.neuron_type, "amplitude", 1)
    assert weight == pytest.approx(1 / 50)


def test_neurons_whose_response_would_bend_are_only_scaled_by_name():
    model = sequence((4,), layers.Dense(3, activation="relu", name="h"))
    options = {"swap_activations": {"relu": nengo.LIF()}}
    with pytest.raises(ValidationError, match=r"h has neurons LIF\(\)"):
        Converter(model, scale_firing_rates=10, **options)
    converter = Converter(model, scale_firing_rates={"h": 10}, **options)
    assert converter.net.ensembles[0].neuron_type == nengo.LIF(amplitude=0.1)


def test_a_scale_for_a_layer_that_is_not_there_is_refused():
    with pytest.raises(ValidationError, match="'other'"):
        Converter(sequence((4,), layers.Dense(3)), scale_firing_rates={"other": 2})


def test_rates_are_found_from_data(rng):
    """The most active neurons of each layer fire at the rate that is aimed for."""
    model = sequence((4,), layers.Dense(50, activation="relu"), layers.Dense(30, activation="relu"))
    data = rng.standard_normal((200, 4)).astype("float32")
    converter = Converter(model, scale_firing_rates="auto", sample_data=data, target_rate=150)
    hidden = keras.Model(model.inputs, [layer.output for layer in model.layers])([data])
    for ens, activities in zip(converter.net.all_ensembles, hidden, strict=True):
        peak = np.percentile(activities, 99.9)
        assert ens.gain[0] * peak == pytest.approx(150, rel=1e-4)
        assert ens.neuron_type.amplitude == pytest.approx(1 / ens.gain[0])


def test_the_synapse_is_behind_neurons_only():
    model = sequence((4,), layers.Dense(3, activation="relu"), layers.Dense(2, activation="relu"))
    converter = Converter(model, synapse=0.01)
    filtered = [c for c in converter.net.all_connections if c.synapse == nengo.Lowpass(0.01)]
    assert [isinstance(c.pre, nengo.ensemble.Neurons) for c in filtered] == [True]
    assert all(probe.synapse == nengo.Lowpass(0.01) for probe in converter.net.all_probes)


def test_only_what_the_layers_train_is_trained():
    model = sequence(
        (4, 1),
        layers.Conv1D(2, 2, activation="relu"),
        layers.AveragePooling1D(2),
        layers.Flatten(),
        layers.Dense(3, activation="relu"),
        layers.Dense(2, trainable=False),
    )
    converter = Converter(model)
    trainable = of_all_objects(converter.net, "trainable")
    sizes = [c.transform.sample().size for c in converter.net.all_connections if trainable[c]]
    assert sorted(sizes) == [2, 4, 6]  # biases and kernel of the convolution, matrix of the first
    dense = converter.net.all_ensembles[1]
    assert trainable[dense.neurons] and not trainable[dense]
    assert not trainable[converter.net.all_ensembles[0].neurons]


def test_objects_are_found_by_tensor_layer_and_name():
    dense = layers.Dense(3, activation="relu", name="hidden")
    x = Input((4,), name="image")
    h = dense(x)
    converter = Converter(keras.Model(x, h))
    neurons = converter.net.all_ensembles[0].neurons
    for key in (h, dense, "hidden"):
        assert converter.layers[key] == neurons
        assert converter.outputs[key].obj == neurons
    assert converter.inputs["image"].label == "image"
    assert list(converter.outputs) == [h]
    with pytest.raises(KeyError, match="none of the outputs of the model, which are hidden"):
        converter.outputs["image"]


def test_users_teach_it_their_own_layers(rng):
    class Twice(layers.Layer):
        def call(self, x):
            return 2 * x

    @Converter.register(Twice)
    class ConvertTwice(LayerConverter):
        def convert(self):
            node = self.add_node()
            self.connect(self.inputs[0], node, transform=2)
            return node

    assert_same(sequence((3,), Twice()), rng, allow_fallback=False)


def test_models_without_a_graph_are_refused():
    class Own(keras.Model):
        pass

    with pytest.raises(ValidationError, match="functional or sequential"):
        Converter(Own())
    with pytest.raises(ValidationError, match="must be known"):
        Converter(sequence((None, 3), layers.Dense(2)))


def test_networks_are_verified_against_models():
    model = sequence(
        (6, 6, 1),
        layers.Conv2D(3, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="tanh"),
    )
    converter = Converter(model)
    assert converter.verify(training=True)
    swapped = Converter(model, swap_activations={"relu": "tanh"})
    with pytest.raises(ValidationError, match="differs by up to"):
        swapped.verify()


def test_a_network_can_be_trained_further_and_frozen_for_the_core(rng):
    model = sequence(
        (5, 5, 1), layers.Conv2D(3, 3, activation="relu"), layers.Flatten(), layers.Dense(2)
    )
    (x,) = inputs_for(model, rng)
    converter = Converter(model)
    image, answer = converter.inputs[model.inputs[0]], converter.outputs[model.outputs[0]]
    with nengo_dl.Simulator(converter.net, minibatch_size=2, progress_bar=False) as sim:
        data = {image: x.reshape(2, 1, -1)}
        before = sim.predict(data)[answer]
        sim.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        sim.fit(data, {answer: np.ones((2, 1, 2))}, epochs=5, verbose=0)
        after = sim.predict(data)[answer]
        sim.freeze_params(converter.net)
    assert np.abs(after - 1).max() < np.abs(before - 1).max()
    np.testing.assert_allclose(run(converter, [x])[0], after[:, 0], atol=1e-5)


@pytest.mark.filterwarnings("ignore:Layer")
def test_what_stays_a_layer_trains_as_it_does_in_keras():
    a, b = Input((4,)), Input((4,))
    product = layers.Multiply()([a, layers.Dense(4, activation="softmax")(b)])
    model = keras.Model([a, b], [product, layers.Dense(2)(product * 2)])
    assert Converter(model).verify(training=True)
    along_time = sequence((3, 2), layers.GRU(2), layers.LayerNormalization(), layers.Dense(2))
    assert Converter(along_time).verify(training=True)


def test_a_temporal_model_trains_as_it_does_in_keras():
    x = Input((None, 3))
    model = keras.Model(x, layers.Dense(2)(layers.Dense(4, activation="relu")(x)))
    assert Converter(model, temporal_model=True).verify(training=True)
