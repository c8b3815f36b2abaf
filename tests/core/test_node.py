"""Nodes: what they accept, and what they do in a step."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import SimulationError, ValidationError


def run(Simulator, model, n_steps=3):
    with Simulator(model) as sim:
        sim.run_steps(n_steps)
    return sim


def with_two(t, x):
    return x[0] + x[1]


@pytest.mark.parametrize(
    ("kwargs", "sizes"),
    [
        ({}, (0, 0)),
        ({"size_in": 3}, (3, 3)),
        ({"output": 2.0}, (0, 1)),
        ({"output": [1, 2]}, (0, 2)),
        ({"output": lambda t: [t, t, t]}, (0, 3)),
        ({"output": lambda t: None}, (0, 0)),
        ({"output": with_two, "size_in": 2}, (2, 1)),
        ({"output": lambda *args: 1.0, "size_in": 1}, (1, 1)),
        ({"output": np.sin}, (0, 1)),
        ({"output": nengo.processes.WhiteNoise()}, (0, 1)),
        ({"output": nengo.Lowpass(0.1), "size_in": 4, "size_out": 4}, (4, 4)),
    ],
)
def test_sizes_follow_from_the_output(kwargs, sizes):
    with nengo.Network():
        node = nengo.Node(**kwargs)
    assert (node.size_in, node.size_out) == sizes
    assert len(node) == node.size_out


def test_the_function_is_not_called_to_find_a_size_that_is_given():
    calls = []
    with nengo.Network():
        nengo.Node(calls.append, size_out=1)
    assert calls == []


@pytest.mark.parametrize(
    "kwargs",
    [
        {"output": [1.0], "size_in": 1},
        {"output": [1.0, 2.0], "size_out": 3},
        {"output": [[1.0]]},
        {"output": [np.inf]},
        {"output": "tone"},
        {"output": lambda: 0},
        {"output": lambda t, x: 0},
        {"output": lambda t: 0, "size_in": 1},
        {"output": lambda t: [[1.0]]},
    ],
)
def test_outputs_that_cannot_work_are_refused(kwargs):
    with nengo.Network(), pytest.raises(ValidationError) as info:
        nengo.Node(**kwargs)
    assert info.value.attr == "output"


def test_a_passthrough_node_has_as_many_outputs_as_inputs():
    with nengo.Network(), pytest.warns(UserWarning, match="size_out"):
        assert nengo.Node(size_in=2, size_out=3).size_out == 2


def test_a_seed_would_change_nothing_and_is_refused():
    with nengo.Network(), pytest.raises(NotImplementedError):
        nengo.Node(seed=1)


def test_time_is_that_of_the_end_of_the_step(Simulator):
    with nengo.Network() as model:
        probe = nengo.Probe(nengo.Node(lambda t: t))
    sim = run(Simulator, model)
    np.testing.assert_allclose(sim.data[probe][:, 0], sim.trange())


def test_unfiltered_inputs_arrive_in_the_same_step(Simulator):
    with nengo.Network() as model:
        u = nengo.Node(lambda t: [t, 2 * t])
        total = nengo.Node(with_two, size_in=2)
        nengo.Connection(u, total, synapse=None)
        probe = nengo.Probe(total)
    sim = run(Simulator, model)
    np.testing.assert_allclose(sim.data[probe][:, 0], 3 * sim.trange())


def test_a_passthrough_node_adds_up_what_it_gets(Simulator):
    with nengo.Network() as model:
        mid = nengo.Node(size_in=2)
        for value in ([1.0, 2.0], [10.0, 20.0]):
            nengo.Connection(nengo.Node(value), mid, synapse=None)
        probe = nengo.Probe(mid)
    np.testing.assert_array_equal(run(Simulator, model).data[probe], [[11.0, 22.0]] * 3)


def test_the_function_may_keep_and_change_its_argument(Simulator):
    kept = []

    def keep(t, x):
        kept.append(x)
        x[:] = -1

    with nengo.Network() as model:
        nengo.Connection(nengo.Node(lambda t: t), nengo.Node(keep, 1, 0), synapse=None)
        other = nengo.Node(size_in=1)
        nengo.Connection(nengo.Node(lambda t: t), other, synapse=None)
        probe = nengo.Probe(other)
    sim = run(Simulator, model)
    assert len({id(x) for x in kept}) == 3
    np.testing.assert_allclose(sim.data[probe][:, 0], sim.trange())


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (None, "None"),
        (np.nan, "finite"),
        (np.inf, "finite"),
        ([1.0, 2.0, 3.0], "size 2"),
        ("tone", "size 2"),
    ],
)
def test_a_function_that_returns_nonsense_is_named_with_its_line(Simulator, value, complaint):
    def broken(t):
        return value

    with nengo.Network() as model:
        node = nengo.Node(broken, size_out=2)
    with pytest.raises(SimulationError, match=complaint) as info:
        run(Simulator, model)
    assert "'broken'" in str(info.value)
    assert info.value.birthplace == node._birthplace


def test_errors_inside_the_function_come_out_as_they_are(Simulator):
    with nengo.Network() as model:
        nengo.Node(lambda t: 1 / 0, size_out=1)
    with pytest.raises(ZeroDivisionError):
        run(Simulator, model)


def test_nan_that_arises_in_arithmetic_stops_the_run(Simulator):
    with nengo.Network() as model:
        nengo.Node(lambda t: np.log(np.float64(-1)), size_out=1)
    with pytest.raises(FloatingPointError, match=r"test_node\.py line"):
        run(Simulator, model)


def test_one_number_fills_all_outputs(Simulator):
    with nengo.Network() as model:
        probe = nengo.Probe(nengo.Node(lambda t: 2.0, size_out=3))
    np.testing.assert_array_equal(run(Simulator, model, 1).data[probe], [[2.0, 2.0, 2.0]])


def test_a_process_may_swallow_its_input(Simulator):
    seen = []

    class Sink(nengo.Process):
        def make_step(self, shape_in, shape_out, dt, rng, state):
            return lambda t, x: seen.append(x)

    with nengo.Network() as model:
        sink = nengo.Node(Sink(default_size_in=1, default_size_out=0))
        nengo.Connection(nengo.Node([4.0]), sink, synapse=None)
    run(Simulator, model)
    np.testing.assert_array_equal(seen, [[4.0]] * 3)
