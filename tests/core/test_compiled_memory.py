"""A running model keeps its weights once, and its zeros not at all."""

import numpy as np
import pytest

import nengo
from nengo.builder import Signal

pytest.importorskip("numba")


@pytest.fixture
def simulator():
    """Make a simulator of decoders and encoders of several dimensions, one of them learned."""
    with nengo.Network(seed=1) as net:
        a, b = nengo.Ensemble(50, 3), nengo.Ensemble(60, 3)
        nengo.Connection(a, b)
        nengo.Connection(b, a, learning_rule_type=nengo.PES())
    with nengo.Simulator(net, engine="compiled", progress_bar=False) as simulator:
        simulator.run_steps(10)
        yield simulator


def test_a_step_works_on_the_very_weights_that_data_shows(simulator):
    a, b = simulator.model.toplevel.ensembles
    fixed = simulator.model.toplevel.connections[0]
    signals, sig = simulator.signals, simulator.model.sig
    for ensemble in (a, b):
        shown = simulator.data[ensemble].scaled_encoders
        assert shown is signals[sig[ensemble]["encoders"]]
        assert shown.flags.f_contiguous
    assert simulator.data[fixed].weights is signals[sig[fixed]["weights"]]


def test_weights_that_are_learned_stay_row_by_row(simulator):
    learned = simulator.model.toplevel.connections[1]
    assert simulator.signals[simulator.model.sig[learned]["weights"]].flags.c_contiguous


def test_signals_that_begin_with_zeros_share_them():
    a, b = Signal(shape=(7,)), Signal(np.zeros((3, 4)))
    assert np.shares_memory(a.initial_value, b.initial_value)
    assert not a.may_share_memory(b)
    with pytest.raises(ValueError, match="read-only"):
        a.initial_value[0] = 1


def test_only_matrices_that_nobody_changes_are_rearranged():
    matrix = np.arange(6.0).reshape(2, 3)
    signal = Signal(matrix, readonly=True)
    signal.store_by_columns()
    np.testing.assert_array_equal(signal.initial_value, matrix)
    for refused in (Signal(matrix), Signal(matrix, readonly=True)[0]):
        with pytest.raises(nengo.exceptions.SignalError, match="rearranged"):
            refused.store_by_columns()
