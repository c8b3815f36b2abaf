"""A model runs as fast as asked, sends what is watched, and survives its own mistakes."""

import numpy as np
import pytest

from nengo_gui.protocol.frames import ACTIVITY, DOTS, N_DOTS
from nengo_gui.protocol.inside import (
    Build,
    Built,
    Clock,
    Hold,
    Pause,
    Progressed,
    Reset,
    Run,
    Speed,
    Step,
    Troubled,
    Unwatch,
    Watch,
    Watching,
)

MODEL = """
import numpy as np
import nengo
with nengo.Network(seed=1) as model:
    ramp = nengo.Node(lambda t: [t, -t])
    zero = nengo.Node([0, 0, 0])
    lone = nengo.Node([3])
    a = nengo.Ensemble(60, dimensions=2)
    rates = nengo.Ensemble(20, 1, neuron_type=nengo.LIFRate())
    nengo.Connection(ramp, a)
    with nengo.Network() as inner:
        exact = nengo.Ensemble(1, 3, neuron_type=nengo.Direct())
    nengo.Connection(zero, exact, synapse=None)
    array = nengo.networks.EnsembleArray(30, 2)
"""
RAMP = Watch(stream=2, object="model.ramp")


@pytest.fixture
def built(worker):
    """A worker whose model is built."""
    assert worker.build(MODEL) == Built(dt=0.001)
    return worker


def step(worker, n, epoch=0):
    """Advance by some steps, to the end."""
    worker.send(Step(n=n))
    worker.until(Clock, state="running")
    return worker.until(Clock, state="paused", epoch=epoch)


def dense(worker, stream):
    """Return times and (n, channels) samples of a stream, put together from all frames."""
    parts = worker.samples(stream)
    times = [f.t0 + f.interval * np.arange(b.data.shape[1]) for f, b in parts]
    return np.concatenate(times), np.concatenate([b.data.T for _, b in parts])


def test_building_tells_how_far_it_has_come(built):
    stages = [(r.stage, r.done <= r.total) for r in built.reports if isinstance(r, Progressed)]
    assert ("build", True) in stages


def test_a_step_is_a_step(built):
    assert step(built, 1).time == pytest.approx(0.001)
    assert step(built, 41).time == pytest.approx(0.042)


def test_every_step_of_what_is_watched_arrives_exactly_once(built):
    built.send(RAMP)
    for n in (1, 7, 300):
        step(built, n)
    times, samples = dense(built, 2)
    assert times == pytest.approx(np.arange(1, 309) * 0.001)
    assert samples == pytest.approx(np.stack([times, -times], axis=1), abs=1e-6)


def test_what_was_wanted_before_the_build_is_there_after_it(worker):
    worker.load(MODEL)
    worker.send(RAMP, Hold(object="model.zero", values=(None, 0.5, None)), Build())
    assert worker.until(Watching).channels == 2
    worker.send(Watch(stream=3, object="model.zero"))
    step(worker, 5)
    assert dense(worker, 3)[1][-1] == pytest.approx([0, 0.5, 0])


def test_streams_that_begin_later_lose_nothing_of_the_others(built):
    built.send(RAMP)
    step(built, 10)
    built.send(Watch(stream=3, object="model.zero"))
    step(built, 10)
    built.send(Unwatch(stream=2))
    step(built, 10)
    assert dense(built, 2)[0] == pytest.approx(np.arange(1, 21) * 0.001)
    assert dense(built, 3)[0] == pytest.approx(np.arange(11, 31) * 0.001)


@pytest.mark.parametrize(
    "watch, channels",
    [
        (Watch(stream=9, object="model.a"), 2),
        (Watch(stream=9, object="model.a", synapse=0.01), 2),
        (Watch(stream=9, object="model.a", dims=(1,)), 1),
        (Watch(stream=9, object="model.a", dims=(1, 0)), 2),
        (Watch(stream=9, object="model.a", attr="input"), 2),
        (Watch(stream=9, object="model.a", attr="voltage", dims=(3, 59)), 2),
        (Watch(stream=9, object="model.a", attr="spikes"), 50),
        (Watch(stream=9, object="model.rates", attr="rates"), 20),
        (Watch(stream=9, object="model.inner.exact"), 3),
        (Watch(stream=9, object="model.array"), 2),
        (Watch(stream=9, object="model.array.input"), 2),
        (Watch(stream=9, object="model.ramp", dims=(1,)), 1),
    ],
)
def test_everything_probeable_can_be_watched(built, watch, channels):
    built.send(watch)
    answer = built.until(Watching)
    assert (answer.channels, len(answer.labels), answer.problem) == (channels, channels, "")
    step(built, 5)
    _, samples = dense(built, 9)
    assert samples.shape == (5, channels) and np.isfinite(samples).all()


