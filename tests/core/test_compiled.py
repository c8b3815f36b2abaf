"""The compiled engine does what the NumPy engine does, operator by operator."""

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st

import nengo
from nengo.builder import Model, Signal
from nengo.builder.convolution import ConvInc, ConvTransposeInc
from nengo.builder.learning_rules import SimBCM, SimOja, SimPES, SimRLS, SimVoja
from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Copy, DotInc, ElementwiseInc, Reset, SimPyFunc, SparseDotInc
from nengo.builder.processes import SimProcess
from nengo.engine import compile_model

pytest.importorskip("numba")

from nengo.engine.targets.compiled import opcodes
from nengo.engine.targets.compiled.lower import lower

N_STEPS = 200

few = settings(max_examples=12, deadline=None)
sizes = st.integers(1, 40)
seeds = st.integers(0, 2**31)


class Bench:
    """A model made of single operators, fed with random numbers."""

    def __init__(self, seed, dt=0.001):
        self.rng = np.random.RandomState(seed)
        self.model = Model(dt=dt)

    def constant(self, *shape, scale=1.0):
        """Random numbers that nobody changes."""
        return Signal(scale * self.rng.randn(*shape), name="constant", readonly=True)

    def state(self, *shape, scale=1.0):
        """Memory that begins with random numbers."""
        return Signal(scale * self.rng.randn(*shape), name="state")

    def input(self, *shape, mean=0.0, scale=1.0, view=None):
        """Other random numbers in each step; ``view`` chooses some of a longer signal."""
        table = mean + scale * self.rng.randn(N_STEPS + 2, *shape)
        signal = Signal(shape=shape, name="input")
        dt = self.model.dt
        self.add(SimPyFunc(signal, lambda t: table[round(t / dt)], self.model.time, None))
        return signal if view is None else signal[view]

    def sum(self, *shape):
        """Memory that is zero at the beginning of each step."""
        signal = Signal(shape=shape, name="sum")
        self.add(Reset(signal))
        return signal

    def add(self, *operators):
        """Add operators."""
        for operator in operators:
            self.model.add_op(operator)


def check_agreement(model, n_python=None, n_steps=N_STEPS):
    """Both engines leave the same in all memory; ``n_python`` rows at most are left to Python."""
    programs = [compile_model(model, engine) for engine in ("numpy", "compiled")]
    for program in programs:
        program.reset(np.random.RandomState(3))
    for n in (1, 2, n_steps - 3):
        for program in programs:
            program.run(n)
        _check_signals(*(program.signals for program in programs))
    if n_python is not None:
        rows = lower(programs[1]._entries(), programs[1].plan, programs[1].signals).rows
        assert sum(row.opcode == opcodes.CALL for row in rows) <= n_python


def _check_signals(expected, actual):
    for signal in expected:
        if not (signal.sparse or signal.is_view):
            scale = 1 + np.abs(expected[signal]).max(initial=0)
            np.testing.assert_allclose(
                actual[signal], expected[signal], rtol=0, atol=1e-9 * scale, err_msg=str(signal)
            )


# Elementary operators


@given(sizes, sizes, st.booleans(), seeds)
@few
def test_products_agree(m, n, readonly, seed):
    bench = Bench(seed)
    matrix = bench.constant(m, n) if readonly else bench.state(m, n)
    y = bench.sum(m)
    bench.add(DotInc(matrix, bench.input(n), y))
    check_agreement(bench.model, n_python=1)


@given(st.lists(st.tuples(sizes, st.integers(1, 6)), min_size=2, max_size=6), seeds)
@few
def test_many_products_side_by_side_agree(shapes, seed):
    """As of many ensembles: inputs to biased currents to outputs, of equal sizes or not."""
    bench = Bench(seed)
    for m, n in shapes + shapes[:2]:
        x, J, y = bench.sum(n), Signal(shape=(m,)), bench.sum(n)
        bench.add(Copy(bench.input(n), x, inc=True))
        bench.add(Copy(bench.constant(m), J), DotInc(bench.constant(m, n), x, J))
        bench.add(DotInc(bench.constant(n, m), J, y))
    check_agreement(bench.model, n_python=len(shapes) + 2)


@pytest.mark.parametrize(
    "view", [slice(1, 9), slice(0, 12, 3), slice(11, 2, -1), slice(-4, None)], ids=str
)
@given(seed=seeds)
@few
def test_products_of_views_agree(view, seed):
    bench = Bench(seed)
    x = bench.input(12, view=view)
    y = bench.sum(2, 3, 7)
    bench.add(DotInc(bench.constant(7, x.size), x, y[1, 2]))
    bench.add(DotInc(bench.constant(7, x.size), x, y[0, 0]))
    check_agreement(bench.model)


