"""The container of a model."""

import copy
import pickle
import threading

import numpy as np
import pytest

import nengo
from nengo.exceptions import NetworkContextError, NotAddedToNetworkWarning, ReadonlyError


@pytest.fixture
def nested():
    """A network with one object of each kind, and a sub-network with an ensemble."""
    with nengo.Network(label="outer", seed=3) as model:
        model.a = nengo.Ensemble(10, 1, label="a")
        model.u = nengo.Node([0.5])
        model.c = nengo.Connection(model.u, model.a)
        model.p = nengo.Probe(model.a)
        with nengo.Network(label="inner") as model.inner:
            model.b = nengo.Ensemble(20, 1, label="b")
    return model


def test_objects_join_the_network_whose_block_is_open(nested):
    assert (nested.ensembles, nested.nodes) == ([nested.a], [nested.u])
    assert (nested.connections, nested.probes) == ([nested.c], [nested.p])
    assert nested.networks == [nested.inner]
    assert nested.inner.ensembles == [nested.b]


def test_all_objects_are_found_at_any_depth(nested):
    assert nested.all_ensembles == [nested.a, nested.b]
    assert nested.all_objects == [
        *(nested.a, nested.b, nested.u, nested.c),
        *(nested.inner, nested.p),
    ]
    assert nested.n_neurons == 30


def test_membership_means_the_own_lists(nested):
    assert nested.a in nested
    assert nested.b not in nested
    assert 3 not in nested


def test_objects_outside_of_any_network_are_refused():
    with pytest.raises(NetworkContextError, match="with network"):
        nengo.Ensemble(10, 1)
    loose = nengo.Ensemble(10, 1, add_to_container=False)
    with nengo.Network() as model:
        nengo.Network.add(loose)
        with pytest.raises(NetworkContextError):
            nengo.Network.add("ensemble")
    assert model.ensembles == [loose]


def test_an_object_whose_constructor_fails_is_not_added():
    with nengo.Network() as model:
        with pytest.raises(ValueError):
            nengo.Ensemble(-1, 1)
    assert model.ensembles == []


@pytest.mark.parametrize("add", [None, True, False])
def test_sub_networks_join_unless_told_otherwise(add):
    with nengo.Network() as model:
        inner = nengo.Network(add_to_container=add)
    assert (inner in model) == (add is not False)


@pytest.mark.parametrize("name", ["ensembles", "nodes", "connections", "networks", "probes"])
def test_lists_and_config_cannot_be_replaced(nested, name):
    with pytest.raises(ReadonlyError, match=name):
        setattr(nested, name, [])
    with pytest.raises(ReadonlyError):
        nested.config = nengo.Config()


def test_blocks_must_be_left_in_the_opposite_order():
    outer, inner = nengo.Network(), nengo.Network()
    outer.__enter__()
    inner.__enter__()
    with pytest.raises((NetworkContextError, ValueError)):
        outer.__exit__(None, None, None)
    nengo.Network.context.clear()
    nengo.Config.context.clear()
    with pytest.raises(NetworkContextError):
        outer.__exit__(None, None, None)


def test_blocks_do_not_nest_for_ever():
    model = nengo.Network()
    with pytest.raises(RuntimeError, match="100"):
        for _ in range(101):
            model.__enter__()
    nengo.Network.context.clear()
    nengo.Config.context.clear()


def test_each_thread_has_its_own_open_blocks():
    failures = []

    def make():
        try:
            nengo.Node()
        except NetworkContextError as error:
            failures.append(error)

    with nengo.Network():
        thread = threading.Thread(target=make)
        thread.start()
        thread.join()
    assert len(failures) == 1


def test_a_copy_shares_no_objects_and_gives_the_same_numbers(nested, Simulator):
    twin = nested.copy()
    assert twin.a is not nested.a
    assert twin.ensembles == [twin.a]
    assert twin.c.post is twin.a
    with Simulator(nested) as sim, Simulator(twin) as twin_sim:
        sim.run_steps(20)
        twin_sim.run_steps(20)
    np.testing.assert_array_equal(sim.data[nested.p], twin_sim.data[twin.p])


def test_a_copy_joins_the_open_network(nested):
    with nengo.Network() as model:
        twin = nested.copy()
        nested.copy(add_to_container=False)
    assert model.networks == [twin]


def test_python_copies_inside_a_block_warn(nested):
    with nengo.Network():
        for duplicate in (copy.copy, lambda obj: pickle.loads(pickle.dumps(obj))):
            with pytest.warns(NotAddedToNetworkWarning):
                duplicate(nested.a)


def test_pickling_keeps_structure_and_parameters(nested):
    twin = pickle.loads(pickle.dumps(nested))
    assert (twin.label, twin.seed) == ("outer", 3)
    assert twin.inner.ensembles[0].n_neurons == 20
    assert twin.probes[0].target is twin.ensembles[0]


def test_text_shows_class_and_label(nested):
    class Cortex(nengo.Network):
        pass

    assert str(nested) == '<Network "outer">'
    assert repr(nested).startswith('<Network "outer" at 0x')
    assert str(Cortex()).startswith("<Cortex (unlabeled) at 0x")


def test_objects_and_networks_know_the_line_that_made_them():
    with nengo.Network() as model:
        ens = nengo.Ensemble(10, 1)
    assert model._birthplace.file == ens._birthplace.file == __file__
    assert ens._birthplace.line == model._birthplace.line + 1


def test_what_our_own_networks_make_is_made_where_the_user_made_them():
    with nengo.Network():
        array = nengo.networks.EnsembleArray(5, n_ensembles=2)
    assert {ens._birthplace for ens in array.ensembles} == {array._birthplace}
    assert array._birthplace.file == __file__
