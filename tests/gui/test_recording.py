"""What was kept of the plots comes back as numbers, each at its time."""

import io

import numpy as np
import pytest

from nengo_gui.protocol.frames import DENSE, EVENTS, Block, Frame, encode
from nengo_gui.protocol.objects import Plot, Stream
from nengo_gui.session.recording import record

PLOTS = [
    Plot(id="p1", kind="value", object="model.a", x=0, y=0),
    Plot(id="p2", kind="raster", object="model.a", x=0, y=0),
    Plot(id="p3", kind="value", object="model.a", x=0, y=0),
    Plot(id="p4", kind="heat", object="model.a", x=0, y=0),
    Plot(id="p5", kind="value", object="model.unfed", x=0, y=0),
]
STREAMS = [
    Stream(plot="p1", stream=2, channels=2, labels=("0", "1")),
    Stream(plot="p2", stream=3, channels=2, labels=("7", "30")),
    Stream(plot="p3", stream=4, channels=1, labels=("1",)),
    Stream(plot="p4", stream=5, channels=1, labels=("0",)),
    Stream(plot="p5", stream=6, channels=1, labels=("0",)),
]


def frames():
    """Three frames of ten steps; every value is the number of its step."""
    for k in range(3):
        steps = np.arange(1 + 10 * k, 11 + 10 * k, dtype=np.float32)
        blocks = (
            Block(2, DENSE, 2, np.stack([steps, -steps])),
            Block(3, EVENTS, 2, np.array([[0, 1], [9, 0]], np.uint16)),
            Block(4, DENSE, 1, steps[np.newaxis]),
            Block(5, DENSE, 1, steps[np.newaxis, 1::5], 5, 1),
        )
        yield encode(Frame(0, k, 10, steps[0] * 0.001, 0.001, 0.0, blocks))


def recorded(**span):
    return np.load(io.BytesIO(record(frames(), PLOTS, STREAMS, **span)), allow_pickle=False)


def test_every_sample_is_there_at_its_time():
    arrays = recorded()
    for name in ("model.a.value", "model.a.heat"):
        assert arrays[f"{name}.values"][:, 0] == pytest.approx(1000 * arrays[f"{name}.time"])
    assert len(arrays["model.a.value.time"]) == 30
    assert len(arrays["model.a.heat.time"]) == 6
    assert list(arrays["model.a.value.labels"]) == ["0", "1"]


def test_spikes_name_their_neurons():
    arrays = recorded()
    assert list(arrays["model.a.raster.values"]) == ["30", "7"] * 3
    assert arrays["model.a.raster.time"][:2] == pytest.approx([0.001, 0.010])


def test_two_plots_of_one_kind_have_two_names_and_what_is_not_fed_has_none():
    names = {name.rpartition(".")[0] for name in recorded()}
    assert names == {"model.a.value", "model.a.raster", "model.a.value2", "model.a.heat"}


def test_a_part_of_the_time_can_be_had():
    times = recorded(start=0.0055, end=0.0205)["model.a.value.time"]
    assert times == pytest.approx(np.arange(6, 21) * 0.001)


def test_nothing_kept_is_an_empty_archive():
    assert np.load(io.BytesIO(record([], PLOTS, STREAMS))).files == []
