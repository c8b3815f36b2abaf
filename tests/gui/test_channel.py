"""Messages survive any cutting of the stream, and nothing too large or unknown gets through."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo_gui.protocol.channel import FRAME, HEAD, MESSAGE, ChannelError, Splitter, pack
from nengo_gui.protocol.inside import Clock, Pause, Run, dump, parse_report
from nengo_gui.worker.channel import Channel, ServerGone

CAPS = {MESSAGE: 64, FRAME: 32}
payloads = st.lists(
    st.tuples(st.sampled_from([MESSAGE, FRAME]), st.binary(max_size=32)), max_size=8
)


@given(payloads, st.integers(1, 40))
def test_messages_come_out_as_they_went_in_however_they_are_cut(messages, size):
    stream = b"".join(pack(kind, payload) for kind, payload in messages)
    splitter = Splitter(CAPS)
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert [message for piece in pieces for message in splitter.feed(piece)] == messages


@pytest.mark.parametrize("head", [(33, FRAME), (65, MESSAGE), (0, 7), (2**32 - 1, MESSAGE)])
def test_a_bad_head_is_refused_before_its_payload_comes(head):
    with pytest.raises(ChannelError):
        list(Splitter(CAPS).feed(HEAD.pack(*head)))


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    yield Channel(ours), theirs
    ours.close()
    theirs.close()


def test_orders_arrive_in_order(ends):
    channel, server = ends
    server.sendall(pack(MESSAGE, dump(Run())) + pack(MESSAGE, dump(Pause())))
    assert channel.exchange(None) == [Run(), Pause()]


def test_nothing_to_do_is_no_order(ends):
    assert ends[0].exchange(0) == []


def test_a_server_that_does_not_read_blocks_nobody_and_loses_nothing(ends):
    channel, server = ends
    reports = [Clock(state="running", time=float(step)) for step in range(20_000)]
    for report in reports:
        channel.post(report)
    assert channel.busy
    stream, received = Splitter(CAPS | {MESSAGE: 1000}), []
    reader = threading.Thread(target=channel.drain)
    reader.start()
    while len(received) < len(reports):
        received += [parse_report(payload) for _, payload in stream.feed(server.recv(1 << 20))]
    reader.join()
    assert received == reports and not channel.busy


def test_a_server_that_is_gone_ends_the_worker(ends):
    channel, server = ends
    server.close()
    with pytest.raises(ServerGone):
        channel.exchange(None)
