"""Ready-made networks compute what their names say, and are made as they always were."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import ObsoleteError, ValidationError
from nengo.networks import (
    AssociativeMemory,
    BasalGanglia,
    CircularConvolution,
    EnsembleArray,
    InputGatedMemory,
    Product,
    Thalamus,
)
from nengo.networks.circularconvolution import circconv, dft_half, transform_in, transform_out
from nengo.networks.product import dot_product_transform


@pytest.fixture
def model(seed):
    with nengo.Network(seed=seed) as network:
        yield network


def run(Simulator, model, probe, seconds):
    """Mean of the last fifth of what a probe records."""
    with Simulator(model) as sim:
        sim.run(seconds)
    return sim.data[probe][-len(sim.trange()) // 5 :].mean(axis=0)


# ---- all of them


NETWORKS = {
    "Product": lambda **kw: Product(10, 1, **kw),
    "Circular convolution": lambda **kw: CircularConvolution(10, 2, **kw),
    "Basal Ganglia": lambda **kw: BasalGanglia(2, 10, **kw),
    "Thalamus": lambda **kw: Thalamus(2, 10, **kw),
    "Input gated memory": lambda **kw: InputGatedMemory(10, 2, **kw),
}


@pytest.mark.parametrize("label", NETWORKS)
def test_a_network_has_a_label_that_can_be_changed(model, label):
    assert NETWORKS[label]().label == label
    assert NETWORKS[label](label="mine", seed=3).label == "mine"
    assert model.networks[-1].seed == 3


@pytest.mark.parametrize("label", NETWORKS)
def test_a_network_joins_its_container_unless_told_otherwise(model, label):
    inside = NETWORKS[label]()
    outside = NETWORKS[label](add_to_container=False)
    assert inside in model.networks
    assert outside not in model.networks


@pytest.mark.parametrize("label", NETWORKS)
def test_a_network_to_fill_cannot_be_passed_any_more(model, label):
    with pytest.raises(ObsoleteError):
        NETWORKS[label](net=nengo.Network())


# ---- EnsembleArray


def test_an_array_represents_a_vector_piece_by_piece(Simulator, model):
    array = EnsembleArray(60, 3, ens_dimensions=2, radius=2)
    value = np.array([1.2, -0.5, 0.3, 1.0, -1.1, 0.0])
    nengo.Connection(nengo.Node(value), array.input, synapse=None)
    probe = nengo.Probe(array.output, synapse=0.02)
    assert array.dimensions == 6
    assert array.n_neurons == 180
    assert np.allclose(run(Simulator, model, probe, 0.2), value, atol=0.1)


def test_an_array_hands_its_arguments_on_as_defaults(model):
    array = EnsembleArray(4, 2, radius=1.5, neuron_type=nengo.LIFRate(), max_rates=[9, 8, 7, 6])
    for ensemble in array.ea_ensembles:
        assert ensemble.radius == 1.5
        assert ensemble.neuron_type == nengo.LIFRate()
        assert np.array_equal(ensemble.max_rates.sample(4), [9, 8, 7, 6])


def test_an_array_refuses_the_argument_that_ensembles_take(model):
    with pytest.raises(ValidationError, match="ens_dimensions"):
        EnsembleArray(10, 2, dimensions=2)


@pytest.mark.parametrize("label, expected", [(None, ["0", "1"]), ("x", ["x_0", "x_1"])])
def test_the_ensembles_of_an_array_are_numbered(model, label, expected):
    array = EnsembleArray(10, 2, label=label)
    assert [ensemble.label for ensemble in array.ea_ensembles] == expected
    assert array.ea_ensembles == array.ensembles


def test_an_output_may_have_one_function_for_all(Simulator, model):
    array = EnsembleArray(80, 2)
    nengo.Connection(nengo.Node([0.8, -0.6]), array.input, synapse=None)
    probe = nengo.Probe(array.add_output("squared", np.square), synapse=0.02)
    assert array.squared.label == "squared"
    assert np.allclose(run(Simulator, model, probe, 0.2), [0.64, 0.36], atol=0.1)


def test_an_output_may_have_a_function_for_each_ensemble(model):
    array = EnsembleArray(10, 3, ens_dimensions=2)
    functions = [lambda x: x[0], lambda x: x, lambda x: [1, 2, 3]]
    output = array.add_output("mixed", functions, synapse=0.1)
    connections = array.connections[-3:]
    assert output.size_in == 6
    assert [c.size_out for c in connections] == [1, 2, 3]
    assert [c.function for c in connections] == functions
    assert all(c.synapse == nengo.Lowpass(0.1) for c in connections)


@pytest.mark.parametrize(
    "name, function", [("output", None), ("new", [np.square]), ("new", 3), ("new", [None, None])]
)
def test_an_output_needs_a_free_name_and_the_right_functions(model, name, function):
    array = EnsembleArray(10, 2)
    with pytest.raises(ValidationError):
        array.add_output(name, function)
    assert not hasattr(array, "new")


def test_neurons_of_an_array_can_be_driven_and_read(Simulator, model):
    array = EnsembleArray(5, 2, gain=np.full(5, 2.0), bias=np.zeros(5), neuron_type=nengo.LIFRate())
    J = np.linspace(0, 5, 10)
    nengo.Connection(nengo.Node(J), array.add_neuron_input(), synapse=None)
    probe = nengo.Probe(array.add_neuron_output())
    rates = nengo.LIFRate().rates(J[np.newaxis], gain=np.full(10, 2.0), bias=np.zeros(10))
    assert np.allclose(run(Simulator, model, probe, 0.02), rates)


def test_neuron_nodes_are_added_once(model):
    array = EnsembleArray(5, 2)
    for add in (array.add_neuron_input, array.add_neuron_output):
        node = add()
        with pytest.warns(UserWarning, match="added before"):
            assert add() is node


def test_an_array_without_neurons_has_no_neuron_nodes(model):
    array = EnsembleArray(5, 2, neuron_type=nengo.Direct())
    for add in (array.add_neuron_input, array.add_neuron_output):
        with pytest.raises(ValidationError, match="Direct"):
            add()


# ---- Product and CircularConvolution


def test_a_product_multiplies_element_by_element(Simulator, model):
    product = Product(200, 3, input_magnitude=2)
    a, b = np.array([1.5, -1.0, 0.5]), np.array([1.0, 1.5, -2.0])
    nengo.Connection(nengo.Node(a), product.input_a, synapse=None)
    nengo.Connection(nengo.Node(b), product.input_b, synapse=None)
    probe = nengo.Probe(product.output, synapse=0.02)
    assert np.allclose(run(Simulator, model, probe, 0.2), a * b, atol=0.2)


def test_a_product_halves_its_neurons_but_keeps_one(model):
    assert Product(20, 1).sq1.n_neurons == 10
    assert Product(1, 1).sq2.n_neurons == 1


def test_the_sum_of_products_is_a_dot_product(rng):
    a, b = rng.randn(2, 7)
    transform = dot_product_transform(7, scale=2.0)
    assert transform.shape == (1, 7)
    assert np.allclose(transform @ (a * b), 2 * a.dot(b))


@pytest.mark.parametrize("network", [Product, CircularConvolution])
def test_former_names_of_inputs_are_known(model, network):
    net = network(10, 2)
    with pytest.warns(DeprecationWarning, match="input_a"):
        assert net.A is net.input_a
    with pytest.warns(DeprecationWarning, match="input_b"):
        assert net.B is net.input_b


@pytest.mark.parametrize("dims", [1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("invert_a", [False, True])
@pytest.mark.parametrize("invert_b", [False, True])
def test_the_transforms_around_the_products_make_a_convolution(rng, dims, invert_a, invert_b):
    a, b = rng.randn(2, dims)
    factors_a = transform_in(dims, "A", invert_a) @ a
    factors_b = transform_in(dims, "B", invert_b) @ b
    result = transform_out(dims) @ (factors_a * factors_b)
    assert np.allclose(result, circconv(a, b, invert_a, invert_b))


def test_convolution_is_the_sum_over_shifts(rng):
    a, b = rng.randn(2, 5)
    direct = [sum(a[j] * b[(i - j) % 5] for j in range(5)) for i in range(5)]
    assert np.allclose(circconv(a, b), direct)
    assert np.allclose(circconv([[*a]] * 2, [[*b]] * 2, axis=1), [direct] * 2)


def test_half_of_the_coefficients_say_it_all(rng):
    x = rng.randn(6)
    assert np.allclose(dft_half(6) @ x, np.fft.rfft(x))


def test_the_alignment_of_factors_is_a_or_b():
    with pytest.raises(ValidationError):
        transform_in(3, "C", False)


def test_a_convolution_convolves(Simulator, model, rng):
    network = CircularConvolution(150, 4)
    a, b = (x / np.linalg.norm(x) for x in rng.randn(2, 4))
    nengo.Connection(nengo.Node(a), network.input_a, synapse=None)
    nengo.Connection(nengo.Node(b), network.input_b, synapse=None)
    probe = nengo.Probe(network.output, synapse=0.02)
    assert np.allclose(run(Simulator, model, probe, 0.2), circconv(a, b), atol=0.15)


# ---- action selection


def test_basal_ganglia_and_thalamus_choose_the_largest(Simulator, model):
    ganglia, thalamus = BasalGanglia(3, 50), Thalamus(3, 30)
    nengo.Connection(nengo.Node([0.4, 0.9, 0.5]), ganglia.input, synapse=None)
    nengo.Connection(ganglia.output, thalamus.input)
    inhibition = nengo.Probe(ganglia.output, synapse=0.02)
    actions = nengo.Probe(thalamus.output, synapse=0.02)
    with Simulator(model) as sim:
        sim.run(0.25)
    assert np.argmax(sim.data[inhibition][-50:].mean(axis=0)) == 1
    chosen = sim.data[actions][-50:].mean(axis=0)
    assert chosen[1] > 0.7
    assert np.all(chosen[[0, 2]] < 0.2)


def test_a_bias_is_added_to_all_utilities(model):
    assert not hasattr(BasalGanglia(2, 10), "bias_input")
    ganglia = BasalGanglia(2, 10, input_bias=0.3)
    assert np.array_equal(ganglia.bias_input.output, [0.3, 0.3])


def test_synapses_of_the_basal_ganglia_can_be_configured(model):
    given, silent = nengo.Config(nengo.Connection), nengo.Config(nengo.Connection)
    given[nengo.Connection].synapse = 0.123
    ganglia = BasalGanglia(2, 10, ampa_config=given, gaba_config=silent)
    synapses = [connection.synapse for connection in ganglia.connections]
    assert synapses.count(nengo.Lowpass(0.123)) == 2
    assert synapses.count(nengo.Lowpass(0.008)) == 4
    assert "synapse" not in silent[nengo.Connection]


# ---- AssociativeMemory


KEYS = np.eye(4)[:3]
VALUES = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])


def recall(Simulator, model, memory, key, probed="output", seconds=0.2):
    nengo.Connection(nengo.Node(key), memory.input, synapse=None)
    probe = nengo.Probe(getattr(memory, probed), synapse=0.02)
    return run(Simulator, model, probe, seconds)


def test_a_memory_answers_a_key_with_its_value(Simulator, model):
    memory = AssociativeMemory(KEYS, VALUES)
    assert np.allclose(recall(Simulator, model, memory, KEYS[1] * 0.9), VALUES[1], atol=0.15)


def test_a_memory_is_silent_below_the_threshold(Simulator, model):
    memory = AssociativeMemory(KEYS, VALUES, threshold=[0.2, 0.8, 0.8])
    answer = recall(Simulator, model, memory, np.array([0.5, 0.5, 0.5, 0]))
    assert np.allclose(answer, VALUES[0], atol=0.15)


def test_a_memory_without_values_cleans_up(Simulator, model):
    memory = AssociativeMemory(KEYS.tolist())
    memory.add_threshold_to_outputs()
    noisy = np.array([0.7, 0.1, 0.1, 0.2])
    assert np.allclose(recall(Simulator, model, memory, noisy, seconds=0.3), KEYS[0], atol=0.15)


def test_items_that_inhibit_each_other_let_the_best_win(Simulator, model):
    memory = AssociativeMemory(KEYS, VALUES, threshold=0.1)
    memory.add_wta_network()
    activity = recall(Simulator, model, memory, np.array([0.9, 0.6, 0.6, 0]), "utilities")
    assert activity[0] > 0.6
    assert np.all(activity[1:] < 0.1)


def test_a_default_is_answered_where_no_item_is_active(Simulator, model):
    memory = AssociativeMemory(KEYS, VALUES)
    memory.add_default_output_vector([0.5, 0.5])
    assert np.allclose(recall(Simulator, model, memory, np.zeros(4)), [0.5, 0.5], atol=0.15)


def test_an_inhibited_memory_is_silent(Simulator, model):
    memory = AssociativeMemory(KEYS, VALUES, inhibitable=True)
    nengo.Connection(nengo.Node(1.5), memory.inhibit, synapse=None)
    assert np.allclose(recall(Simulator, model, memory, KEYS[0]), 0, atol=0.05)


def test_thresholds_replace_the_connections_that_were_there(model):
    memory = AssociativeMemory(KEYS, VALUES, inhibitable=True)
    memory.add_default_output_vector([1, 1])
    before = [*memory.default_vector_inhibit_conns, *memory.out_conns]
    memory.add_threshold_to_outputs()
    memory.add_output_mapping("later", KEYS)
    after = [*memory.default_vector_inhibit_conns, *memory.out_conns]
    assert not set(before) & set(memory.connections)
    assert all(connection.pre is memory.thresholded_utilities for connection in after)


def test_a_memory_may_have_several_inputs_and_outputs(Simulator, model):
    memory = AssociativeMemory(KEYS, VALUES)
    memory.add_input_mapping("second", VALUES * 2, input_scales=[1, 0.5, 1])
    memory.add_output_mapping("index", [[1], [2], [3]])
    nengo.Connection(nengo.Node([0, 1]), memory.second, synapse=None)
    probe = nengo.Probe(memory.index, synapse=0.02)
    assert np.allclose(run(Simulator, model, probe, 0.2), 2, atol=0.2)


@pytest.mark.parametrize(
    "kwargs",
    [
        {"input_vectors": []},
        {"output_vectors": VALUES[:2]},
        {"threshold": [0.1, 0.2]},
        {"input_scales": [1, 2]},
    ],
    ids=str,
)
def test_a_memory_needs_as_many_of_everything(model, kwargs):
    with pytest.raises(ValidationError):
        AssociativeMemory(**{"input_vectors": KEYS, **kwargs})


def test_names_of_mappings_must_be_free(model):
    memory = AssociativeMemory(KEYS)
    with pytest.raises(ValidationError):
        memory.add_input_mapping("input", KEYS)
    with pytest.raises(ValidationError):
        memory.add_output_mapping("input", KEYS)


def test_what_is_added_once_is_not_added_twice(model):
    memory = AssociativeMemory(KEYS)
    for add in (memory.add_wta_network, memory.add_threshold_to_outputs):
        add()
        n_connections = len(memory.all_connections)
        with pytest.warns(UserWarning, match="changes nothing"):
            add()
        assert len(memory.all_connections) == n_connections


# ---- InputGatedMemory


def test_a_gated_memory_loads_and_keeps(Simulator, model):
    memory = InputGatedMemory(60, 1, difference_gain=15)
    nengo.Connection(nengo.Node(lambda t: 0.7 if t < 0.3 else -0.7), memory.input, synapse=None)
    nengo.Connection(nengo.Node(lambda t: t >= 0.3), memory.gate, synapse=None)
    probe = nengo.Probe(memory.output, synapse=0.02)
    assert np.allclose(run(Simulator, model, probe, 0.5), 0.7, atol=0.2)


def test_a_gated_memory_can_be_silenced(Simulator, model):
    memory = InputGatedMemory(60, 1)
    nengo.Connection(nengo.Node(0.7), memory.input, synapse=None)
    nengo.Connection(nengo.Node(1), memory.reset, synapse=None)
    probe = nengo.Probe(memory.output, synapse=0.02)
    assert np.allclose(run(Simulator, model, probe, 0.2), 0, atol=0.05)
