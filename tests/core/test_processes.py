"""Processes: noise, signals, and inputs that are shown one after the other."""

import copy
import pickle

import numpy as np
import pytest

import nengo
from nengo.dists import Gaussian, Uniform
from nengo.exceptions import ValidationError
from nengo.process import Process, ProcessParam
from nengo.processes import (
    BrownNoise,
    FilteredNoise,
    Piecewise,
    PresentInput,
    WhiteNoise,
    WhiteSignal,
)

PROCESSES = [
    WhiteNoise(seed=1),
    WhiteNoise(Uniform(-1, 1), scale=False, seed=1),
    FilteredNoise(seed=1),
    FilteredNoise(nengo.Alpha(0.01), seed=1),
    BrownNoise(seed=1),
    WhiteSignal(0.2, high=20, seed=1),
    WhiteSignal(0.2, high=20, rms=0.2, y0=0.1, seed=1),
    PresentInput([[1.0], [2.0]], 0.01),
    Piecewise({0.01: 1.0, 0.02: -1.0}),
    Piecewise({0.01: 1.0, 0.02: -1.0}, interpolation="linear"),
]


@pytest.mark.parametrize("process", PROCESSES, ids=repr)
def test_a_seed_gives_the_same_run_again(process):
    first, again = process.run(0.1), process.run(0.1)
    assert first.shape == (100, 1)
    assert np.array_equal(first, again)


@pytest.mark.parametrize("process", PROCESSES, ids=repr)
def test_copies_and_pickles_are_equal(process):
    for twin in (copy.deepcopy(process), pickle.loads(pickle.dumps(process))):
        assert twin == process
        assert np.array_equal(twin.run(0.05), process.run(0.05))


@pytest.mark.parametrize("process", PROCESSES, ids=repr)
def test_a_node_runs_as_the_process_does_alone(Simulator, process):
    with nengo.Network() as net:
        node = nengo.Node(process)
        probe = nengo.Probe(node)
    with Simulator(net) as sim:
        sim.run(0.1)
    assert np.allclose(sim.data[probe], process.run(0.1))


@pytest.mark.parametrize("process", PROCESSES, ids=repr)
def test_resetting_starts_it_again(Simulator, process):
    with nengo.Network() as net:
        probe = nengo.Probe(nengo.Node(process))
    with Simulator(net) as sim:
        sim.run(0.05)
        first = sim.data[probe].copy()
        sim.reset()
        sim.run(0.05)
    assert np.array_equal(sim.data[probe], first)


def test_without_a_seed_one_is_drawn(rng):
    process = WhiteNoise()
    state = rng.get_state()
    first = process.run(0.01, rng=rng)
    assert not np.array_equal(first, process.run(0.01, rng=rng))
    rng.set_state(state)
    assert np.array_equal(first, process.run(0.01, rng=rng))


@pytest.mark.parametrize("t", [0.0105, 0.0104999, 0.0025, 0.0035])
def test_times_are_rounded_to_steps(t):
    n_steps = round(t / 0.001)
    process = WhiteNoise()
    assert process.run(t, d=2).shape == (n_steps, 2)
    assert np.allclose(process.trange(t), 0.001 * np.arange(1, n_steps + 1))
    assert np.allclose(process.ntrange(n_steps, dt=0.1), 0.1 * np.arange(1, n_steps + 1))


def test_a_new_kind_of_process_needs_no_registration(Simulator):
    class Sum(Process):
        def make_state(self, shape_in, shape_out, dt, dtype=None):
            return {"total": np.zeros(shape_out)}

        def make_step(self, shape_in, shape_out, dt, rng, state):
            total = state["total"]

            def step(t, x):
                total[...] += x
                return total

            return step

    process = Sum(default_size_in=2, default_size_out=2)
    assert np.allclose(process.apply(np.ones((3, 2))), [[1, 1], [2, 2], [3, 3]])
    with nengo.Network() as net:
        node = nengo.Node(process)
        nengo.Connection(nengo.Node([1, 2]), node, synapse=None)
        probe = nengo.Probe(node)
    with Simulator(net) as sim:
        sim.run_steps(3)
        assert np.allclose(sim.data[probe], [[1, 2], [2, 4], [3, 6]])
        sim.reset()
        sim.run_steps(1)
    assert np.allclose(sim.data[probe], [[1, 2]])


def test_applying_may_write_over_the_input():
    x = np.ones((4, 1))
    y = nengo.Lowpass(0.01).apply(x)
    assert np.array_equal(x, np.ones((4, 1)))
    assert nengo.Lowpass(0.01).apply(x, copy=False) is x
    assert np.allclose(x, y)


def test_a_new_process_must_say_how_to_step():
    with pytest.raises(NotImplementedError, match="make_step"):
        Process().run(0.01)
    for wrong in (dict(seed=-1), dict(default_dt=0), dict(default_size_in=-1)):
        with pytest.raises(ValidationError):
            Process(**wrong)


def test_a_parameter_takes_processes_only():
    class Holder:
        process = ProcessParam("process")

    Holder().process = WhiteNoise()
    with pytest.raises(ValidationError):
        Holder().process = 1


