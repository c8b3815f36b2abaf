"""The contract between builders, operators and signals, which extensions rely on."""

import copy
import pickle
from typing import ClassVar

import numpy as np
import pytest
import scipy.sparse

import nengo
from nengo.builder import Builder, Model, Operator, Signal
from nengo.builder.operator import (
    BsrDotInc,
    Copy,
    DotInc,
    ElementwiseInc,
    Reset,
    SimPyFunc,
    SparseDotInc,
)
from nengo.builder.signal import SignalDict
from nengo.exceptions import BuildError, SignalError
from nengo.learning_rules import LearningRuleType


def step_once(op, n_steps=1):
    """Run one operator alone; return the memory of its signals."""
    signals = SignalDict()
    op.init_signals(signals)
    step = op.make_step(signals, 0.001, np.random.RandomState(0))
    for _ in range(n_steps):
        step()
    return signals


# Signals


def test_a_signal_has_the_shape_and_type_of_its_initial_value():
    signal = Signal(np.arange(6.0).reshape(2, 3), name="s")
    assert (signal.shape, signal.size, signal.ndim, signal.nbytes) == ((2, 3), 6, 2, 48)
    assert (signal.elemstrides, signal.elemoffset) == ((3, 1), 0)
    assert str(signal) == "Signal(name=s, shape=(2, 3))"
    assert Signal(shape=(4,)).initial_value.tolist() == [0, 0, 0, 0]


def test_the_initial_value_can_neither_change_nor_contain_nan():
    values = np.zeros(2)
    signal = Signal(values)
    values[:] = 5
    assert not signal.initial_value.any()
    with pytest.raises(ValueError):
        signal.initial_value[0] = 1
    with pytest.raises(SignalError):
        signal.initial_value = values
    with pytest.raises(SignalError, match="NaN"):
        Signal([1.0, np.nan])


@pytest.mark.parametrize(
    ("key", "shape"),
    [
        (0, (1, 3)),
        (-1, (1, 3)),
        ((0, 1), (1,)),
        (slice(1, None), (1, 3)),
        ((slice(None), slice(None, None, 2)), (2, 2)),
        ((slice(None), slice(None, None, -1)), (2, 3)),
    ],
    ids=str,
)
def test_indexing_gives_a_view(key, shape, rng):
    value = rng.normal(size=(2, 3))
    signal = Signal(value)
    view = signal[key]
    assert (view.shape, view.base, view.is_view) == (shape, signal, True)
    signals = SignalDict()
    signals.init(signal)
    signals[view] = 7
    assert np.count_nonzero(signals[signal] == 7) == view.size
    assert np.all(view.initial_value.ravel() == value[key].ravel())


def test_views_of_views_share_the_base():
    signal = Signal(np.arange(10.0))
    assert signal[2:][3:].base is signal
    assert signal[2:][3:].elemoffset == 5
    assert signal[...] is signal
    assert signal[:] is signal


def test_index_lists_make_no_view():
    for key in ([0], "a", None):
        with pytest.raises(SignalError):
            _ = Signal(np.zeros(3))[key]


def test_a_reshaped_signal_is_a_view_or_refused():
    signal = Signal(np.arange(6.0).reshape(2, 3))
    assert signal.reshape(3, 2).shape == signal.reshape((3, 2)).shape == (3, 2)
    assert signal.reshape(-1).base is signal
    with pytest.raises(SignalError, match="copy"):
        signal[:, ::2].reshape(4)


def test_only_overlapping_views_share_memory():
    signal, other = Signal(np.zeros(6)), Signal(np.zeros(6))
    assert signal.may_share_memory(signal)
    assert signal[2:].may_share_memory(signal[:3])
    assert not signal[3:].may_share_memory(signal[:3])
    assert not signal.may_share_memory(other)


def test_sparse_signals_are_not_sliced():
    signal = Signal(scipy.sparse.csr_matrix(np.eye(3)))
    assert signal.sparse
    assert signal.size == 3
    with pytest.raises(SignalError):
        _ = signal[0]
    with pytest.raises(SignalError):
        signal.reshape(9)


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_views_stay_views_when_copied(duplicate):
    signal = Signal(np.arange(6.0))
    whole, view, backwards = duplicate((signal, signal[1:4], signal[::-2]))
    assert view.base is whole
    assert view.may_share_memory(whole)
    assert backwards.initial_value.tolist() == [5, 3, 1]


def test_names_can_be_demanded(monkeypatch):
    monkeypatch.setattr(Signal, "assert_named_signals", True)
    with pytest.raises(SignalError):
        Signal(shape=(1,))
    Signal(shape=(1,), name="named")


def test_memory_is_given_once():
    signals, signal = SignalDict(), Signal(np.zeros(2))
    signals.init(signal)
    with pytest.raises(SignalError, match="twice"):
        signals.init(signal)
    with pytest.raises(KeyError):
        _ = signals[Signal(np.zeros(2))]