@given(sizes, seeds)
@few
def test_elementwise_products_agree(n, seed):
    bench = Bench(seed)
    for A in (bench.constant(), bench.constant(1), bench.input(n), bench.constant(n)):
        bench.add(ElementwiseInc(A, bench.input(n), bench.sum(n)))
    bench.add(ElementwiseInc(bench.constant(n, 1), bench.input(1, 3), bench.sum(n, 3)))
    check_agreement(bench.model)


@given(sizes, sizes, st.floats(0, 1), seeds)
@few
def test_sparse_products_agree(m, n, density, seed):
    bench = Bench(seed)
    matrix = scipy.sparse.random(m, n, density, format="csr", random_state=seed % 1000)
    weights = Signal(matrix, name="weights", readonly=True)
    bench.add(SparseDotInc(weights, bench.input(n), bench.sum(m)))
    check_agreement(bench.model, n_python=1)


@given(st.data(), sizes, st.booleans(), seeds)
@few
def test_copies_between_places_agree(data, n, inc, seed):
    bench = Bench(seed)
    take = data.draw(st.lists(st.integers(-n, n - 1), min_size=1, max_size=50))
    put = list(range(len(take)))[:: -1 if inc else 1]
    dst = bench.sum(60) if inc else Signal(shape=(60,))
    bench.add(Copy(bench.input(n), dst, src_slice=take, dst_slice=put, inc=inc))
    bench.add(Copy(dst, Signal(shape=(20,)), src_slice=slice(None, None, 3)))
    check_agreement(bench.model, n_python=1)


def test_repeated_places_add_up():
    bench = Bench(1)
    bench.add(Copy(bench.input(4), bench.sum(2), dst_slice=[0, 1, 0, 0], inc=True))
    check_agreement(bench.model, n_python=1)


# Neurons

NEURONS = [
    nengo.LIF(),
    nengo.LIF(tau_rc=0.005, tau_ref=0.0015, min_voltage=-1, amplitude=0.1),
    nengo.AdaptiveLIF(tau_n=0.1, inc_n=0.5),
    nengo.LIFRate(),
    nengo.AdaptiveLIFRate(tau_n=0.2, inc_n=0.3, amplitude=2),
    nengo.RectifiedLinear(amplitude=0.5),
    nengo.SpikingRectifiedLinear(amplitude=0.1),
    nengo.Sigmoid(tau_ref=0.003),
    nengo.Tanh(tau_ref=0.004),
    nengo.Izhikevich(),
    nengo.RegularSpiking(nengo.LIFRate()),
    nengo.RegularSpiking(nengo.Tanh(), amplitude=0.2),
]


@pytest.mark.parametrize("dt", [0.001, 0.004])
@pytest.mark.parametrize("neurons", NEURONS, ids=str)
@given(n=st.one_of(sizes, st.just(1500)), seed=seeds)
@settings(max_examples=4, deadline=None)
def test_neurons_agree_spike_by_spike(neurons, dt, n, seed):
    bench = Bench(seed, dt)
    J = bench.input(n, mean=1.5, scale=4)
    state = neurons.make_state(n, rng=bench.rng, dtype=np.float64)
    signals = {name: Signal(value, name=name) for name, value in state.items()}
    output = Signal(shape=(n,), name="output")
    bench.add(SimNeurons(neurons, J, output, signals))
    bench.add(DotInc(bench.constant(3, n), output, bench.sum(3)))
    check_agreement(bench.model, n_python=1)


# Synapses

SYNAPSES = [
    nengo.Lowpass(0.01),
    nengo.Lowpass(0),
    nengo.Alpha(0.02),
    nengo.LinearFilter([1], [0.03, 1]),
    nengo.LinearFilter([1, 2], [3e-6, 2e-3, 0.5, 1]),
    nengo.LinearFilter([0.01, 1], [0.02, 1], analog=True),
    nengo.LinearFilter([0.5, 0.1], [1, -0.3, 0.2], analog=False),
    nengo.LinearFilter([2], [1], analog=False),
    nengo.synapses.Triangle(0.007),
]


@pytest.mark.parametrize("mode", ["set", "update"])
@pytest.mark.parametrize("synapse", SYNAPSES, ids=str)
@given(n=sizes, seed=seeds)
@settings(max_examples=3, deadline=None)
def test_synapses_agree(synapse, mode, n, seed):
    bench = Bench(seed)
    x, y = bench.input(n), Signal(shape=(n,), name="y")
    state = synapse.make_state((n,), (n,), bench.model.dt, dtype=np.float64)
    signals = {name: Signal(value, name=name) for name, value in state.items()}
    bench.add(SimProcess(synapse, x, y, bench.model.time, mode=mode, state=signals))
    check_agreement(bench.model, n_python=1)