@pytest.mark.parametrize("dt", [1e-3, 1e-4])
def test_the_power_of_white_noise_does_not_depend_on_the_step(dt):
    """Integrated over a second, its variance is that of the distribution."""
    noise = WhiteNoise(Gaussian(0, 2), seed=3).run(1, d=400, dt=dt)
    assert np.isclose(np.std(np.sum(noise, axis=0) * dt), 2, rtol=0.15)
    assert np.isclose(np.std(WhiteNoise(scale=False, seed=3).run(1, dt=dt)), 1, rtol=0.1)


def test_brown_noise_integrates_white_noise():
    white, brown = (Kind(seed=5).run(0.1, d=3) for Kind in (WhiteNoise, BrownNoise))
    assert np.allclose(brown, np.cumsum(white, axis=0) * 0.001)


def test_filtered_noise_is_filtered_white_noise():
    synapse = nengo.Alpha(0.01)
    white, filtered = WhiteNoise(seed=5).run(0.1), FilteredNoise(synapse, seed=5).run(0.1)
    assert np.allclose(filtered, synapse.filt(white))


@pytest.mark.parametrize("high", [5, 50, 500])
def test_white_signals_have_no_power_above_their_highest_frequency(high):
    values = WhiteSignal(1.0, high=high, rms=0.3, seed=2).run(1.0, d=50)
    power = np.mean(np.abs(np.fft.rfft(values, axis=0)) ** 2, axis=1)
    frequencies = np.fft.rfftfreq(1000, 0.001)
    assert np.allclose(power[frequencies > high], 0)
    inside = power[(frequencies > 0) & (frequencies <= min(high, 499))]
    assert np.min(inside) > 0.2 * np.mean(inside)
    assert np.isclose(np.sqrt(np.mean(values**2)), 0.3, rtol=0.1)
    assert np.allclose(np.mean(values, axis=0), 0)


def test_white_signals_repeat():
    values = WhiteSignal(0.1, high=50, seed=2).run(0.3)
    assert np.allclose(values[:100], values[200:])


@pytest.mark.parametrize("y0", [0, 0.4, -0.2])
def test_white_signals_start_where_asked(y0):
    values = WhiteSignal(2.0, high=10, y0=y0, seed=2).run(2.0, d=8)
    assert np.allclose(values[0], y0, atol=0.05)
    assert np.all(np.abs(values - y0) >= np.abs(values[:1] - y0) - 1e-12)


def test_impossible_frequencies_are_refused():
    with pytest.raises(ValidationError, match="period") as error:
        WhiteSignal(1, high=0.5)
    assert error.value.attr == "high"
    with pytest.raises(ValidationError, match="500") as error:
        WhiteSignal(1, high=501).run(0.01)
    assert error.value.attr == "high"


@pytest.mark.parametrize("dt", [0.001, 0.003])
def test_inputs_are_presented_one_after_the_other(dt, rng):
    inputs = rng.randn(3, 2, 2)
    process = PresentInput(inputs, presentation_time=10 * dt)
    assert process.default_size_out == 4
    shown = process.run(50 * dt, dt=dt)
    expected = np.repeat(inputs.reshape(3, 4)[[0, 1, 2, 0, 1]], 10, axis=0)
    assert np.array_equal(shown, expected)


def test_pieces_follow_each_other():
    process = Piecewise({0.002: 1, 0.004: [5]})
    assert np.allclose(process.run(0.006).ravel(), [0, 1, 1, 5, 5, 5])
    assert process.size_out == 1


def test_pieces_may_be_arrays_or_functions_of_time():
    process = Piecewise({0: lambda t: [t, -t], 0.003: [[7, 8]]})
    assert np.allclose(process.run(0.003), [[0.001, -0.001], [0.002, -0.002], [7, 8]])


@pytest.mark.parametrize("interpolation", ["linear", "nearest", "slinear", "quadratic", "cubic"])
def test_interpolation_goes_through_all_points_and_is_zero_outside(interpolation):
    data = {0.0: [0.0, 1], 0.002: [1, -1], 0.004: [2, 5], 0.006: [0, 0]}
    values = Piecewise(data, interpolation=interpolation).run(0.008)
    for time in (0.002, 0.004, 0.006):
        assert np.allclose(values[round(time / 0.001) - 1], data[time])
    assert np.all(values[6:] == 0)


def test_functions_cannot_be_interpolated():
    with pytest.warns(UserWarning, match="zero"):
        process = Piecewise({0: np.sin, 1: 2}, interpolation="linear")
    assert process.interpolation == "zero"
    with pytest.warns(UserWarning, match="time 0"):
        Piecewise({0.1: 1, 0.2: 3, 0.3: 4, 0.4: 5}, interpolation="cubic").run(0.001)


@pytest.mark.parametrize(
    "data",
    [{}, [1], {"a": 1}, {0: [1, 2], 1: 3}, {0: 1, 1: lambda t: [t, t]}, {0: lambda a, b: a}],
    ids=["none", "list", "text", "sizes", "function", "arguments"],
)
def test_pieces_must_fit_together(data):
    with pytest.raises(ValidationError) as error:
        Piecewise(data)
    assert error.value.attr == "data"