def test_reset_restores_what_may_change():
    signals = SignalDict()
    signal, constant = Signal([1.0, 2.0]), Signal([3.0], readonly=True)
    for each in (signal, constant):
        signals.init(each)
    signals[signal] = 9
    signals.reset(signal)
    signals.reset(constant)
    assert signals[signal].tolist() == [1, 2]
    assert signals[constant] is constant.initial_value


# Operators


def test_reset_sets_a_constant():
    dst = Signal(np.zeros((2, 2)))
    assert np.all(step_once(Reset(dst, 3))[dst] == 3)


def test_copy_takes_slices_and_lists_on_both_sides(rng):
    src = Signal(rng.normal(size=5))
    keys = [None, slice(1, 4), slice(None, None, -2), [4, 0, 0], np.array([1, 2, 3])]
    for take in keys:
        values = src.initial_value if take is None else src.initial_value[take]
        for inc in (False, True):
            dst = Signal(rng.normal(size=7))
            put = np.array([6, 0, 3, 1, 2])[: len(values)]
            signals = step_once(Copy(src, dst, src_slice=take, dst_slice=put, inc=inc))
            expected = np.array(dst.initial_value)
            expected[put] = values + (expected[put] if inc else 0)
            np.testing.assert_array_equal(signals[dst], expected)


def test_copy_to_a_slice_leaves_the_rest_alone():
    src, dst = Signal([1.0, 2.0]), Signal([5.0, 5.0, 5.0, 5.0])
    assert step_once(Copy(src, dst, dst_slice=slice(1, 3)))[dst].tolist() == [5, 1, 2, 5]


def test_copies_that_do_not_fit_are_refused():
    src, dst = Signal(np.zeros(3)), Signal(np.zeros(4))
    for keys in ({}, {"dst_slice": slice(2)}, {"dst_slice": [0, 1]}, {"src_slice": [0, 1]}):
        with pytest.raises(BuildError, match="shape"):
            step_once(Copy(src, dst, **keys))


def test_repeated_places_accumulate_but_cannot_be_set():
    src = Signal([1.0, 2.0, 4.0])
    dst = Signal(np.zeros(2))
    op = Copy(src, dst, dst_slice=[0, 1, 0], inc=True)
    assert step_once(op)[dst].tolist() == [5, 2]
    with pytest.raises(BuildError, match="twice"):
        step_once(Copy(src, dst, dst_slice=[0, 1, 0]))


@pytest.mark.parametrize("shape", [(), (1,), (3,)], ids=str)
def test_elementwise_products_broadcast(shape, rng):
    A, X, Y = Signal(rng.normal(size=shape)), Signal(rng.normal(size=3)), Signal(np.ones(3))
    expected = 1 + A.initial_value * X.initial_value
    np.testing.assert_allclose(step_once(ElementwiseInc(A, X, Y))[Y], expected)


def test_matrix_products_add_up(rng):
    A, X, Y = Signal(rng.normal(size=(4, 3))), Signal(rng.normal(size=3)), Signal(np.ones(4))
    signals = step_once(DotInc(A, X, Y), n_steps=2)
    np.testing.assert_allclose(signals[Y], 1 + 2 * A.initial_value @ X.initial_value)


def test_a_product_of_one_number_fits_a_scalar():
    A, X, Y = Signal([[2.0, 3.0]]), Signal([1.0, 1.0]), Signal(np.array(1.0))
    assert step_once(DotInc(A, X, Y))[Y] == 6


@pytest.mark.parametrize(
    ("op", "shapes"),
    [
        (ElementwiseInc, [(2,), (3,), (3,)]),
        (ElementwiseInc, [(2,), (2,), (3,)]),
        (DotInc, [(4, 3), (2,), (4,)]),
        (DotInc, [(4, 3), (3,), (5,)]),
        (DotInc, [(4, 3), (3, 2), (4, 2)]),
    ],
)
def test_shapes_that_do_not_fit_are_refused(op, shapes):
    with pytest.raises(BuildError):
        step_once(op(*(Signal(shape=shape) for shape in shapes)))


def test_sparse_products_equal_the_dense_one(rng):
    dense = rng.normal(size=(4, 6)) * (rng.uniform(size=(4, 6)) < 0.3)
    blocks = scipy.sparse.bsr_matrix(dense, blocksize=(2, 3))
    X = Signal(rng.normal(size=6))
    sparse_y, block_y = Signal(np.ones(4)), Signal(np.ones(4))
    by_rows = SparseDotInc(Signal(scipy.sparse.csr_matrix(dense)), X, sparse_y)
    by_blocks = BsrDotInc(Signal(blocks.data), X, block_y, blocks.indices, blocks.indptr)
    expected = 1 + dense @ X.initial_value
    np.testing.assert_allclose(step_once(by_rows)[sparse_y], expected)
    np.testing.assert_allclose(step_once(by_blocks)[block_y], expected)
    with pytest.raises(BuildError):
        SparseDotInc(Signal(dense), X, sparse_y)


