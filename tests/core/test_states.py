"""A simulator can go on where another one was, if its network is similar."""

import numpy as np
import pytest

import nengo


def network(tau=0.1, learning=True, extra=False):
    with nengo.Network(seed=4) as net:
        net.stim = nengo.Node(lambda t: np.sin(9 * t))
        net.a = nengo.Ensemble(30, 1, neuron_type=nengo.AdaptiveLIF())
        net.b = nengo.Ensemble(20, 1)
        if extra:
            net.c = nengo.Ensemble(10, 2)
        net.into = nengo.Connection(net.stim, net.a)
        net.conn = nengo.Connection(net.a, net.b, synapse=tau)
        if learning:
            net.conn.learning_rule_type = nengo.PES(1e-4)
            net.error = nengo.Connection(net.b, net.conn.learning_rule, synapse=0.01)
        net.p = nengo.Probe(net.b, synapse=0.02)
    return net


def names(net):
    return {id(obj): name for name, obj in vars(net).items()}


def hand_on(old, new, old_net, new_net):
    """Copy what both have, as the editor does."""
    of_old = {
        (names(old_net).get(id(state.origin)), state.name): old.signals[state.signal]
        for state in old.states()
    }
    for state in new.states():
        value = of_old.get((names(new_net).get(id(state.origin)), state.name))
        if value is not None and value.shape == state.signal.shape:
            new.signals[state.signal][...] = value
    new.skip_to(old.n_steps)


@pytest.fixture(params=["numpy", "compiled"])
def engine(request):
    if request.param == "compiled":
        pytest.importorskip("numba")
    return request.param


def test_going_on_in_an_equal_network_changes_no_number(engine):
    old_net, new_net = network(), network()
    with (
        nengo.Simulator(old_net, progress_bar=False, engine=engine) as old,
        nengo.Simulator(new_net, progress_bar=False, engine=engine) as new,
    ):
        old.run_steps(150)
        new.run_steps(7)
        hand_on(old, new, old_net, new_net)
        old.clear_probes()
        old.run_steps(50)
        new.run_steps(50)
        assert (new.n_steps, new.time) == (200, pytest.approx(0.2))
        np.testing.assert_array_equal(new.data[new_net.p], old.data[old_net.p])


def test_what_both_have_goes_on_and_what_is_new_begins(engine):
    old_net, new_net = network(learning=False), network(tau=0.05, learning=False, extra=True)
    with (
        nengo.Simulator(old_net, progress_bar=False, engine=engine) as old,
        nengo.Simulator(new_net, progress_bar=False, engine=engine) as new,
    ):
        old.run_steps(150)
        hand_on(old, new, old_net, new_net)
        new.run_steps(1)
        assert abs(new.data[new_net.p][0, 0] - old.data[old_net.p][-1, 0]) < 0.05
        assert abs(old.data[old_net.p][-1, 0]) > 0.2


def test_every_state_has_an_owner_and_a_name_of_its_own():
    net = network()
    with nengo.Simulator(net, progress_bar=False) as sim:
        states = sim.states()
    told = [(id(state.origin), state.name) for state in states]
    assert len(set(told)) == len(told)
    roles = " ".join(name for _, name in told)
    assert all(word in roles for word in ("voltage", "refractory_time", "adaptation", "grown"))


def test_taps_count_on_from_the_step_that_was_skipped_to():
    net = network()
    with nengo.Simulator(net, progress_bar=False) as sim:
        tap = sim.tap(net.b)
        sim.run_steps(3)
        sim.skip_to(100)
        sim.run_steps(2)
        first, samples = tap.read()
    assert (first, len(samples)) == (101, 2)