@pytest.mark.parametrize(
    "watch, words",
    [
        (Watch(stream=9, object="model.gone"), "no model.gone"),
        (Watch(stream=9, object="model.ramp", attr="spikes"), "no spikes"),
        (Watch(stream=9, object="model.ramp", dims=(2,)), "0 to 1"),
        (Watch(stream=9, object="model.ramp", dims=()), "0 to 1"),
        (Watch(stream=9, object="model.inner"), "no output"),
        (Watch(stream=9, object="model.inner.exact", attr="voltage"), "no voltage"),
    ],
)
def test_what_cannot_be_watched_is_said(built, watch, words):
    built.send(watch)
    answer = built.until(Watching)
    assert answer.channels == 0 and words in answer.problem


def test_spikes_come_as_events_of_the_neurons_asked_for(built):
    built.send(
        Watch(stream=4, object="model.a", attr="spikes", dims=(0, 30), form="spikes"),
        Watch(stream=5, object="model.a", attr="spikes", dims=(0, 30)),
    )
    step(built, 500)
    times, samples = dense(built, 5)
    expected = {(round(times[step], 3), channel) for step, channel in np.argwhere(samples > 0)}
    events = {
        (round(frame.t0 + frame.interval * sample, 3), channel)
        for frame, block in built.samples(4)
        for sample, channel in block.data.tolist()
    }
    assert events == expected and len(events) > 5


def test_decoded_values_follow_what_the_ensemble_represents(built):
    built.send(Watch(stream=6, object="model.a", synapse=0.02))
    step(built, 600)
    _, samples = dense(built, 6)
    assert np.abs(samples[-100:] - [0.55, -0.55]).max() < 0.2


def test_sliders_hold_single_dimensions_and_let_them_go(built):
    built.send(Watch(stream=3, object="model.ramp"))
    built.send(Hold(object="model.ramp", values=(7.0, None)))
    step(built, 10)
    built.send(Hold(object="model.ramp", values=(None, None)))
    step(built, 10)
    times, samples = dense(built, 3)
    assert samples[:10, 0] == pytest.approx(7.0) and samples[10:, 0] == pytest.approx(times[10:])
    assert samples[:, 1] == pytest.approx(-times, abs=1e-6)


def test_a_constant_gets_its_value_back_when_it_is_let_go(built):
    built.send(Watch(stream=3, object="model.zero"), Hold(object="model.zero", values=(1, 2, 3)))
    step(built, 2)
    built.send(Hold(object="model.zero", values=(None, None, None)))
    step(built, 2)
    assert dense(built, 3)[1].tolist() == [[1, 2, 3]] * 2 + [[0, 0, 0]] * 2


def test_a_constant_that_nothing_reads_can_be_shown_and_held_like_any_other(built):
    built.send(Watch(stream=3, object="model.lone"))
    step(built, 2)
    built.send(Hold(object="model.lone", values=(-1.0,)))
    step(built, 2)
    assert dense(built, 3)[1].tolist() == [[3], [3], [-1], [-1]]


def test_what_is_shown_twice_is_the_same_twice(built):
    built.send(Watch(stream=3, object="model.a", synapse=0.01))
    step(built, 10)
    built.send(Watch(stream=4, object="model.a", synapse=0.01, dims=(1,)))
    step(built, 10)
    built.send(Unwatch(stream=3))
    step(built, 10)
    first, second = dense(built, 3)[1], dense(built, 4)[1]
    assert first.shape == (20, 2) and second.shape == (20, 1)
    assert np.array_equal(first[10:, 1], second[:10, 0]) and np.ptp(second[10:]) > 0


def test_holds_that_do_not_fit_the_model_harm_nothing(built):
    built.send(
        Hold(object="model.gone", values=(1.0,)),
        Hold(object="model.a", values=(1.0, 1.0)),
        Hold(object="model.zero", values=(1.0, 2.0, 3.0, 4.0)),
    )
    assert step(built, 1).time == pytest.approx(0.001)


