"""Frames hold the same steps of all streams, none twice, none too large."""

import time

import numpy as np
import pytest

import nengo
from nengo_gui.protocol.frames import DENSE, decode
from nengo_gui.protocol.inside import Watch
from nengo_gui.worker.components.activity import Activity
from nengo_gui.worker.framing import MAX_FRAME_BYTES, Framing


@pytest.fixture
def sim():
    with nengo.Network(seed=0) as model:
        model.clock = nengo.Node(lambda t: [t] * 40)
        model.a = nengo.Ensemble(20, 1)
    with nengo.Simulator(model, progress_bar=False, engine="numpy") as sim:
        sim.network = model
        yield sim


@pytest.fixture
def framing(sim):
    return Framing(sim, Activity(sim, {"model": sim.network}))


@pytest.fixture
def wall(framing, monkeypatch):
    """Wall time, in our hands: ``wall[0]`` in seconds."""
    wall = [time.monotonic()]
    monkeypatch.setattr("time.monotonic", lambda: wall[0])
    return wall


def watch(framing, obj, stream=2, **wanted):
    framing.open(Watch(stream=stream, object="watched", **wanted), {"watched": obj})


def times_of(written, stream):
    """Return the times of all samples of a stream, and the values of its first channel."""
    times, values = [], []
    for frame in (frame for message in written for frame in decode(message)):
        for block in frame.blocks:
            if block.stream == stream:
                times += list(frame.t0 + frame.interval * np.arange(block.data.shape[1]))
                values += list(block.data[0])
    return np.array(times), np.array(values)


@pytest.mark.parametrize("everything", [True, False])
def test_a_reader_who_was_away_misses_nothing_and_no_frame_is_too_large(
    sim, framing, wall, everything
):
    watch(framing, sim.network.clock)
    sim.run_steps(20_000)
    wall[0] += 1000  # so that nothing needs to be left out
    written = list(framing.frames(everything))
    while not everything and (more := list(framing.frames())) and times_of(more, 2)[0].size:
        written += more
    assert len(written) > 1 and max(map(len, written)) < 1.1 * MAX_FRAME_BYTES
    times, values = times_of(written, 2)
    assert values == pytest.approx(times, rel=1e-5)
    assert times == pytest.approx(0.001 * np.arange(1, 20_001))


def test_a_slow_simulation_leaves_nothing_out(sim, framing, wall):
    watch(framing, sim.network.clock)
    written = []
    for _ in range(50):
        sim.run_steps(17)
        wall[0] += 0.1
        written += framing.frames()
    assert times_of(written, 2)[0] == pytest.approx(0.001 * np.arange(1, 851))


def test_a_fast_one_is_thinned_evenly_and_streams_stay_in_step(sim, framing, wall):
    watch(framing, sim.network.clock, stream=2)
    watch(framing, sim.network.a, stream=3, attr="voltage")
    written = []
    for _ in range(60):
        sim.run_steps(333)
        wall[0] += 1 / 60
        written += framing.frames()
    assert sum(map(len, written[-30:])) < 150_000
    times, values = times_of(written[-30:], 2)
    gaps = np.diff(times)
    assert gaps == pytest.approx(gaps[0]) and gaps[0] > 0.0015
    assert values == pytest.approx(times, rel=1e-5)
    assert times_of(written, 3)[0] == pytest.approx(times_of(written, 2)[0])


def test_blocks_of_a_frame_span_the_same_steps(sim, framing):
    watch(framing, sim.network.clock, stream=2)
    sim.run_steps(10)
    list(framing.frames(everything=True))
    watch(framing, sim.network.a, stream=3)
    sim.run_steps(10)
    for frame in (
        frame for message in framing.frames(everything=True) for frame in decode(message)
    ):
        counts = {block.data.shape[1] for block in frame.blocks if block.encoding == DENSE}
        assert counts == {frame.n_samples} or frame.n_samples == 0


def test_what_is_closed_is_sent_no_more(sim, framing):
    watch(framing, sim.network.clock, stream=2)
    watch(framing, sim.network.clock, stream=3)
    framing.close(2)
    sim.run_steps(10)
    written = list(framing.frames(everything=True))
    assert times_of(written, 2)[0].size == 0 and times_of(written, 3)[0].size == 10
    framing.close(3)
    framing.close(3)
    sim.run_steps(10)
    assert times_of(list(framing.frames(everything=True)), 3)[0].size == 0


def test_time_begins_anew_after_a_reset(sim, framing):
    watch(framing, sim.network.clock)
    sim.run_steps(30)
    list(framing.frames())
    sim.run_steps(5)
    sim.reset()
    sim.run_steps(10)
    times, _ = times_of(list(framing.frames(everything=True)), 2)
    assert times == pytest.approx(0.001 * np.arange(1, 11))
