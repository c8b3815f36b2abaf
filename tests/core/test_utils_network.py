"""Networks made simpler: transforms as matrices, no passthrough nodes, no neurons."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import Unconvertible, ValidationError
from nengo.utils.builder import (
    default_n_eval_points,
    find_all_io,
    full_transform,
    objs_and_connections,
    remove_passthrough_nodes,
)
from nengo.utils.network import activate_direct_mode, with_self
from nengo.utils.simulator import operator_dependency_graph

# ---- transforms


@pytest.mark.parametrize(
    "pre, post, transform",
    [
        (slice(None), slice(0, 4), np.arange(16).reshape(4, 4)),
        (slice(None), slice(0, 4), 2.0),
        (slice(0, 2), slice(1, 3), None),
        (slice(None, None, -1), slice(2, 6), [1, 2, 3, 4]),
        ([1, 2], [4, 0], [[1, 2], [3, 4]]),
        (0, -1, 3.0),
        ([0, 0], [1, 2], None),
        ([0, 1], [3, 3], [2, 5]),
    ],
    ids=str,
)
def test_a_full_transform_does_what_slices_and_transform_do(Simulator, rng, pre, post, transform):
    x = rng.randn(4)
    with nengo.Network() as model:
        source, target = nengo.Node(x), nengo.Node(size_in=6)
        connection = nengo.Connection(source[pre], target[post], transform=transform, synapse=None)
        probe = nengo.Probe(target)
    with Simulator(model) as sim:
        sim.run_steps(2)
    full = full_transform(connection, allow_scalars=False)
    assert full.shape == (6, 4)
    assert np.allclose(full @ x, sim.data[probe][-1])
    inner = full_transform(connection, slice_pre=False, slice_post=False, allow_scalars=False)
    assert inner.shape == (connection.size_out, connection.size_mid)


def test_a_factor_may_stay_a_number():
    with nengo.Network():
        a, b = nengo.Node(size_in=3), nengo.Node(size_in=3)
        plain, doubled = nengo.Connection(a, b), nengo.Connection(a, b, transform=2)
    assert full_transform(plain).shape == () and full_transform(plain) == 1
    assert full_transform(doubled) == 2
    assert np.array_equal(full_transform(doubled, allow_scalars=False), 2 * np.eye(3))


def test_what_a_function_takes_is_no_part_of_the_transform():
    with nengo.Network():
        ensemble, node = nengo.Ensemble(10, 4), nengo.Node(size_in=3)
        connection = nengo.Connection(ensemble[:2], node[1:2], function=np.prod)
    assert np.array_equal(full_transform(connection), [[0], [1], [0]])


@pytest.mark.parametrize("transform", [nengo.dists.Uniform(0, 1), nengo.Sparse((2, 2), [[0, 1]])])
def test_only_given_numbers_have_a_full_transform(transform):
    with nengo.Network():
        a, b = nengo.Node(size_in=2), nengo.Node(size_in=2)
        connection = nengo.Connection(a, b, transform=transform)
    with pytest.raises(ValidationError, match="transform"):
        full_transform(connection)


# ---- objects and connections


@pytest.fixture
def model(seed):
    """Two ensembles that are connected by way of nodes, some of them in a sub-network."""
    with nengo.Network(seed=seed) as network:
        network.source = nengo.Node([0.5, -0.3])
        network.a = nengo.Ensemble(80, 2)
        network.b = nengo.Ensemble(80, 2)
        with nengo.Network() as network.sub:
            network.middle = nengo.Node(size_in=3)
            network.late = nengo.Node(size_in=2)
        nengo.Connection(network.source, network.a, synapse=None)
        nengo.Connection(network.a, network.middle[[2, 0]], synapse=None, transform=[2, 3])
        nengo.Connection(
            network.a, network.middle[1], synapse=None, function=np.prod, solver=NOISY, seed=7
        )
        nengo.Connection(network.middle[:2], network.late, transform=[[0, 1], [1, 0]], synapse=0.02)
        nengo.Connection(network.late, network.b, synapse=None)
        nengo.Connection(network.late[0], network.late[1], transform=0, synapse=None)
        network.connections.pop()  # a connection of a node to itself, for a later test
        network.probe = nengo.Probe(network.b, synapse=0.02)
    return network


NOISY = nengo.solvers.LstsqNoise()


def test_everything_is_listed(model):
    objs, connections = objs_and_connections(model)
    assert set(objs) == {model.source, model.a, model.b, model.middle, model.late}
    assert connections == model.all_connections


def test_inputs_and_outputs_of_an_object(model):
    inputs, outputs = find_all_io(model.all_connections)
    assert [c.pre_obj for c in inputs[model.middle]] == [model.a, model.a]
    assert [c.post_obj for c in outputs[model.late]] == [model.b]
    assert inputs[model.source] == []


def test_without_passthrough_nodes_the_network_does_the_same(model, Simulator):
    objs, connections = remove_passthrough_nodes(*objs_and_connections(model))
    assert set(objs) == {model.source, model.a, model.b}
    assert {c.post_obj for c in connections} == {model.a, model.b}
    with Simulator(model) as sim:
        sim.run(0.2)
        expected = sim.data[model.probe][-50:].mean(axis=0)
    simple = nengo.Network(seed=model.seed)
    simple.ensembles.extend(model.ensembles)
    simple.nodes.append(model.source)
    simple.connections.extend(connections)
    simple.probes.append(model.probe)
    with Simulator(simple) as sim:
        sim.run(0.2)
    assert np.allclose(sim.data[model.probe][-50:].mean(axis=0), expected, atol=0.1)


def test_merged_connections_keep_how_they_decode(model):
    _, connections = remove_passthrough_nodes(*objs_and_connections(model))
    (merged,) = (c for c in connections if c.function is not None)
    assert merged.solver is NOISY
    assert merged.seed == 7
    assert merged.synapse == nengo.Lowpass(0.02)
    assert np.array_equal(merged.transform.init, [[1], [0]])


def test_the_network_itself_stays(model):
    before = list(model.all_connections)
    remove_passthrough_nodes(*objs_and_connections(model))
    assert model.all_connections == before


def test_what_passes_nothing_vanishes():
    with nengo.Network() as model:
        a, b = nengo.Node([1]), nengo.Ensemble(10, 1)
        node = nengo.Node(size_in=2)
        nengo.Connection(a, node[0], synapse=None)
        nengo.Connection(node[1], b)
    assert remove_passthrough_nodes(*objs_and_connections(model)) == ([b, a], [])


def chain(first, second, **kwargs):
    with nengo.Network() as model:
        a, b, node = nengo.Ensemble(10, 1), nengo.Ensemble(10, 1), nengo.Node(size_in=1)
        nengo.Connection(a, node, synapse=first, **kwargs)
        nengo.Connection(node, b, synapse=second)
    return model


def test_two_synapses_on_a_path_have_no_single_one():
    with pytest.raises(Unconvertible, match="synapse"):
        remove_passthrough_nodes(*objs_and_connections(chain(0.1, 0.1)))


def test_what_learns_is_not_merged():
    model = chain(None, 0.1, learning_rule_type=nengo.PES())
    with pytest.raises(Unconvertible, match="learns"):
        remove_passthrough_nodes(*objs_and_connections(model))


def test_a_node_connected_to_itself_cannot_be_removed():
    model = chain(None, None)
    with model:
        nengo.Connection(model.nodes[0], model.nodes[0])
    with pytest.raises(Unconvertible, match="itself"):
        remove_passthrough_nodes(*objs_and_connections(model))


def test_the_caller_may_merge_in_another_way():
    model = chain(0.1, 0.1)
    pairs = []
    _, connections = remove_passthrough_nodes(
        *objs_and_connections(model), create_connection_fn=lambda *pair: pairs.append(pair)
    )
    assert pairs == [tuple(model.connections)]
    assert connections == []


def test_more_neurons_need_more_points():
    assert default_n_eval_points(10, 1) == 750
    assert default_n_eval_points(2000, 1) == 4000
    assert default_n_eval_points(10, 40) == 2500


# ---- helpers for networks


class Pair(nengo.Network):
    @with_self
    def add(self, label):
        """Add an ensemble."""
        return nengo.Ensemble(10, 1, label=label)


def test_a_method_may_run_inside_its_network():
    pair = Pair()
    pair.config[nengo.Ensemble].radius = 2
    ensemble = pair.add("x")
    assert ensemble in pair.ensembles and ensemble.radius == 2
    assert Pair.add(pair, label="y").label == "y"
    assert pair.add.__doc__ == "Add an ensemble."


def test_direct_mode_spares_the_neurons_that_matter():
    with nengo.Network() as model:
        ideal, read, driven, probed, taught, teacher, pupil = (
            nengo.Ensemble(5, 1) for _ in range(7)
        )
        with nengo.Network():
            hidden = nengo.Ensemble(5, 1)
        nengo.Connection(read.neurons[:2], ideal, transform=[[1, 1]])
        nengo.Connection(ideal, driven.neurons, transform=np.ones((5, 1)))
        nengo.Probe(probed.neurons)
        nengo.Probe(ideal)
        rule = nengo.Connection(taught, pupil, learning_rule_type=[nengo.PES()]).learning_rule
        nengo.Connection(teacher, rule[0])
    activate_direct_mode(model)
    direct = [e for e in model.all_ensembles if isinstance(e.neuron_type, nengo.Direct)]
    assert direct == [ideal, teacher, hidden]


def test_operators_depend_on_each_other(seed):
    with nengo.Network(seed=seed) as model:
        nengo.Connection(nengo.Node([1]), nengo.Ensemble(10, 1))
    with nengo.Simulator(model, progress_bar=False) as sim:
        edges = operator_dependency_graph(sim.model.operators)
    assert set(edges) == set(sim.model.operators)
    place = {op: i for i, op in enumerate(nengo.utils.graphs.toposort(edges))}
    for op, later in edges.items():
        assert all(place[op] < place[other] for other in later)
