"""Slow viewers cost nobody else anything: events stay, frames wait, memory is bounded."""

import asyncio

import numpy as np
import pytest

from nengo_gui.protocol.events import Log, Refused, Saved, Simulation
from nengo_gui.protocol.frames import DENSE, Block, Frame, decode, encode
from nengo_gui.protocol.objects import LogEntry
from nengo_gui.session import viewers
from nengo_gui.session.replay import Replay
from nengo_gui.session.viewers import CREDIT, Audience, Viewer


def frame(seq, epoch=1, t0=0.0, n=4):
    block = Block(2, DENSE, 1, np.full((1, n), float(seq), np.float32))
    return encode(Frame(epoch, seq, n, t0, 0.001, 0.0, (block,)))


class Tab:
    """A viewer whose line can be held up."""

    def __init__(self):
        self.got, self.closed = [], False
        self.free = asyncio.Event()
        self.free.set()
        self.viewer = Viewer(self._deliver, self._close)

    async def _deliver(self, message):
        await self.free.wait()
        self.got.append(message)

    def _close(self):
        self.closed = True

    @property
    def seqs(self):
        """Numbers of the frames that came, message by message."""
        return [[f.seq for f in decode(m)] for m in self.got if isinstance(m, bytes)]


async def settled():
    for _ in range(20):
        await asyncio.sleep(0)


def run(scenario):
    asyncio.run(asyncio.wait_for(scenario(), 10))


def stamped(replay, n, **facts):
    return [replay.take(frame(0, **facts), facts.get("epoch", 1)) for _ in range(n)]


def test_frames_wait_for_credit_and_are_joined_meanwhile():
    async def scenario():
        tab, replay = Tab(), Replay(60, 1 << 20)
        for one in stamped(replay, 20):
            tab.viewer.show(one)
            await settled()
        assert tab.seqs == [[1], [2], [3], [4]]
        assert len(tab.seqs) == CREDIT
        tab.viewer.acknowledge(1)
        await settled()
        assert tab.seqs[4:] == [list(range(5, 21))]
        tab.viewer.leave()

    run(scenario)


def test_nothing_is_lost_when_a_viewer_keeps_acknowledging():
    async def scenario():
        tab, replay = Tab(), Replay(60, 1 << 20)
        for one in stamped(replay, 100):
            tab.viewer.show(one)
            await settled()
            if tab.seqs and one.seq % 7 == 0:
                tab.viewer.acknowledge(tab.seqs[-1][-1])
        tab.viewer.acknowledge(100)
        await settled()
        assert [seq for message in tab.seqs for seq in message] == list(range(1, 101))
        tab.viewer.leave()

    run(scenario)


def test_a_viewer_that_sleeps_loses_the_oldest_frames_only(monkeypatch):
    monkeypatch.setattr(viewers, "MOST_BYTES_WAITING", 5 * len(frame(0)))

    async def scenario():
        tab, replay = Tab(), Replay(60, 1 << 20)
        for one in stamped(replay, 30):
            tab.viewer.show(one)
            await settled()
        tab.viewer.acknowledge(4)
        await settled()
        assert tab.seqs[CREDIT:] == [[26, 27, 28, 29, 30]]
        tab.viewer.leave()

    run(scenario)


def test_messages_are_not_larger_than_a_page_can_take(monkeypatch):
    monkeypatch.setattr(viewers, "MESSAGE_BYTES", 3 * len(frame(0)))

    async def scenario():
        tab, replay = Tab(), Replay(60, 1 << 20)
        for one in stamped(replay, 7):
            tab.viewer.show(one)
        await settled()
        assert tab.seqs == [[1, 2, 3], [4, 5, 6], [7]]
        tab.viewer.leave()

    run(scenario)


def test_events_overtake_frames_and_keep_their_order():
    async def scenario():
        tab, replay = Tab(), Replay(60, 1 << 20)
        tab.viewer.show(stamped(replay, 1)[0])
        for number in range(3):
            tab.viewer.tell(Refused(message=str(number)))
        await settled()
        assert [isinstance(m, str) for m in tab.got] == [True, True, True, False]
        assert ['"0"' in tab.got[0], '"1"' in tab.got[1], '"2"' in tab.got[2]] == [True] * 3
        tab.viewer.leave()

    run(scenario)


def test_stale_events_are_replaced_and_lines_are_joined_while_they_wait():
    async def scenario():
        tab = Tab()
        tab.free.clear()
        tab.viewer.tell(Refused(message="holds up the line"))
        await settled()
        for number in range(50):
            tab.viewer.tell(Simulation(state="running", time=float(number)))
        for number in range(50):
            tab.viewer.tell(Log(entries=(LogEntry(text=str(number)),)))
        tab.viewer.tell(Saved(path="a", name="a", text_hash=""))
        tab.free.set()
        await settled()
        assert len(tab.got) == 4
        assert '"time":49.0' in tab.got[1]
        assert tab.got[2].count('"text"') == 50
        tab.viewer.leave()

    run(scenario)


@pytest.mark.parametrize("how", ["too many events", "no byte taken"])
def test_a_stalled_viewer_is_closed_and_forgotten(monkeypatch, how):
    monkeypatch.setattr(viewers, "MOST_EVENTS_WAITING", 100)
    monkeypatch.setattr(viewers, "STALLED_SECONDS", 0.05)

    async def scenario():
        slow, quick = Tab(), Tab()
        audience = Audience()
        audience.join(slow.viewer)
        audience.join(quick.viewer)
        slow.free.clear()
        for _ in range(101 if how == "too many events" else 1):
            audience.tell(Refused(message="x"))
            await settled()
        while not slow.closed:
            await asyncio.sleep(0.01)
        assert slow.viewer.gone and not quick.closed
        audience.tell(Refused(message="last"))
        await settled()
        assert "last" in quick.got[-1]
        quick.viewer.leave()

    run(scenario)


def test_the_replay_keeps_the_last_seconds():
    replay = Replay(seconds=1.0, most_bytes=1 << 20)
    for step in range(300):
        replay.take(frame(step, t0=step / 100), epoch=1)
    kept = list(replay)
    assert kept[-1].t0 == pytest.approx(2.99)
    assert kept[0].t0 == pytest.approx(1.99, abs=0.011)


def test_the_replay_is_bounded_in_bytes_too():
    replay = Replay(seconds=1e9, most_bytes=10 * len(frame(0)))
    stamped(replay, 100)
    assert [one.seq for one in replay] == list(range(91, 101))


def test_frames_of_another_epoch_are_void():
    replay = Replay(60, 1 << 20)
    assert replay.take(frame(0, epoch=1), epoch=2) is None
    assert list(replay) == []


def test_numbers_go_on_from_worker_to_worker():
    replay = Replay(60, 1 << 20)
    first = replay.take(frame(700), epoch=1)
    replay.clear()
    second = replay.take(frame(0, epoch=2), epoch=2)
    assert (first.seq, second.seq) == (1, 2)
    (read,) = decode(second.data)
    assert (read.seq, read.epoch) == (2, 2)
    np.testing.assert_array_equal(read.blocks[0].data, np.zeros((1, 4)))


@pytest.mark.parametrize("message", [b"", b"NF", frame(0) + frame(1), frame(0)[:-1]])
def test_what_is_no_frame_is_refused(message):
    with pytest.raises(ValueError, match=r".+"):
        Replay(60, 1 << 20).take(message, epoch=1)