# Sources

SOURCES = {
    "white noise": lambda n: nengo.processes.WhiteNoise(seed=3),
    "uniform noise": lambda n: nengo.processes.WhiteNoise(nengo.dists.Uniform(-1, 2), scale=False),
    "filtered noise": lambda n: nengo.processes.FilteredNoise(nengo.Alpha(0.01)),
    "brown noise": lambda n: nengo.processes.BrownNoise(),
    "white signal": lambda n: nengo.processes.WhiteSignal(0.1, high=30, y0=0),
    "inputs": lambda n: nengo.processes.PresentInput(np.arange(3.0 * n).reshape(3, n), 0.0071),
    "pieces": lambda n: nengo.processes.Piecewise({0.01 * i: i * np.ones(n) for i in (1, 3, 4)}),
}


@pytest.mark.parametrize("mode", ["set", "inc", "update"])
@pytest.mark.parametrize("source", SOURCES)
@given(n=sizes, seed=seeds)
@settings(max_examples=2, deadline=None)
def test_sources_agree(source, mode, n, seed):
    bench, process = Bench(seed), SOURCES[source](n)
    y = bench.sum(n) if mode == "inc" else Signal(shape=(n,), name="y")
    state = process.make_state((0,), (n,), bench.model.dt, dtype=np.float64)
    signals = {name: Signal(value, name=name) for name, value in state.items()}
    bench.add(SimProcess(process, None, y, bench.model.time, mode=mode, state=signals))
    check_agreement(bench.model, n_python=0, n_steps=700 if "noise" in source else N_STEPS)


# Learning rules


def _pes(b, pre, post):
    delta = Signal(shape=(b.m, b.n), name="delta")
    return delta, SimPES(pre, post, delta, learning_rate=1e-3)


def _bcm(b, pre, post):
    delta = Signal(shape=(b.m, b.n), name="delta")
    return delta, SimBCM(pre, post, b.input(b.m), delta, learning_rate=1e-3)


def _oja(b, pre, post):
    delta = Signal(shape=(b.m, b.n), name="delta")
    return delta, SimOja(pre, post, b.weights, delta, learning_rate=1e-3, beta=0.7)


def _voja(b, pre, post):
    delta = Signal(shape=(b.m, b.n), name="delta")
    learn = b.input(mean=1.0)
    return delta, SimVoja(pre, post, b.weights, delta, b.rng.rand(b.m), learn, learning_rate=1e-2)


def _rls(b, pre, post):
    delta = Signal(shape=(b.m, b.n), name="delta")
    return delta, SimRLS(pre, post, delta, Signal(np.eye(b.n), name="inv_gamma"))


@pytest.mark.parametrize("rule", [_pes, _bcm, _oja, _voja, _rls])
@given(m=st.integers(1, 12), n=sizes, seed=seeds)
@settings(max_examples=5, deadline=None)
def test_learning_rules_agree(rule, m, n, seed):
    bench = Bench(seed)
    bench.m, bench.n, bench.weights = m, n, bench.state(m, n)
    pre, post = bench.input(n), bench.input(m)
    delta, operator = rule(bench, pre, post)
    bench.add(operator, Copy(delta, bench.weights, inc=True))
    bench.add(DotInc(bench.weights, pre, bench.sum(m)))
    check_agreement(bench.model, n_python=4)


# Convolutions


@pytest.mark.parametrize("kind", [nengo.Convolution, nengo.transforms.ConvolutionTranspose])
@given(
    space=st.one_of(st.tuples(st.integers(4, 7)), st.tuples(st.integers(4, 6), st.integers(4, 7))),
    last=st.booleans(),
    padding=st.sampled_from(["same", "valid"]),
    stride=st.integers(1, 2),
    seed=seeds,
)
@settings(max_examples=8, deadline=None)
def test_convolutions_agree(kind, space, last, padding, stride, seed):
    bench, k = Bench(seed), len(space)
    conv = kind(
        n_filters=3,
        input_shape=(*space, 2) if last else (2, *space),
        channels_last=last,
        padding=padding,
        strides=(stride,) * k,
        kernel_size=(3,) * k,
    )
    operator = ConvInc if kind is nengo.Convolution else ConvTransposeInc
    W = Signal(conv.sample(rng=bench.rng), name="kernel", readonly=True)
    bench.add(operator(W, bench.input(conv.size_in), bench.sum(conv.size_out), conv))
    check_agreement(bench.model, n_steps=20)