def test_time_keeps_level_with_the_wall_and_never_runs_ahead(built):
    built.send(RAMP, Run())
    frames = built.until_frames(lambda frames: frames and frames[-1].t0 > 1.0)
    built.send(Pause())
    built.until(Clock, state="paused")
    begun = frames[0].stamp - frames[0].t0
    ahead = [frame.t0 + frame.interval * (frame.n_samples - 1) - (frame.stamp - begun)
             for frame in frames]  # fmt: skip
    assert max(ahead) < 0.03
    assert sum(frame.n_samples for frame in frames if frame.blocks[0].stream == 2) >= 1000


@pytest.mark.parametrize("speed", [0.25, 3.0])
def test_speed_is_simulated_seconds_a_second(built, speed):
    built.send(Speed(value=speed), Run())
    rates = []
    while len(rates) < 12:
        rates.append(built.until(Clock, state="running").rate)
    # It makes good for small delays, and is slower only if this machine is.
    assert max(rates) <= 1.25 * speed
    assert rates[-1] > 0.5 * speed or built.clocks()[-1].limited


def test_as_fast_as_possible_sends_no_more_than_a_page_can_take(built):
    built.send(RAMP, Watch(stream=3, object="model.a", attr="voltage"))
    built.send(Watch(stream=4, object="model.a", attr="spikes", form="spikes"))
    built.send(Speed(value=None), Run())
    frames = built.until_frames(lambda f: f and f[-1].stamp - f[0].stamp > 2)
    late = [frame for frame in frames if frame.stamp - frames[0].stamp > 1]
    size = sum(block.data.nbytes for frame in late for block in frame.blocks)
    assert size / (late[-1].stamp - late[0].stamp) < 300_000
    # What is left out is left out evenly.
    built.send(Pause())
    built.until(Clock, state="paused")
    times, samples = dense(built, 2)
    assert (np.diff(times) > 0).all()
    assert samples[:, 0] == pytest.approx(times, rel=1e-5)


def test_pausing_holds_time_at_once_and_running_goes_on_from_there(built):
    built.send(RAMP, Run())
    built.until_frames(lambda frames: len(frames) > 5)
    built.send(Pause())
    paused = built.until(Clock, state="paused")
    times, _ = dense(built, 2)
    assert times[-1] == pytest.approx(paused.time)
    assert step(built, 1).time == pytest.approx(paused.time + 0.001)


def test_orders_given_while_it_steps_are_not_lost(built):
    built.send(Step(n=1000), Step(n=500))
    paused = built.until(Clock, state="paused")
    assert paused.time == pytest.approx(1.5)
    built.send(Step(n=10), Run())
    while built.until(Clock, state="running").time < 1.6:
        pass


def test_reset_begins_a_new_epoch_at_time_zero_with_the_same_numbers(built):
    built.send(Watch(stream=6, object="model.a", synapse=0.01))
    step(built, 100)
    built.send(Reset(epoch=1))
    assert built.until(Clock, epoch=1).time == 0
    step(built, 100, epoch=1)
    runs = {
        epoch: np.concatenate([b.data for f, b in built.samples(6) if f.epoch == epoch], axis=1)
        for epoch in (0, 1)
    }
    assert runs[0].shape == (2, 100) and np.array_equal(runs[0], runs[1])


def test_a_running_model_that_is_reset_runs_on(built):
    built.send(Run())
    built.until_frames(lambda frames: len(frames) > 3)
    built.send(Reset(epoch=5))
    assert built.until(Clock, epoch=5).state == "running"
    built.until_frames(lambda frames: frames[-1].epoch == 5 and frames[-1].t0 > 0.01)


def test_frames_and_clock_keep_coming_while_nothing_is_watched(built):
    built.send(Run())
    for _ in range(3):
        built.until(Clock, state="running")
    assert {block.stream for frame in built.frames for block in frame.blocks} == {ACTIVITY, DOTS}


