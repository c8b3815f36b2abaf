"""The compiled engine on whole networks: same numbers, whatever is done to it on the way."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nengo
from nengo.builder.operator import Operator
from nengo.engine.targets import auto
from nengo.processes import FilteredNoise, WhiteNoise, WhiteSignal

pytest.importorskip("numba")

N_STEPS = 120

NEURONS = [nengo.LIF(), nengo.AdaptiveLIF(), nengo.Tanh(), nengo.SpikingRectifiedLinear()]
SYNAPSES = [0.01, nengo.Alpha(0.02), nengo.synapses.Triangle(0.01), None]


def simulator(net, engine):
    """Make a quiet simulator."""
    return nengo.Simulator(net, engine=engine, progress_bar=False)


def check_same(expected, actual):
    """What both have recorded is the same, up to rounding."""
    for probe in expected.model.probes:
        a, b = expected.data[probe], actual.data[probe]
        np.testing.assert_allclose(b, a, rtol=0, atol=1e-8 * (1 + np.abs(a).max(initial=0)))


# Merging and scheduling


def random_network(rng):
    """Make a network of ensembles and nodes of few sizes, so that much can be merged."""
    with nengo.Network(seed=int(rng.randint(1000))) as net:
        objects = [nengo.Node(WhiteSignal(0.5, high=20, seed=2), size_out=2)]
        objects += [nengo.Node(lambda t: [np.sin(30 * t), t]), nengo.Node(size_in=2)]
        objects += [_random_ensemble(rng) for _ in range(rng.randint(3, 12))]
        for post in objects[2:]:
            for pre in rng.choice(len(objects), size=2, replace=False):
                _random_connection(rng, objects[pre], post)
        for obj in objects:
            nengo.Probe(obj, synapse=rng.choice([None, 0.01]))
            if isinstance(obj, nengo.Ensemble):
                nengo.Probe(obj.neurons)
    return net


def _random_ensemble(rng):
    return nengo.Ensemble(
        int(rng.choice([15, 20])),
        2,
        neuron_type=NEURONS[rng.randint(len(NEURONS))],
        noise=[None, WhiteNoise(seed=1), FilteredNoise(seed=2)][rng.randint(3)],
    )


def _random_connection(rng, pre, post):
    synapse = SYNAPSES[rng.randint(3 if isinstance(post, nengo.Node) else 4)]
    function, rule = None, None
    if isinstance(pre, nengo.Ensemble):
        synapse = SYNAPSES[rng.randint(3)]
        function = [None, lambda x: x**2, lambda x: [x[0] * x[1], 0.5]][rng.randint(3)]
        rule = nengo.PES() if rng.rand() < 0.3 else None
    pre, post = (pre, post) if rng.rand() < 0.5 or function else (pre[::-1], post)
    connection = nengo.Connection(
        pre, post, synapse=synapse, function=function, learning_rule_type=rule
    )
    if rule is not None:
        nengo.Connection(post, connection.learning_rule, transform=0.1)


@given(st.integers(0, 2**31))
@settings(max_examples=10, deadline=None)
def test_random_networks_give_the_same_on_both_engines(seed):
    net = random_network(np.random.RandomState(seed))
    with simulator(net, "numpy") as expected, simulator(net, "compiled") as actual:
        for n in (1, 50, N_STEPS - 51):
            expected.run_steps(n)
            actual.run_steps(n)
        check_same(expected, actual)


def test_ensembles_of_many_neurons_agree(seed):
    """Large enough for the list of spikes and for every layout of decoders and encoders."""
    with nengo.Network(seed=seed) as net:
        u = nengo.Node(lambda t: np.sin(20 * t + np.arange(3)))
        # Few points, so that decoders are solved fast.
        a = nengo.Ensemble(1200, 3, n_eval_points=200)
        b = nengo.Ensemble(1100, 3, n_eval_points=200, neuron_type=nengo.LIFRate())
        nengo.Connection(u, a)
        nengo.Connection(a, b)
        nengo.Connection(b, a)
        nengo.Connection(a.neurons[:50], b.neurons[100:150], transform=1e-3)
        nengo.Probe(b.neurons[::7]), nengo.Probe(a.neurons)
    with simulator(net, "numpy") as expected, simulator(net, "compiled") as actual:
        expected.run_steps(N_STEPS)
        actual.run_steps(N_STEPS)
        check_same(expected, actual)


# What happens on the way


@pytest.fixture
def net():
    """Make a bit of everything: noise, spikes, learning, filters of several states."""
    with nengo.Network(seed=4) as net:
        net.u = nengo.Node(lambda t: [np.sin(20 * t), t])
        net.noise = nengo.Node(WhiteNoise(), size_out=2)
        net.a = nengo.Ensemble(30, 2, noise=FilteredNoise())
        net.b = nengo.Ensemble(30, 2, neuron_type=nengo.AdaptiveLIF())
        nengo.Connection(net.u, net.a, synapse=nengo.Alpha(0.01))
        nengo.Connection(net.noise, net.a, transform=0.01)
        net.c = nengo.Connection(net.a, net.b, learning_rule_type=nengo.PES())
        nengo.Connection(net.u, net.c.learning_rule, synapse=nengo.synapses.Triangle(0.01))
        nengo.Probe(net.b, synapse=0.01)
        nengo.Probe(net.a.neurons)
        nengo.Probe(net.c, "weights", sample_every=0.0025)
    return net


def test_a_reset_starts_the_same_again(net):
    with simulator(net, "numpy") as expected, simulator(net, "compiled") as actual:
        expected.run_steps(N_STEPS)
        actual.run_steps(37)
        actual.reset()
        actual.run_steps(N_STEPS)
        check_same(expected, actual)


def test_a_simulator_pickled_while_running_goes_on_where_it_was(net):
    del net.probes[:]
    with net:
        probes = [nengo.Probe(net.u), nengo.Probe(net.b.neurons)]
    # What follows from a generator begins anew, as in any unpickled simulator.
    net.noise.output, net.a.noise = np.zeros(2), None
    net.u.output, net.u.size_out = np.array([0.5, -0.5]), 2
    with simulator(net, "compiled") as whole, simulator(net, "compiled") as sim:
        whole.run_steps(N_STEPS)
        sim.run_steps(41)
        with pickle.loads(pickle.dumps(sim)) as copy:
            copy.run_steps(N_STEPS - 41)
            for probe, again in zip(probes, copy.model.probes, strict=True):
                np.testing.assert_allclose(copy.data[again], whole.data[probe], atol=1e-9)


@given(n_before=st.integers(0, N_STEPS), pieces=st.lists(st.integers(1, 60), max_size=4))
@settings(max_examples=6, deadline=None)
def test_however_a_run_is_cut_it_gives_the_same(n_before, pieces):
    net = random_network(np.random.RandomState(5))
    with simulator(net, "compiled") as whole, simulator(net, "compiled") as cut:
        for n in (n_before or 1, *pieces):
            cut.run_steps(n)
        whole.run_steps(cut.n_steps)
        check_same(whole, cut)


class ComesLater:
    """A loading that is finished after somebody has looked a number of times."""

    def __init__(self, n_looks):
        self.n_looks = n_looks

    @property
    def ready(self):
        self.n_looks -= 1
        return self.n_looks < 0

    def begin(self):
        pass


@pytest.mark.parametrize("n_looks", [0, 1, 3])
def test_changing_over_while_running_changes_no_number(n_looks, net, monkeypatch):
    monkeypatch.setattr(auto, "loading", lambda dtype: ComesLater(n_looks))
    with simulator(net, "numpy") as expected, simulator(net, "auto") as actual:
        expected.run_steps(N_STEPS)
        actual.run_steps(31)
        actual.run_steps(N_STEPS - 31)
        check_same(expected, actual)


def test_taps_and_holds_change_no_number_that_they_should_not(net):
    with simulator(net, "numpy") as expected, simulator(net, "compiled") as actual:
        for sim in (expected, actual):
            sim.run_steps(10)
            tap = sim.tap(net.a, synapse=0.01)
            sim.run_steps(10)
            sim.hold(net.u, [0.5, np.nan])
            sim.run_steps(10)
            tap.close()
            sim.release(net.u)
            sim.run_steps(10)
        check_same(expected, actual)


def test_without_a_compiler_everything_works_on_numpy(net, monkeypatch):
    monkeypatch.setattr(auto, "is_installed", lambda: False)
    monkeypatch.setattr(auto, "loading", None)
    with simulator(net, "auto") as sim, simulator(net, "numpy") as expected:
        sim.run_steps(20)
        expected.run_steps(20)
        check_same(expected, sim)


# Errors


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("synapse", [0.01, nengo.Alpha(0.01), nengo.synapses.Triangle(0.01)])
def test_numbers_that_become_nan_are_an_error_that_names_the_object(synapse, Simulator):
    with nengo.Network() as net:
        start = nengo.Node([1.0])
        exploding = nengo.Node(size_in=1, label="exploding")
        nengo.Connection(start, exploding, synapse=None)
        nengo.Connection(exploding, exploding, transform=-1e200, synapse=synapse)
    with Simulator(net) as sim, pytest.raises(FloatingPointError, match=r"invalid.*made at"):
        sim.run_steps(2000)


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("neurons", [*NEURONS, nengo.LIFRate(), nengo.Izhikevich()], ids=str)
def test_diverging_neurons_stay_within_their_memory(neurons, Simulator):
    """Infinite currents and voltages must not become places in a list."""
    with nengo.Network(seed=1) as net:
        ens = nengo.Ensemble(1200, 1, neuron_type=neurons, n_eval_points=50)
        nengo.Connection(ens.neurons, ens.neurons, transform=1e306, synapse=0)
        nengo.Connection(ens, ens, transform=-1e300)
        nengo.Probe(ens)
    with Simulator(net) as sim:
        try:
            sim.run_steps(600)
        except FloatingPointError as error:
            assert "invalid" in str(error)
            sim.reset()
            assert sim.n_steps == 0


def test_errors_of_functions_keep_what_was_sampled_before(Simulator):
    def fails(t):
        if t > 0.3:
            raise OSError("the sensor is gone")
        return t

    with nengo.Network() as net:
        probe = nengo.Probe(nengo.Node(fails, size_out=1))
    with Simulator(net) as sim:
        with pytest.raises(OSError, match="sensor"):
            sim.run_steps(1000)
        assert len(sim.data[probe]) == 300


def test_operators_of_the_user_run_in_their_place(Simulator):
    """A stranger between two kernels reads what was written before and is read after."""

    class Square(Operator):
        def __init__(self, x, y):
            super().__init__()
            self.sets, self.incs, self.reads, self.updates = [y], [], [x], []

        def make_step(self, signals, dt, rng):
            x, y = signals[self.reads[0]], signals[self.sets[0]]

            def square():
                y[...] = x**2

            return square

    with nengo.Network() as net:
        u, v = nengo.Node(lambda t: t), nengo.Node(size_in=1)
        w = nengo.Node(size_in=1)
        nengo.Connection(v, w, synapse=None)
        nengo.Connection(u, u_in := nengo.Node(size_in=1), synapse=None)
        probe = nengo.Probe(w)
    model = nengo.builder.Model()
    model.build(net)
    model.operators = [op for op in model.operators if model.sig[v]["in"] not in op.sets]
    model.add_op(Square(model.sig[u_in]["in"], model.sig[v]["in"]))
    with Simulator(None, model=model) as sim:
        sim.run_steps(50)
        np.testing.assert_allclose(sim.data[probe][:, 0], sim.trange() ** 2)
