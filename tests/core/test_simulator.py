"""The simulator: time, runs, data, reset, pickling, closing."""

import gc
import pickle

import numpy as np
import pytest

import nengo
from nengo import simulator
from nengo.builder import Model
from nengo.exceptions import (
    BuildError,
    ReadonlyError,
    SimulationError,
    SimulatorClosed,
    ValidationError,
)
from nengo.simulator import SimulationData


def ramp(t):
    return t


@pytest.fixture
def net():
    with nengo.Network(seed=6) as net:
        u = nengo.Node(ramp)
        net.a = nengo.Ensemble(20, 1)
        nengo.Connection(u, net.a)
        net.u, net.noise = u, nengo.Node(nengo.processes.WhiteNoise())
        nengo.Connection(net.noise, net.a, transform=0.01)
        net.spikes = nengo.Probe(net.a.neurons)
        net.time = nengo.Probe(u)
        net.value = nengo.Probe(net.a, synapse=0.01)
    return net


def test_time_is_steps_times_dt(net, Simulator):
    with Simulator(net, dt=0.002) as sim:
        assert (sim.n_steps, sim.time, sim.dt) == (0, 0.0, 0.002)
        sim.run(0.01)
        assert (sim.n_steps, sim.time) == (5, 0.01)
        sim.step()
        np.testing.assert_allclose(sim.trange(), 0.002 * np.arange(1, 7))
        np.testing.assert_allclose(sim.data[net.time][:, 0], sim.trange())


@pytest.mark.parametrize(("seconds", "n_steps"), [(0.0104, 10), (0.0106, 11), (0.7, 700)])
def test_runs_are_rounded_to_whole_steps(Simulator, seconds, n_steps):
    with Simulator(nengo.Network()) as sim:
        sim.run(seconds)
        assert sim.n_steps == n_steps


def test_a_run_of_no_steps_warns_and_a_negative_one_fails(net, Simulator):
    with Simulator(net) as sim:
        with pytest.warns(UserWarning, match="0 steps"):
            sim.run(0.0001)
        with pytest.raises(ValidationError):
            sim.run(-1)
        with pytest.raises(ValidationError):
            sim.run_steps(0)
        assert sim.n_steps == 0


def test_how_a_run_is_divided_does_not_matter(net, Simulator):
    with Simulator(net) as one, Simulator(net) as other:
        one.run_steps(30)
        other.step()
        other.run_steps(20)
        other.run(0.009)
        for probe in net.probes:
            np.testing.assert_array_equal(one.data[probe], other.data[probe])


def test_trange_takes_the_period_of_a_probe(net, Simulator):
    with Simulator(net) as sim:
        sim.run_steps(10)
        np.testing.assert_allclose(sim.trange(sample_every=0.0025), [0.003, 0.005, 0.008, 0.01])
        with pytest.warns(DeprecationWarning):
            assert len(sim.trange(dt=0.005)) == 2
        with pytest.raises(ValidationError):
            sim.trange(sample_every=0.1, dt=0.1)


def test_reset_begins_again_with_the_same_numbers(net, Simulator):
    with Simulator(net) as sim:
        sim.run_steps(20)
        first = {probe: np.array(sim.data[probe]) for probe in net.probes}
        sim.reset()
        assert (sim.n_steps, sim.time, len(sim.data[net.value])) == (0, 0, 0)
        sim.run_steps(20)
        for probe in net.probes:
            np.testing.assert_array_equal(sim.data[probe], first[probe])


def test_reset_with_another_seed_gives_other_noise(net, Simulator):
    with Simulator(net) as sim:
        sim.run_steps(20)
        first = np.array(sim.data[net.value])
        sim.reset(seed=sim.seed + 1)
        sim.run_steps(20)
        assert np.any(sim.data[net.value] != first)


def test_cleared_probes_go_on_from_the_same_state(net, Simulator):
    with Simulator(net) as sim, Simulator(net) as other:
        sim.run_steps(10)
        sim.clear_probes()
        assert len(sim.data[net.value]) == 0
        assert len(sim.trange()) == 10
        sim.run_steps(5)
        other.run_steps(15)
        np.testing.assert_array_equal(sim.data[net.value], other.data[net.value][10:])


def test_data_is_read_only_and_does_not_change_under_ones_hands(net, Simulator):
    with Simulator(net) as sim:
        sim.run_steps(5)
        early = sim.data[net.value]
        assert sim.data[net.value] is early
        with pytest.raises(ValueError):
            early[0] = 0
        copy = np.array(early)
        sim.run_steps(600)
        assert len(sim.data[net.value]) == 605
        sim.reset()
        sim.run_steps(3)
        np.testing.assert_array_equal(early, copy)


def test_data_knows_all_objects_of_the_model(net, Simulator):
    with Simulator(net) as sim:
        assert set(net.all_objects) | {net} <= set(sim.data)
        assert sim.data[net] is None and sim.data[net.u] is None
        with pytest.raises(KeyError):
            _ = sim.data["something else"]


def test_data_takes_lists_of_samples():
    with nengo.Network():
        probe = nengo.Probe(nengo.Node([1.0]))
    raw = {probe: [np.zeros(1)]}
    data = SimulationData(raw)
    assert data[probe].shape == (1, 1)
    raw[probe].append(np.ones(1))
    assert data[probe].tolist() == [[0], [1]]


