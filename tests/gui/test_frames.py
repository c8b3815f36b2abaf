"""Samples survive the way as bytes, and bytes that are no frames are never believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nengo_gui.protocol.frames import (
    BYTES,
    DENSE,
    EVENTS,
    HEADER,
    Block,
    Frame,
    decode,
    encode,
)


def shapes(channels, count):
    return st.tuples(st.integers(0, channels), st.integers(0, count))


dense = shapes(5, 20).flatmap(
    lambda shape: arrays.arrays(np.float32, shape).map(lambda data: Block(7, DENSE, shape[0], data))
)
levels = shapes(5, 20).flatmap(
    lambda shape: arrays.arrays(np.uint8, shape).map(lambda data: Block(8, BYTES, shape[0], data))
)
events = st.integers(0, 20).flatmap(
    lambda count: arrays.arrays(np.uint16, (count, 2)).map(lambda data: Block(9, EVENTS, 50, data))
)
frames = st.builds(
    Frame,
    epoch=st.integers(0, 0xFFFF),
    seq=st.integers(0, 0xFFFFFFFF),
    n_samples=st.integers(0, 1000),
    t0=st.floats(0, 1e9),
    interval=st.floats(1e-6, 1),
    stamp=st.floats(0, 1e12),
    blocks=st.lists(st.one_of(dense, levels, events), max_size=4).map(tuple),
)


@given(st.lists(frames, max_size=3))
def test_frames_are_read_as_they_were_written(written):
    read = list(decode(b"".join(map(encode, written))))
    assert [frame[:6] for frame in read] == [frame[:6] for frame in written]
    for before, after in zip(written, read, strict=True):
        for one, other in zip(before.blocks, after.blocks, strict=True):
            assert one[:3] == other[:3]
            np.testing.assert_array_equal(one.data, other.data)


@given(frames)
def test_everything_is_aligned_to_eight_bytes(frame):
    assert len(encode(frame)) % 8 == 0
    assert HEADER.size % 8 == 0


@given(frames, st.data())
def test_a_frame_cut_short_is_refused(frame, data):
    message = encode(frame)
    end = data.draw(st.integers(1, len(message) - 1))
    with pytest.raises(ValueError, match="frame"):
        list(decode(message[:end]))


@given(st.binary(min_size=1, max_size=200))
def test_other_bytes_are_refused_in_a_sentence(message):
    with pytest.raises(ValueError, match=r"\."):
        list(decode(message))


def test_an_unknown_encoding_is_refused():
    message = bytearray(encode(Frame(1, 1, 1, 0, 1, 0, (Block(2, DENSE, 1, np.ones((1, 1))),))))
    message[HEADER.size + 4] = 9
    with pytest.raises(ValueError, match="encoding is 9"):
        list(decode(bytes(message)))
