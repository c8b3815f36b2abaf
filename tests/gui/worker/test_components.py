"""What each form of stream sends of a running model."""

import numpy as np
import pytest

from nengo_gui.protocol.inside import Clock, Drawn, Step, Watch, Watching

MODEL = """
import numpy as np
import nengo
with nengo.Network(seed=3) as model:
    drive = nengo.Node([0.8])
    a = nengo.Ensemble(80, 1)
    nengo.Connection(drive, a)
    rates = nengo.Ensemble(20, 1, neuron_type=nengo.LIFRate())
    pixels = nengo.Node(lambda t: np.full(300, t))
"""


@pytest.fixture
def built(worker):
    """A worker whose model is built."""
    worker.build(MODEL)
    return worker


def step(worker, n):
    """Advance by some steps, to the end."""
    worker.send(Step(n=n))
    worker.until(Clock, state="running")
    worker.until(Clock, state="paused")


def dense(worker, stream):
    """Return times and (n, channels) samples of a stream, put together from all frames."""
    times, samples = [], []
    for frame, block in worker.samples(stream):
        slots = block.first + block.every * np.arange(block.data.shape[1])
        times += list(frame.t0 + frame.interval * slots)
        samples += list(block.data.T)
    return np.array(times), np.array(samples)


def test_voltages_end_in_a_spike_wherever_the_raster_has_one(built):
    dims = (0, 7, 33, 79)
    built.send(
        Watch(stream=2, object="model.a", attr="voltage", dims=dims, form="voltage"),
        Watch(stream=3, object="model.a", attr="spikes", dims=dims, form="spikes"),
    )
    step(built, 200)
    _, voltages = dense(built, 2)
    spikes = np.zeros((200, 4), dtype=bool)
    for frame, block in built.samples(3):
        first = round(frame.t0 / frame.interval) - 1
        spikes[first + block.data[:, 0], block.data[:, 1]] = True
    assert spikes.any(), "nothing spiked, so nothing was proved"
    assert np.array_equal(np.isposinf(voltages), spikes)
    rest = voltages[~spikes]
    assert np.all((rest >= 0) & (rest <= 1))


def test_a_few_neurons_are_chosen_for_their_voltages(built):
    built.send(Watch(stream=2, object="model.a", attr="voltage", form="voltage"))
    assert built.until(Watching).channels == 6


def assert_even(times, steps):
    """All lie at multiples of so many steps; a fast simulator leaves some out."""
    multiples = 1000 * times / steps
    assert multiples == pytest.approx(np.round(multiples))
    assert np.all(np.diff(times) >= 0.001 * steps - 1e-9)


@pytest.mark.parametrize("object_id, attr, channels", [
    ("model.a", "spikes", 80), ("model.rates", "rates", 20), ("model.pixels", "output", 300),
])  # fmt: skip
def test_snapshots_show_all_channels_at_even_times(built, object_id, attr, channels):
    built.send(Watch(stream=2, object=object_id, attr=attr, form="snapshots", synapse=0.05))
    assert built.until(Watching).channels == channels
    for n in (3, 40, 1, 156):
        step(built, n)
    times, samples = dense(built, 2)
    assert samples.shape[1] == channels
    assert_even(times, 16)
    assert len(times) >= 2


def test_a_snapshot_is_what_every_step_would_have_shown(built):
    built.send(
        Watch(stream=2, object="model.a", attr="spikes", dims=(1, 2), synapse=0.02),
        Watch(
            stream=3, object="model.a", attr="spikes", dims=(1, 2), synapse=0.02, form="snapshots"
        ),
    )
    step(built, 130)
    times, every_step = dense(built, 2)
    at, snapshots = dense(built, 3)
    chosen = np.searchsorted(times, at - 1e-6)
    assert np.array_equal(every_step[chosen], snapshots)


def test_wide_streams_have_fewer_snapshots(built):
    wide = Watch(stream=2, object="model.pixels", form="snapshots", dims=tuple(range(300)) * 4)
    built.send(wide)
    step(built, 256)
    times, _ = dense(built, 2)
    assert_even(times, 64)


PAGES = """
import nengo
def dial(t):
    dial._nengo_html_ = f"<p>{round(100 * t)}</p>"
def broken(t):
    broken._nengo_html_ = Broken()
class Broken:
    def __str__(self):
        raise RuntimeError("no")
def long(t):
    long._nengo_html_ = "x" * 300_000
with nengo.Network() as model:
    dial_node = nengo.Node(dial)
    broken_node = nengo.Node(broken)
    long_node = nengo.Node(long)
    mute_node = nengo.Node([0])
"""


def page_watch(name):
    return Watch(stream=2, object=f"model.{name}_node", attr="html", form="html")


def test_a_page_is_sent_when_it_changes_and_only_then(worker):
    worker.build(PAGES)
    worker.send(page_watch("dial"))
    assert worker.until(Drawn, stream=2).html == "<p>0</p>"
    step(worker, 1)
    step(worker, 100)
    told = [report.html for report in worker.reports if isinstance(report, Drawn)]
    assert told[-1] == "<p>10</p>"
    assert len(told) == len(set(told))


@pytest.mark.parametrize("name, words", [("broken", "RuntimeError"), ("long", "200000 characters")])
def test_pages_that_cannot_be_shown_say_why(worker, name, words):
    worker.build(PAGES)
    worker.send(page_watch(name))
    assert words in worker.until(Drawn).html


def test_what_draws_no_page_is_said_to_have_none(worker):
    worker.build(PAGES)
    worker.send(page_watch("mute"))
    assert "no html" in worker.until(Watching).problem