@pytest.mark.parametrize(("with_t", "with_x"), [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_python_functions_get_time_and_data(with_t, with_x):
    t, x = Signal(np.array(0.5)), Signal([1.0, 2.0])
    seen = []

    def fn(*args):
        seen.append(args)
        return 3.0

    output = Signal(np.zeros(2))
    op = SimPyFunc(output, fn, t if with_t else None, x if with_x else None)
    assert step_once(op)[output].tolist() == [3, 3]
    assert len(seen[0]) == with_t + with_x
    if with_t:
        assert seen[0][0] == 0.5 and type(seen[0][0]) is float
    if with_x:
        assert seen[0][-1].tolist() == [1, 2]


def test_operators_tell_what_they_touch():
    a, b = Signal([1.0], name="a"), Signal([1.0], name="b")
    op = Copy(a, b, inc=True, tag="why")
    assert (op.reads, op.incs, op.sets, op.updates) == ([a], [b], [], [])
    assert op.all_signals == [a, b]
    assert str(op).startswith("Copy{") and str(op).endswith("'why'}")
    assert repr(op).startswith("<Copy 'why' at 0x")


# Model and registry


class Answer:
    pass


@pytest.fixture
def registered():
    @Builder.register(Answer)
    def build_answer(model, answer, value=42):
        model.params[answer] = value
        return value

    yield build_answer
    del Builder.builders[Answer]


def test_objects_are_built_by_the_function_of_their_class_or_base(registered):
    class Special(Answer):
        pass

    model, answer = Model(), Special()
    assert model.build(answer, value=3) == 3
    assert model.has_built(answer)
    with pytest.warns(UserWarning, match="already"):
        assert model.build(answer) is None
    with pytest.raises(BuildError, match="int"):
        model.build(3)


def test_registering_twice_warns(registered):
    with pytest.warns(UserWarning, match="build_answer"):
        Builder.register(Answer)(registered)


def test_a_model_may_bring_its_own_builder():
    class Echo:
        @staticmethod
        def build(model, obj):
            return obj

    assert Model(builder=Echo()).build("anything") == "anything"


def test_the_callback_hears_of_everything_that_was_built():
    with nengo.Network() as net:
        nengo.Connection(nengo.Node([1.0]), nengo.Ensemble(5, 1))
    model, built = Model(), []
    model.build_callback = built.append
    model.build(net)
    assert all(any(obj is b for b in built) for obj in [net, *net.all_objects])


def test_failing_fast_tries_each_operator_at_once():
    nengo.rc.set("nengo.Simulator", "fail_fast", "True")
    try:
        with pytest.raises(BuildError):
            Model().add_op(DotInc(Signal(shape=(4, 3)), Signal(shape=(3,)), Signal(shape=(5,))))
    finally:
        nengo.rc.set("nengo.Simulator", "fail_fast", "False")


def test_a_learning_rule_of_ones_own(Simulator):
    """A rule that adds one to all weights in each step, from outside of the package."""

    class Grow(LearningRuleType):
        modifies = "decoders"
        probeable = ("delta",)

    class SimGrow(Operator):
        def __init__(self, delta):
            super().__init__()
            self.sets, self.incs, self.reads, self.updates = [], [], [], [delta]

        def make_step(self, signals, dt, rng):
            delta = signals[self.updates[0]]
            return lambda: delta.fill(1.0)

    @Builder.register(Grow)
    def build_grow(model, grow, rule):
        model.add_op(SimGrow(model.sig[rule]["delta"]))

    with nengo.Network() as net:
        a, out = nengo.Ensemble(5, 1), nengo.Node(size_in=1)
        conn = nengo.Connection(a, out, learning_rule_type=Grow())
        probe = nengo.Probe(conn, "weights")
    with Simulator(net) as sim:
        sim.run_steps(4)
    del Builder.builders[Grow]
    np.testing.assert_allclose(np.diff(sim.data[probe], axis=0), 1)


def test_a_neuron_type_of_ones_own_needs_no_registration(Simulator):
    class Integrate(nengo.neurons.NeuronType):
        state: ClassVar = {"total": nengo.dists.Choice([0])}

        def gain_bias(self, max_rates, intercepts):
            return np.ones_like(max_rates), np.ones_like(intercepts)

        def step(self, dt, J, output, total):
            total += J
            output[:] = total

    with nengo.Network() as net:
        ens = nengo.Ensemble(3, 1, neuron_type=Integrate())
        probe = nengo.Probe(ens.neurons, "total")
    with Simulator(net) as sim:
        sim.run_steps(4)
    np.testing.assert_allclose(sim.data[probe], np.outer([1, 2, 3, 4], np.ones(3)))


@pytest.mark.parametrize("value", ["text", None])
def test_state_of_neurons_must_be_arrays_or_generators(Simulator, value):
    class Odd(nengo.LIFRate):
        def make_state(self, n_neurons, rng=np.random, dtype=None):
            return {"odd": value}

    with nengo.Network() as net:
        nengo.Ensemble(3, 1, neuron_type=Odd())
    with pytest.raises(BuildError, match="odd"):
        Simulator(net)
