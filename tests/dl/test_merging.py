"""Merging and stages: results never depend on them, and compiling does not grow with the model."""

import numpy as np
import pytest

import nengo

nengo_dl = pytest.importorskip("nengo_dl")

from nengo_dl.builder.kernel import Training  # noqa: E402
from nengo_dl.engine.graph import components  # noqa: E402


def many(n_ensembles, sizes=(10,)):
    with nengo.Network(seed=0) as net:
        for i in range(n_ensembles):
            ens = nengo.Ensemble(sizes[i % len(sizes)], 1)
            nengo.Connection(ens, ens, synapse=0.1)
        net.p = nengo.Probe(ens, synapse=0.01)
    return net


def layers(n_layers, n_neurons=10, synapse=None):
    with nengo.Network(seed=0) as net:
        pre = nengo.Node([0.5])
        for _ in range(n_layers):
            post = nengo.Ensemble(n_neurons, 1)
            nengo.Connection(pre, post, synapse=synapse)
            pre = post
        net.p = nengo.Probe(pre, synapse=None)
    return net


def kernels_and_stages(DLSimulator, net):
    with DLSimulator(net) as sim:
        program = sim._machine.program
        return program.kernels, program.stages()


def test_the_number_of_kernels_does_not_grow_with_the_network(DLSimulator):
    few, _ = kernels_and_stages(DLSimulator, many(2))
    more, _ = kernels_and_stages(DLSimulator, many(20))
    assert len(few) == len(more) < 15


def test_operands_stand_side_by_side(DLSimulator):
    """No entry is gathered in a homogeneous network: every operand is a whole block."""
    _, stages = kernels_and_stages(DLSimulator, many(6))
    for stage in stages:
        for routed in stage.kernels:
            for read in routed.reads:
                assert np.array_equal(
                    read.positions, read.positions[0] + np.arange(len(read.positions))
                )


def test_large_layers_take_their_turns_and_small_ones_share_a_loop(DLSimulator):
    for n_neurons, n_loops in [(300, 3), (10, 1)]:
        _, stages = kernels_and_stages(DLSimulator, layers(3, n_neurons))
        assert sum(stage.is_loop for stage in stages) == n_loops


def test_in_training_layers_without_synapse_need_no_loop(DLSimulator):
    with DLSimulator(layers(3)) as sim:
        assert not any(stage.is_loop for stage in sim._machine.program.stages(Training()))


def test_a_long_chain_is_merged_all_the_same(DLSimulator, monkeypatch):
    net = layers(4, synapse=0.005)
    with DLSimulator(net) as sim:
        sim.run_steps(16)
        apart = sim.data[net.p]
        n_apart = len(sim._machine.program.kernels)
    monkeypatch.setattr("nengo_dl.engine.merge.FEW_KERNELS", 3)
    with DLSimulator(net) as sim:
        sim.run_steps(16)
        assert np.allclose(sim.data[net.p], apart, atol=1e-5)
        assert len(sim._machine.program.kernels) < n_apart


def test_unequal_ensembles_give_the_numbers_of_the_core(DLSimulator):
    net = many(7, sizes=(5, 8, 11))
    with nengo.Simulator(net, progress_bar=False) as sim:
        sim.run_steps(30)
    with DLSimulator(net) as ours:
        ours.run_steps(30)
    assert np.allclose(sim.data[net.p], ours.data[net.p], atol=1e-5)


@pytest.mark.parametrize("n_inputs", [3, 20])
def test_many_connections_into_one_ensemble_add_up(DLSimulator, n_inputs):
    with nengo.Network(seed=0) as net:
        out = nengo.Node(size_in=2)
        for i in range(n_inputs):
            nengo.Connection(nengo.Node([1.0]), out[i % 2], synapse=None, transform=i)
        p = nengo.Probe(out)
    with DLSimulator(net) as sim:
        sim.run_steps(1)
    assert sim.data[p].sum() == n_inputs * (n_inputs - 1) / 2


def test_components_come_after_what_they_depend_on():
    edges = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": ["d"], "e": ["a"]}
    found = components(edges)
    assert [sorted(each) for each in found] == [["e"], ["a"], ["b", "c"], ["d"]]


@pytest.mark.slow
def test_three_hundred_ensembles_compile_to_as_much_as_three(DLSimulator):
    """The text of the compiled program, which is what takes time, stays of the same length."""
    lengths = []
    for n_ensembles in (3, 300):
        with DLSimulator(many(n_ensembles)) as sim:
            machine = sim._machine
            lowered = machine.program._compiled.lower(
                machine.parameters, machine.state, {}, 1, length=16, batch=1
            )
            lengths.append(lowered.as_text().count("\n"))
    assert lengths[1] < 1.5 * lengths[0]
