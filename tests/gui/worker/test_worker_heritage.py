"""The next version of a model goes on where the one before it stood."""

import numpy as np
import pytest

from nengo_gui.protocol.inside import (
    Bequeath,
    Bequeathed,
    Clock,
    Inherit,
    Inherited,
    Step,
    Watch,
)

MODEL = """
    import nengo
    import numpy as np
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(lambda t: np.cos(5 * t))
        memory = nengo.Ensemble(100, 1)
        nengo.Connection(memory, memory, synapse=0.1)
        drive = nengo.Connection(stim, memory, transform=0.1, synapse=0.1)
"""


def values(worker, after):
    return np.concatenate(
        [block.data[0] for _, block in worker.samples(2, after) if block.channels == 1]
    )


def steps(worker, n):
    worker.send(Step(n=n))
    worker.until(Clock, state="running")
    return worker.until(Clock, state="paused")


def hand_on(old, new, epoch=5):
    old.send(Bequeath())
    heritage = old.until(Bequeathed).heritage
    new.send(Inherit(heritage=heritage, epoch=epoch))
    return new.until(Inherited)


def test_values_go_on_without_a_gap(worker, heir):
    for each in (worker, heir):
        each.send(Watch(stream=2, object="model.memory", synapse=0.01))
    worker.build(MODEL, epoch=5)
    heir.build(MODEL.replace("transform=0.1", "transform=0.12"), epoch=9)
    steps(worker, 200)
    assert hand_on(worker, heir) == Inherited(kept=True, time=0.2)
    clock = steps(heir, 10)
    assert (clock.time, clock.epoch) == (pytest.approx(0.21), 5)
    before, after = values(worker, -1), values(heir, 0.2)
    assert heir.frames[-1].epoch == 5
    assert abs(after[0] - before[-1]) < 0.05 < abs(before[-1])


def test_another_model_does_not_take_anything_up(worker, heir):
    worker.build(MODEL)
    heir.build(MODEL.replace("memory", "other").replace("stim", "input"))
    steps(worker, 20)
    assert hand_on(worker, heir) == Inherited(kept=False, time=0.0)


def test_an_ensemble_of_another_size_begins_anew_and_the_rest_goes_on(worker, heir):
    more = "        bystander = nengo.Ensemble(20, 1)\n"
    worker.build(MODEL + more)
    heir.build(MODEL.replace("100, 1", "150, 1") + more)
    steps(worker, 20)
    assert hand_on(worker, heir).kept
    assert steps(heir, 5).time == pytest.approx(0.025)


@pytest.mark.parametrize("heritage", [b"", b"nonsense", b"\x93\x01\x02\x03"])
def test_what_cannot_be_read_is_no_heritage(worker, heritage):
    worker.build(MODEL)
    worker.send(Inherit(heritage=heritage, epoch=3))
    assert worker.until(Inherited) == Inherited(kept=False, time=0.0)
    assert steps(worker, 3).time == pytest.approx(0.003)
