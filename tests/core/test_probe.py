"""Probes: what can be recorded, when, and with which delay."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import BuildError, ValidationError
from nengo.solvers import LstsqL2


@pytest.fixture
def net():
    with nengo.Network(seed=2) as net:
        net.u = nengo.Node(lambda t: [t, -2 * t])
        net.a = nengo.Ensemble(20, 2)
        net.c = nengo.Connection(net.u, net.a, transform=[[0, 1], [1, 0]], synapse=0.01)
        net.d = nengo.Connection(net.a, net.a, learning_rule_type=nengo.PES())
    return net


def run(Simulator, net, n_steps=12):
    with Simulator(net) as sim:
        sim.run_steps(n_steps)
    return sim


@pytest.mark.parametrize(
    ("attr", "make"),
    [
        ("target", lambda n: nengo.Probe(3)),
        ("target", lambda n: nengo.Probe(n)),
        ("target", lambda n: nengo.Probe(n.u[2:])),
        ("attr", lambda n: nengo.Probe(n.a, "voltage")),
        ("sample_every", lambda n: nengo.Probe(n.a, sample_every=0)),
        ("synapse", lambda n: nengo.Probe(n.a, synapse="slow")),
    ],
)
def test_what_cannot_be_recorded_is_refused(net, attr, make):
    with net, pytest.raises(ValidationError) as info:
        make(net)
    assert info.value.attr == attr


def test_the_first_probeable_attribute_is_the_default(net):
    with net:
        targets = (net.a, net.a.neurons, net.u, net.c, net.d.learning_rule)
        attrs = [nengo.Probe(target).attr for target in targets]
    assert attrs == ["decoded_output", "output", "output", "output", "error"]


def test_a_probe_knows_target_slice_and_size(net):
    with net:
        whole, part = nengo.Probe(net.a), nengo.Probe(net.a[1:])
    assert (whole.obj, whole.slice, whole.size_in) == (net.a, None, 2)
    assert (part.obj, part.slice, part.size_in) == (net.a, slice(1, None), 1)
    assert part.size_out == 0


def test_text_tells_attribute_and_target(net):
    with net:
        net.a.label = "a"
        assert str(nengo.Probe(net.a, "input")) == "<Probe of 'input' of <Ensemble 'a'>>"
        labelled = nengo.Probe(net.a[0], label="first")
    assert str(labelled) == "<Probe \"first\" of 'decoded_output' of <Ensemble 'a'>[0:1]>"


def test_the_solver_is_that_of_connections_unless_given(net):
    with net:
        net.config[nengo.Connection].solver = LstsqL2(reg=0.3)
        inherited = nengo.Probe(net.a)
        net.config[nengo.Probe].solver = LstsqL2(reg=0.4)
        configured = nengo.Probe(net.a)
        given = nengo.Probe(net.a, solver=LstsqL2(reg=0.5))
    assert [p.solver.reg for p in (inherited, configured, given)] == [0.3, 0.4, 0.5]


def test_unfiltered_probes_record_the_value_of_the_step(net, Simulator):
    with net:
        probe = nengo.Probe(net.u)
    sim = run(Simulator, net)
    np.testing.assert_allclose(sim.data[probe][:, 0], sim.trange())


def test_filtered_probes_lag_by_one_step(net, Simulator):
    """A synapse of zero passes everything on, one step late."""
    with net:
        probe = nengo.Probe(net.u, synapse=0)
    sim = run(Simulator, net)
    np.testing.assert_allclose(sim.data[probe][:, 0], sim.trange() - sim.dt)


@pytest.mark.parametrize(
    ("sample_every", "steps"),
    [(None, range(1, 13)), (0.003, [3, 6, 9, 12]), (0.0025, [3, 5, 8, 10])],
)
def test_samples_are_taken_in_the_first_step_after_they_are_due(
    net, Simulator, sample_every, steps
):
    with net:
        probe = nengo.Probe(net.u, sample_every=sample_every)
    sim = run(Simulator, net)
    np.testing.assert_allclose(sim.data[probe][:, 0], 0.001 * np.array(steps))
    np.testing.assert_allclose(sim.trange(sample_every=sample_every), sim.data[probe][:, 0])


def test_a_slice_records_those_dimensions(net, Simulator):
    with net:
        whole = nengo.Probe(net.a.neurons, "voltage")
        parts = {key: nengo.Probe(net.a.neurons[list(key)], "voltage") for key in ((19, 0), (3,))}
        step = nengo.Probe(net.a.neurons[1:9:3], "voltage")
    sim = run(Simulator, net)
    for key, part in parts.items():
        np.testing.assert_array_equal(sim.data[part], sim.data[whole][:, list(key)])
    np.testing.assert_array_equal(sim.data[step], sim.data[whole][:, 1:9:3])


def test_connections_show_input_output_and_weights(net, Simulator):
    with net:
        source, result, weights, decoders = (
            nengo.Probe(net.c, "input"), nengo.Probe(net.c, "output"),
            nengo.Probe(net.c, "weights"), nengo.Probe(net.d, "weights"),
        )  # fmt: skip
        arrived = nengo.Probe(net.a, "input")
    sim = run(Simulator, net, 3)
    np.testing.assert_allclose(sim.data[source][:, 1], -2 * sim.trange())
    np.testing.assert_array_equal(sim.data[weights][0], [[0, 1], [1, 0]])
    assert sim.data[decoders].shape == (3, 2, 20)
    # The output is that of the synapse, which the ensemble sees one step later.
    assert sim.data[result].shape == sim.data[arrived].shape


def test_weights_of_a_sparse_transform_are_recorded_as_a_matrix(Simulator):
    with nengo.Network() as model:
        out = nengo.Node(size_in=2)
        sparse = nengo.Sparse((2, 2), [[0, 1]], [3.0])
        conn = nengo.Connection(nengo.Node([1.0, 2.0]), out, transform=sparse)
        probe = nengo.Probe(conn, "weights")
    np.testing.assert_array_equal(run(Simulator, model, 2).data[probe], [[[0, 3], [0, 0]]] * 2)


@pytest.mark.parametrize("synapse", [None, 0, 0.01, nengo.Alpha(0.01)], ids=str)
def test_a_single_weight_can_be_recorded_and_filtered(Simulator, synapse):
    with nengo.Network() as model:
        node = nengo.Node(size_in=1)
        probe = nengo.Probe(nengo.Connection(node, node, transform=2), "weights", synapse=synapse)
    sim = run(Simulator, model, 300)
    assert sim.data[probe].shape == (300,)
    np.testing.assert_allclose(sim.data[probe][-1], 2)


def test_the_seed_of_a_probe_is_that_of_its_decoders(Simulator):
    solver = nengo.solvers.LstsqNoise()
    with nengo.Network() as model:
        ens = nengo.Ensemble(20, 1, seed=1)
        probes = [nengo.Probe(ens, solver=solver, seed=seed) for seed in (3, 3, 4)]
    sim = run(Simulator, model)
    same, twin, other = (sim.data[probe] for probe in probes)
    np.testing.assert_array_equal(same, twin)
    assert np.any(same != other)


@pytest.mark.parametrize("which", ["no weights", "not in the model"])
def test_a_signal_that_is_not_there_fails_the_build_with_the_line(Simulator, which):
    with nengo.Network() as model:
        node = nengo.Node(size_in=1)
        conn = nengo.Connection(node, node)
        loose = nengo.Ensemble(5, 1, add_to_container=False)
        probe = nengo.Probe(conn, "weights") if which == "no weights" else nengo.Probe(loose)
    with pytest.raises(BuildError) as info:
        Simulator(model)
    assert info.value.birthplace == probe._birthplace
