"""What each form of stream sends of a running model."""

import numpy as np
import pytest

from nengo_gui.protocol.inside import (
    Clock,
    Drawn,
    Loaded,
    Point,
    Printed,
    Step,
    Watch,
    Watching,
)
from nengo_gui.protocol.objects import Source

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


TWINS = """
import nengo
with nengo.Network() as model:
    x = nengo.Ensemble(10, 1)
    for name in ("left", "right"):
        net = nengo.Network(label=name)
        setattr(model, name, net)
        with net:
            net.x = nengo.Ensemble(10, 1, label="x")
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


def test_several_objects_share_a_stream_and_each_keeps_its_channels(built):
    alone = [
        Watch(stream=2, object="model.a", synapse=0.01),
        Watch(stream=3, object="model.pixels", dims=(4, 9), synapse=0.01),
    ]
    together = Watch(
        stream=4, object="model.a", also=(Source("model.pixels", (4, 9)),), synapse=0.01
    )
    built.send(*alone, together)
    answer = built.until(Watching, stream=4)
    assert answer.labels == ("a", "pixels 4", "pixels 9")
    assert answer.parts == (1, 2)
    step(built, 50)
    (_, a), (_, pixels), (_, both) = (dense(built, stream) for stream in (2, 3, 4))
    assert np.array_equal(both, np.hstack([a, pixels]))


def test_spikes_of_several_objects_share_a_raster(built):
    also = (Source("model.a", (5, 6)),)
    built.send(
        Watch(stream=2, object="model.a", attr="spikes", dims=(33,), also=also, form="spikes"),
        Watch(stream=3, object="model.a", attr="spikes", dims=(33, 5, 6), form="spikes"),
    )
    step(built, 200)
    both, alone = (
        np.concatenate([block.data for _, block in built.samples(stream)]) for stream in (2, 3)
    )
    assert len(both), "nothing spiked, so nothing was proved"
    assert np.array_equal(both, alone)


def test_objects_of_one_name_are_told_apart_by_their_networks(worker):
    worker.build(TWINS)
    also = (Source("model.left.x"), Source("model.right.x"))
    worker.send(Watch(stream=2, object="model.x", also=also))
    assert worker.until(Watching, stream=2).labels == ("x", "left.x", "right.x")


def test_a_few_neurons_are_chosen_for_their_voltages(built):
    built.send(Watch(stream=2, object="model.a", attr="voltage", form="voltage"))
    assert built.until(Watching).channels == 6


def assert_even(times, steps):
    """All lie at multiples of so many steps; a fast simulator leaves some out.

    Where frames begin to have wider slots, the next sample is the last of its slot.
    """
    multiples = 1000 * times / steps
    assert multiples == pytest.approx(np.round(multiples), abs=3 / steps)
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


POINTERS = """
import warnings
warnings.simplefilter("ignore")
import numpy as np
import nengo
from nengo import spa

class Mapped(dict):
    vectors = np.eye(8)[:3]
    def parse(self, text):
        return self[text]

with spa.SPA(seed=1) as model:
    model.a = spa.State(16, subdimensions=16)
    model.b = spa.State(16, subdimensions=16)
    model.cortical = spa.Cortical(spa.Actions("b = a"))
    model.sight = spa.Input(a="DOG")
    model.get_output_vocab("a").parse("CAT + FISH")
    other = nengo.Network()
    with other:
        other.output = nengo.Node(np.eye(8)[1])
        other.vocab = Mapped(A=spa.SemanticPointer(np.eye(8)[0]), B=None, C=None)
    plain = nengo.networks.EnsembleArray(20, 2)
"""


def similarity(stream, name, dims=None):
    return Watch(
        stream=stream, object=f"model.{name}", attr="similarity", dims=dims, form="similarity",
        synapse=0.03,
    )  # fmt: skip


def test_vectors_are_told_in_words(worker):
    worker.build(POINTERS)
    worker.send(similarity(2, "b"), similarity(3, "other"), similarity(4, "b", (2, 0)))
    assert worker.until(Watching, stream=2).labels == ("DOG", "CAT", "FISH")
    assert worker.until(Watching, stream=3).labels == ("A", "B", "C")
    assert worker.until(Watching, stream=4).labels == ("FISH", "DOG")
    step(worker, 300)
    words = dense(worker, 2)[1]
    assert words[-1].argmax() == 0 and words[-1].max() > 0.6
    assert dense(worker, 3)[1][-1] == pytest.approx([0, 1, 0], abs=1e-3)
    assert dense(worker, 4)[1] == pytest.approx(words[:, [2, 0]])


def test_the_parts_of_a_stream_are_all_of_its_channels(worker):
    worker.build(
        "from nengo import spa\nwith spa.SPA(seed=1) as model:\n"
        "    model.a = spa.State(16, subdimensions=16)\n"
        "    model.sight = spa.Input(a=lambda t: 'DOG')\n"
    )
    worker.send(similarity(2, "a"), Watch(stream=3, object="model.a"))
    assert worker.until(Watching, stream=2).parts == (1,)
    assert worker.until(Watching, stream=3).parts == (16,)


def test_only_what_has_a_vocabulary_has_words(worker):
    loaded = worker.load(POINTERS)
    assert isinstance(loaded, Loaded)
    have = {thing.id for thing in loaded.graph.objects if "similarity" in thing.probeable}
    assert {"model.a", "model.b", "model.other"} <= have
    assert "model.plain" not in have and "model" not in have


def test_a_pointer_put_in_by_hand_wins_until_it_is_let_go(worker):
    worker.build(POINTERS)
    worker.send(similarity(2, "b"))
    for pointer, winner in [("CAT", 1), ("", 0), ("FISH", 2)]:
        worker.send(Point(object="model.a", pointer=pointer))
        step(worker, 300)
        assert dense(worker, 2)[1][-1].argmax() == winner


def test_what_is_no_pointer_is_said_in_the_log(worker):
    worker.build(POINTERS)
    worker.send(Point(object="model.a", pointer="1 +"))
    assert "1 +" in worker.until(Printed).entries[-1].text


def test_what_a_connection_delivers_can_be_watched(worker):
    worker.build(
        "import nengo\nwith nengo.Network(seed=3) as model:\n"
        "    drive = nengo.Node([0.5, -0.25])\n    double = nengo.Node(size_in=2)\n"
        "    link = nengo.Connection(drive, double, transform=2, synapse=0.1)\n"
    )
    worker.send(Watch(stream=2, object="model.link", synapse=0.001))
    assert worker.until(Watching, stream=2).labels == ("0", "1")
    step(worker, 100)
    _, samples = dense(worker, 2)
    reached = 1 - np.exp(-1)  # after as long as the time constant of its synapse
    assert samples[-1] == pytest.approx([reached, -reached / 2], rel=0.02)