def test_a_model_can_be_built_before_and_elsewhere(net, Simulator):
    model = Model(dt=0.005)
    model.build(net)
    with Simulator(None, model=model, dt=0.1, seed=1) as sim:
        sim.step()
        assert (sim.dt, sim.time) == (0.005, 0.005)
    with Simulator(net, model=Model(dt=0.004)) as sim:
        assert sim.dt == 0.004


def test_dt_is_fixed(net, Simulator):
    with Simulator(net) as sim, pytest.raises(ReadonlyError):
        sim.dt = 0.1


def test_a_closed_simulator_keeps_its_data_and_nothing_else(net, Simulator):
    with Simulator(net) as sim:
        sim.run_steps(5)
    assert sim.closed
    assert sim.signals is None
    assert sim.data[net.value].shape == (5, 1)
    assert (sim.n_steps, len(sim.trange())) == (5, 5)
    for forbidden in (
        sim.step,
        sim.reset,
        sim.__enter__,
        lambda: sim.run(1),
        lambda: sim.tap(net.u),
    ):
        with pytest.raises(SimulatorClosed):
            forbidden()
    sim.close()


@pytest.mark.filterwarnings("default::ResourceWarning")
def test_a_simulator_that_is_never_closed_warns(net, Simulator):
    sim = Simulator(net)
    with pytest.warns(ResourceWarning, match="closed"):
        del sim
        gc.collect()


def test_a_simulator_that_cannot_be_made_does_not_warn(Simulator):
    with nengo.Network() as model:
        nengo.Ensemble(5, 1, intercepts=nengo.dists.Uniform(1.1, 1.2))
    with pytest.raises(BuildError):
        Simulator(model)
    gc.collect()


@pytest.mark.parametrize("closed", [False, True])
def test_pickling_keeps_the_state_of_a_run(Simulator, closed):
    with nengo.Network(seed=6) as net:
        a = nengo.Ensemble(20, 1)
        nengo.Connection(nengo.Node(ramp), a)
        learned = nengo.Connection(a, a, learning_rule_type=nengo.PES())
        nengo.Connection(a, learned.learning_rule)
        nengo.Probe(a, synapse=0.01)
        nengo.Probe(learned, "weights")
    with Simulator(net) as sim:
        sim.run_steps(15)
        if closed:
            sim.close()
        twin = pickle.loads(pickle.dumps(sim))
        assert (twin.n_steps, twin.closed, twin.seed) == (15, closed, sim.seed)
        twin.close()
    probes = zip(net.probes, twin.model.toplevel.probes, strict=True)
    for probe, twin_probe in probes:
        np.testing.assert_array_equal(sim.data[probe], twin.data[twin_probe])


def test_an_unpickled_simulator_goes_on_with_the_same_numbers(Simulator):
    with nengo.Network(seed=6) as net:
        a = nengo.Ensemble(20, 1)
        nengo.Connection(nengo.Node(ramp), a)
        nengo.Connection(a[[0]], a, synapse=0.1)
        probe = nengo.Probe(a, synapse=0.01)
    with Simulator(net) as sim:
        sim.run_steps(15)
        with pickle.loads(pickle.dumps(sim)) as twin:
            sim.run_steps(15)
            twin.run_steps(15)
            (twin_probe,) = twin.model.toplevel.probes
            np.testing.assert_allclose(twin.data[twin_probe], sim.data[probe], atol=1e-14)


def test_progress_is_told_step_by_step(net, Simulator):
    class Listener(nengo.utils.progress.ProgressBar):
        def __init__(self):
            self.told = []
            self.closed = False

        def update(self, progress):
            self.told.append((progress.max_steps, progress.n_steps))

        def close(self):
            self.closed = True

    listener = Listener()
    with Simulator(net) as sim:
        sim.run_steps(40, progress_bar=listener)
        assert sim.n_steps == 40
    assert listener.told[-1] == (40, 40)
    assert listener.closed


def test_optimizing_changes_nothing(net, Simulator):
    with Simulator(net, optimize=True) as one, Simulator(net, optimize=False) as other:
        one.run_steps(10)
        other.run_steps(10)
        np.testing.assert_array_equal(one.data[net.value], other.data[net.value])


def test_an_unknown_engine_is_refused(net):
    with pytest.raises(ValidationError, match="numpy"):
        nengo.Simulator(net, engine="steam", progress_bar=False)


def test_a_host_may_forbid_simulators(net, Simulator, monkeypatch):
    def forbid():
        raise SimulationError("The editor runs the model itself. Leave the Simulator out.")

    monkeypatch.setattr(simulator, "guard", forbid)
    with pytest.raises(SimulationError, match="editor"):
        Simulator(net)


@pytest.mark.parametrize("bits", ["16", "32", "64"])
def test_precision_is_that_of_the_settings(Simulator, bits):
    nengo.rc.set("precision", "bits", bits)
    try:
        with nengo.Network(seed=1) as model:
            a = nengo.Ensemble(10, 1, radius=2.0)
            nengo.Connection(nengo.Node([0.5]), a)
            probe = nengo.Probe(a, synapse=0.01)
        with Simulator(model) as sim:
            sim.run_steps(5)
            dtypes = {s.dtype for s in sim.signals if s.dtype.kind == "f"}
        assert dtypes == {np.dtype(f"float{bits}")}
        assert sim.data[probe].dtype == sim.data[a].encoders.dtype == np.dtype(f"float{bits}")
    finally:
        nengo.rc.set("precision", "bits", "64")
