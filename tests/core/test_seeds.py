"""Which object gets which seed, and who draws from which generator."""

import numpy as np
import pytest

import nengo
from nengo.builder import Model
from nengo.processes import WhiteNoise


def model_of(seed=3, extra_node=False, seed_a=None):
    with nengo.Network(seed=seed) as net:
        net.a = nengo.Ensemble(10, 1, seed=seed_a)
        net.b = nengo.Ensemble(10, 1)
        if extra_node:
            nengo.Node()
        net.c = nengo.Connection(net.a, net.b)
        with nengo.Network() as net.inner:
            net.d = nengo.Ensemble(10, 1)
        net.p = nengo.Probe(net.b)
    return net


def seeds_of(net):
    model = Model()
    model.build(net)
    return {name: model.seeds[getattr(net, name)] for name in ("a", "b", "c", "d", "p", "inner")}


def test_equal_networks_have_equal_seeds():
    assert seeds_of(model_of()) == seeds_of(model_of())


def test_seeds_differ_between_objects_and_between_networks():
    seeds = seeds_of(model_of())
    assert len(set(seeds.values())) == len(seeds)
    assert not set(seeds.values()) & set(seeds_of(model_of(seed=4)).values())


def test_an_explicit_seed_changes_no_other():
    with_seed, without = seeds_of(model_of(seed_a=77)), seeds_of(model_of())
    assert with_seed.pop("a") == 77
    without.pop("a")
    assert with_seed == without


def test_a_further_object_shifts_later_types_only():
    """Nodes come after ensembles and networks, before probes."""
    before, after = seeds_of(model_of()), seeds_of(model_of(extra_node=True))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"p"}


def test_networks_with_equal_seeds_are_equal_inside(Simulator):
    with nengo.Network(seed=1) as model:
        for _ in range(2):
            with nengo.Network(seed=8):
                nengo.Ensemble(10, 2)
    with Simulator(model) as sim:
        first, second = (sim.data[ens] for ens in model.all_ensembles)
    for name in ("encoders", "gain", "eval_points"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_seeds_that_are_there_before_the_build_are_kept():
    net, model = model_of(), Model()
    model.seeds[net.a] = 5
    model.build(net)
    assert model.seeds[net.a] == 5


def test_seeded_means_fixed_by_the_user_here_or_around():
    net, free = model_of(seed=1), model_of(seed=None, seed_a=2)
    fixed, loose = Model(), Model()
    fixed.build(net)
    loose.build(free)
    assert all(fixed.seeded[obj] for obj in net.all_objects)
    assert [obj for obj in free.all_objects if loose.seeded[obj]] == [free.a]


@pytest.mark.parametrize("seed", [None, 3])
def test_each_build_draws_once_from_the_global_generator(seed):
    np.random.seed(0)
    seeds_of(model_of(seed=seed))
    after_build = np.random.randint(2**30)
    np.random.seed(0)
    np.random.randint(2**31 - 1)
    assert after_build == np.random.randint(2**30)


def test_the_seed_of_the_simulator_follows_that_of_the_network(Simulator):
    with Simulator(model_of(seed=41)) as sim:
        assert sim.seed == 42
    with Simulator(model_of(seed=41), seed=7) as sim:
        assert sim.seed == 7
    with Simulator(model_of(seed=None)) as one, Simulator(model_of(seed=None)) as other:
        assert one.seed != other.seed


def test_neurons_start_from_the_seed_after_that_of_their_ensemble(Simulator):
    with nengo.Network() as model:
        ens = nengo.Ensemble(10, 1, seed=5)
    with Simulator(model) as sim:
        voltage = sim.signals[sim.model.sig[ens.neurons]["voltage"]]
        np.testing.assert_array_equal(voltage, np.random.RandomState(6).uniform(0, 1, size=10))


def test_processes_with_a_seed_do_not_depend_on_the_simulator(Simulator):
    def run(seed, process_seed):
        with nengo.Network(seed=1) as model:
            probe = nengo.Probe(nengo.Node(WhiteNoise(seed=process_seed)))
        with Simulator(model, seed=seed) as sim:
            sim.run_steps(5)
        return sim.data[probe]

    np.testing.assert_array_equal(run(1, 9), run(2, 9))
    assert np.any(run(1, None) != run(2, None))
    np.testing.assert_array_equal(run(1, None), run(1, None))


def test_every_process_takes_one_draw_in_the_order_of_steps(Simulator):
    """The synapses do too, though they never use it."""
    with nengo.Network() as model:
        noise = nengo.Node(WhiteNoise(scale=False))
        probe = nengo.Probe(noise)
        nengo.Connection(noise, nengo.Node(size_in=1))
    with Simulator(model, seed=11) as sim:
        sim.run_steps(1)
        kinds = [type(op).__name__ for op in sim.step_order]
    assert kinds.count("SimProcess") == 2
    (drawn,) = [
        np.random.RandomState(s).normal(0, 1, (1, 1))[0]
        for s in np.random.RandomState(11).randint(2**31 - 1, size=2)[:1]
    ]
    np.testing.assert_array_equal(sim.data[probe][0], drawn)