def test_the_living_graph_has_a_byte_for_each_object(built):
    graph = next(report.graph for report in built.reports if hasattr(report, "graph"))
    order = {thing.id: place for place, thing in enumerate(graph.objects)}
    n_ensembles = sum(thing.kind == "ensemble" for thing in graph.objects)
    built.send(Hold(object="model.ramp", values=(1.0, 1.0)), Run())
    built.until_frames(lambda frames: len(built.samples(ACTIVITY)) > 10)
    (_, activity), (_, dots) = built.samples(ACTIVITY)[-1], built.samples(DOTS)[-1]
    levels = activity.data[:, 0]
    assert activity.data.shape == (len(graph.objects), 1)
    assert dots.data.shape == (n_ensembles, N_DOTS)
    assert levels[order["model.ramp"]] == levels[order["model.lone"]] == 255
    assert levels[order["model.zero"]] == 128
    assert levels[order["model.a"]] > 20 and dots.data.max() > 100
    assert levels[order["model.inner.exact"]] == 0


TROUBLES = {
    # (output of the node, line to blame, words)
    "raises": ("lambda t: 1 / 0 if t > 0.01 else 0", 6, "ZeroDivisionError"),
    "in a helper": ("lambda t: helper(t)", 4, "helper says no"),
    "wrong size": ("lambda t: [1, 2] if t > 0.01 else 0", 6, "SimulationError"),
    "nothing": ("lambda t: None if t > 0.01 else 0", 6, "SimulationError"),
    "not a number": ("lambda t: float('nan') if t > 0.01 else 0", 6, "SimulationError"),
    "exits": ("lambda t: exit() if t > 0.01 else 0", 6, "ends the program"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_node_that_fails_names_its_line_and_can_be_reset(worker, name):
    output, line, words = TROUBLES[name]
    text = f"""
    import nengo
    def helper(t):
        if t > 0.01:
            raise ValueError("helper says no")
        return 0
    function = {output}
    with nengo.Network() as model:
        node = nengo.Node(function)
        a = nengo.Ensemble(10, 1)
        nengo.Connection(node, a)
    """
    worker.build(text)
    worker.send(Watch(stream=2, object="model.node"), Run())
    (problem,) = worker.until(Troubled).problems
    assert problem.phase == "step" and problem.line == line and words in problem.message
    worker.send(Run(), Reset(epoch=1))
    assert worker.until(Clock, epoch=1) == Clock(state="paused", time=0.0, epoch=1)
    assert step(worker, 5, epoch=1).time == pytest.approx(0.005)


def test_a_wrong_value_names_the_object(worker):
    text = """
    import nengo
    with nengo.Network() as model:
        n = nengo.Node(lambda t: None, size_out=1)
    """
    worker.build(text)
    worker.send(Run())
    (problem,) = worker.until(Troubled).problems
    assert problem.object == "model.n" and problem.line == 3


def test_an_error_of_the_build_names_the_line(worker):
    text = """
    import nengo
    with nengo.Network() as model:
        a = nengo.Node(size_in=1)
        b = nengo.Node(size_in=1)
        nengo.Connection(a, b, synapse=None)
        nengo.Connection(b, a, synapse=None)
        e = nengo.Ensemble(10, 1, max_rates=[1e9] * 10)
    """
    problem = worker.problem(text)
    assert problem.phase == "build" and problem.line == 7 and "max_rates" in problem.message


def test_the_model_cannot_build_a_simulator_while_it_runs(worker):
    text = """
    import nengo
    def f(t):
        if t > 0:
            vars(nengo)["Simulator"](model)
        return 0
    with nengo.Network() as model:
        nengo.Node(f)
    """
    worker.build(text)
    worker.send(Run())
    (problem,) = worker.until(Troubled).problems
    assert problem.line == 4 and "builds its own" in problem.message


def test_a_step_that_hangs_is_named_while_the_rest_can_wait(worker):
    text = """
    import nengo
    def endless(t):
        while t > 0.01:
            pass
        return 0
    with nengo.Network() as model:
        nengo.Node(endless)
    """
    worker.build(text)
    worker.send(Run())
    while not worker.stuck:
        worker.take()
    assert worker.stuck[0] in (3, 4) and worker.exit is None


def test_orders_without_a_simulator_are_let_pass(worker):
    worker.send(Run(), Step(n=3), Pause(), Reset(epoch=1), Build(), RAMP)
    assert worker.load(MODEL).graph.objects


def test_the_step_length_is_chosen_at_the_build(worker):
    worker.load(MODEL)
    assert worker.build(dt=0.002) == Built(dt=0.002)
    assert step(worker, 5).time == pytest.approx(0.01)
    assert worker.build(dt=0.005, epoch=3) == Built(dt=0.005)
    assert step(worker, 2, epoch=3).time == pytest.approx(0.01)
