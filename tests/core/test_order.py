"""The order of operators within a step."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nengo
from nengo.builder import Model, Operator, Signal
from nengo.builder.operator import Copy, Reset
from nengo.engine.order import operator_dependency_graph, toposort
from nengo.engine.plan import Plan
from nengo.exceptions import BuildError


class Op(Operator):
    """An operator that only declares what it does."""

    def __init__(self, tag, sets=(), incs=(), reads=(), updates=()):
        super().__init__(tag=tag)
        self.sets, self.incs = list(sets), list(incs)
        self.reads, self.updates = list(reads), list(updates)


def order(ops):
    return [op.tag for op in toposort(operator_dependency_graph(ops))]


def test_sets_come_before_incs_before_reads_before_updates():
    s = Signal(shape=(3,))
    ops = [
        Op("update", updates=[s]),
        Op("read", reads=[s]),
        Op("inc", incs=[s]),
        Op("set", sets=[s]),
    ]
    assert order(ops) == ["set", "inc", "read", "update"]


def test_overlapping_views_count_as_one_memory():
    s = Signal(shape=(4,))
    ops = [Op("read", reads=[s[1:3]]), Op("inc", incs=[s[2:]]), Op("set", sets=[s])]
    assert order(ops) == ["set", "inc", "read"]


def test_what_does_not_overlap_does_not_wait():
    s = Signal(shape=(4,))
    ops = [Op("read", reads=[s[:2]]), Op("set", sets=[s[2:]])]
    assert order(ops) == ["read", "set"]


def test_first_come_first_served_among_the_independent():
    ops = [Op(str(i), sets=[Signal(shape=())]) for i in range(9)]
    assert order(ops) == [op.tag for op in ops]


def test_updates_are_seen_in_the_next_step_so_they_close_no_circle():
    s, t = Signal(shape=()), Signal(shape=())
    assert order([Op("a", reads=[s], updates=[t]), Op("b", reads=[t], sets=[s])]) == ["b", "a"]


@pytest.mark.parametrize("kind", ["sets", "updates"])
def test_one_memory_is_set_or_updated_once(kind):
    s = Signal(shape=(4,), name="s")
    for one, other in ((s, s), (s, s[:2]), (s[:3], s[2:])):
        with pytest.raises(AssertionError):
            operator_dependency_graph([Op("a", **{kind: [one]}), Op("b", **{kind: [other]})])
    operator_dependency_graph([Op("a", **{kind: [s[:2]]}), Op("b", **{kind: [s[2:]]})])


def test_what_is_read_only_cannot_be_written():
    s = Signal([1.0], readonly=True)
    with pytest.raises(BuildError, match="read-only"):
        operator_dependency_graph([Op("a", incs=[s])])


def test_a_circle_without_delay_is_refused_with_a_remedy(Simulator):
    with nengo.Network() as model:
        a, b = nengo.Node(size_in=1), nengo.Node(lambda t, x: x, size_in=1)
        nengo.Connection(a, b, synapse=None)
        nengo.Connection(b, a, synapse=None)
    with pytest.raises(BuildError, match=r"(?s)cycles.*synapse"):
        Simulator(model)


def test_a_synapse_of_zero_opens_the_circle(Simulator):
    with nengo.Network() as model:
        a, b = nengo.Node(size_in=1), nengo.Node(lambda t, x: x + 1, size_in=1)
        nengo.Connection(a, b, synapse=None)
        nengo.Connection(b, a, synapse=0)
        probe = nengo.Probe(b)
    with Simulator(model) as sim:
        sim.run_steps(4)
    np.testing.assert_array_equal(sim.data[probe][:, 0], [1, 2, 3, 4])


@st.composite
def operators(draw):
    """Some operators on views of few signals, such that each memory is set and updated once."""
    signals = [Signal(shape=(4,)) for _ in range(draw(st.integers(1, 4)))]
    views = [view for s in signals for view in (s, s[:2], s[2:], s[1:3], s[::2])]
    ops = [Op(f"set {i}", sets=[s]) for i, s in enumerate(signals)]
    for i in range(draw(st.integers(0, 12))):
        chosen = [draw(st.sampled_from(views)) for _ in range(2)]
        ops.append(Op(f"op {i}", **{draw(st.sampled_from(["incs", "reads"])): chosen}))
    ops += [Op(f"update {i}", updates=[s]) for i, s in enumerate(signals)]
    return draw(st.permutations(ops))


@given(operators())
@settings(max_examples=60, deadline=None)
def test_any_order_respects_all_four_phases(ops):
    ordered = toposort(operator_dependency_graph(ops))
    assert sorted(ordered, key=id) == sorted(ops, key=id)
    phases = ("sets", "incs", "reads", "updates")
    for i, later in enumerate(ordered):
        for earlier in ordered[:i]:
            for p, phase in enumerate(phases):
                for before in phases[:p]:
                    # Nothing earlier may belong to a later phase of what overlaps.
                    assert not any(
                        s.may_share_memory(t)
                        for s in getattr(earlier, phase)
                        for t in getattr(later, before)
                    )


def test_the_order_is_a_function_of_the_model():
    def kinds():
        with nengo.Network(seed=1) as net:
            a = nengo.networks.EnsembleArray(5, n_ensembles=4)
            nengo.Connection(a.output, a.input, synapse=0.1)
            nengo.Probe(a.output)
        model = Model()
        model.build(net)
        index = {op: i for i, op in enumerate(model.operators)}
        return [index[op] for op in Plan.of(model).operators]

    assert kinds() == kinds()


def test_a_plan_prints_its_operators_in_order():
    model = Model()
    signal = Signal([0.0], name="s")
    model.add_op(Copy(Signal([1.0], name="r"), signal, inc=True))
    model.add_op(Reset(signal))
    lines = str(Plan.of(model)).splitlines()
    assert [line.split()[1].split("{")[0] for line in lines[1:]] == ["TimeUpdate", "Reset", "Copy"]
