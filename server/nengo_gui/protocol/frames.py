"""Blocks of samples as bytes, little endian, everything aligned to eight.

A frame is a header and any number of blocks; a message on the socket is one or more frames, one
behind the other.

=========  ====  ==================================================================
header     type  meaning
=========  ====  ==================================================================
magic      2s    ``NF``
version    u8    1
flags      u8    0
n_blocks   u16   blocks that follow
epoch      u16   which run from time zero this belongs to
seq        u32   counts frames of a worker
n_samples  u32   steps this frame spans
t0         f64   simulated time of its first sample, seconds
interval   f64   simulated seconds from sample to sample
stamp      f64   wall time at which it was made, seconds since 1970
=========  ====  ==================================================================

=========  ====  ==================================================================
block      type  meaning
=========  ====  ==================================================================
stream     u32   which stream; see the ``plots`` event
encoding   u8    0 dense, 1 events, 2 bytes
reserved   u8    0
channels   u16   lines of the plot
count      u32   samples for each channel (dense, bytes) or events altogether
every      u16   samples of the frame from one sample of this block to its next, at least 1
first      u16   samples of the frame before the first one of this block
data             dense: ``channels × count`` f32, one channel after the other;
                 events: ``count`` pairs (sample u16, channel u16);
                 bytes: ``channels × count`` u8; padded to eight bytes
=========  ====  ==================================================================

Channel-major because a plot draws a channel at a time; events because spikes are rare. What is
wide and watched as a whole, as the rates of all neurons, is sent only ``every`` so many samples.

Two streams always exist while a model runs, sent some 20 times a second, for the living graph:
``ACTIVITY`` holds one byte for each graph object, in the order of the ``graph`` event (an
ensemble's mean rate over its mean maximum rate, a Node's value over its range so far with 128 as
zero, the mean of its members for a network); ``DOTS`` holds ``N_DOTS`` bytes for each
ensemble, in the same order: how recently each of so many evenly chosen neurons spoke.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

DENSE, EVENTS, BYTES = 0, 1, 2
MAGIC, VERSION = b"NF", 1
HEADER = struct.Struct("<2sBBHHIIddd")
BLOCK = struct.Struct("<IBBHIHH")
ACTIVITY, DOTS, FIRST_STREAM = 0, 1, 2
N_DOTS = 26
"""Neurons drawn inside the circle of an ensemble."""
MAX_SAMPLES = 0xFFFF
"""Events number their samples in 16 bits."""


class Block(NamedTuple):
    """The samples of one stream within a frame.

    ``data`` is ``(channels, count)`` float32 when dense, ``(count, 2)`` uint16 for events (sample,
    channel), ``(channels, count)`` uint8 for bytes; ``channels`` is the width of the stream.
    Dense samples are those number ``first``, ``first + every`` … of the frame.
    """

    stream: int
    encoding: int
    channels: int
    data: np.ndarray
    every: int = 1
    first: int = 0


class Frame(NamedTuple):
    """Samples of several streams over the same stretch of simulated time, in seconds."""

    epoch: int
    seq: int
    n_samples: int
    t0: float
    interval: float
    stamp: float
    blocks: tuple[Block, ...]


_DTYPES: dict[int, np.dtype] = {
    DENSE: np.dtype("<f4"),
    EVENTS: np.dtype("<u2"),
    BYTES: np.dtype("u1"),
}


def encode(frame: Frame) -> bytes:
    """Write a frame as bytes."""
    head = HEADER.pack(
        MAGIC, VERSION, 0, len(frame.blocks), frame.epoch & 0xFFFF, frame.seq & 0xFFFFFFFF,
        frame.n_samples, frame.t0, frame.interval, frame.stamp,
    )  # fmt: skip
    return b"".join([head, *(part for block in frame.blocks for part in _encode_block(block))])


def _encode_block(block: Block) -> Iterable[bytes]:
    count = len(block.data) if block.encoding == EVENTS else block.data.shape[1]
    data = np.ascontiguousarray(block.data, dtype=_DTYPES[block.encoding]).tobytes()
    yield BLOCK.pack(
        block.stream, block.encoding, 0, block.channels, count, block.every, block.first
    )
    yield data
    yield bytes(-len(data) % 8)


def decode(message: bytes) -> Iterator[Frame]:
    """Read the frames of a message one after the other.

    Raises
    ------
    ValueError
        If the bytes are no frames: the model may have written them, so nothing is believed.
    """
    at = 0
    while at < len(message):
        frame, at = _decode_frame(message, at)
        yield frame


def _decode_frame(message: bytes, at: int) -> tuple[Frame, int]:
    if len(message) - at < HEADER.size:
        raise ValueError(f"A frame header needs {HEADER.size} bytes, got {len(message) - at}.")
    magic, version, _, n_blocks, epoch, seq, n_samples, t0, interval, stamp = HEADER.unpack_from(
        message, at
    )
    if magic != MAGIC or version != VERSION:
        raise ValueError(f"Expected a frame of version {VERSION}, got {magic!r} {version}.")
    at += HEADER.size
    blocks = []
    for _ in range(n_blocks):
        block, at = _decode_block(message, at)
        blocks.append(block)
    return Frame(epoch, seq, n_samples, t0, interval, stamp, tuple(blocks)), at


def _decode_block(message: bytes, at: int) -> tuple[Block, int]:
    if len(message) - at < BLOCK.size:
        raise ValueError("A frame ends inside a block header.")
    stream, encoding, _, channels, count, every, first = BLOCK.unpack_from(message, at)
    if encoding not in _DTYPES:
        raise ValueError(f"Block encoding is {encoding}, but must be 0, 1 or 2.")
    if not every:
        raise ValueError("A block repeats every 0 samples, but must every 1 or more.")
    at += BLOCK.size
    n_items = count * 2 if encoding == EVENTS else count * channels
    size = n_items * _DTYPES[encoding].itemsize
    if len(message) - at < size + (-size % 8):
        raise ValueError("A frame ends inside a block.")
    data = np.frombuffer(message, _DTYPES[encoding], n_items, at)
    shape = (count, 2) if encoding == EVENTS else (channels, count)
    block = Block(stream, encoding, channels, data.reshape(shape), every, first)
    return block, at + size + (-size % 8)
