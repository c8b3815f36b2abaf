"""Collects what all streams have to send into frames."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

import nengo
from nengo_gui.protocol.frames import MAX_SAMPLES, Block, Frame, encode
from nengo_gui.protocol.inside import Watch
from nengo_gui.protocol.objects import ObjectId
from nengo_gui.worker.components.activity import Activity
from nengo_gui.worker.components.base import Component
from nengo_gui.worker.components.kinds import KINDS
from nengo_gui.worker.components.samples import SharedSamples

MAX_BYTES_PER_SECOND = 250_000
"""What a page gets at most; beyond, samples are left out. Some room is kept for the rest."""
MAX_FRAME_BYTES = 1 << 20
"""What a frame may hold when a reader was away; far below what the channel refuses."""
MAX_STRIDE = 1 << 12
FRAME_SECONDS = 1 / 60
ACTIVITY_SECONDS = 0.05


class Framing:
    """Writes the samples of a running simulator as frames.

    Parameters
    ----------
    sim : Simulator
        The simulator.
    activity : Activity
        The living graph.
    """

    def __init__(self, sim: nengo.Simulator, activity: Activity) -> None:
        self.epoch = 0
        self._samples = SharedSamples(sim)
        self._components: dict[int, Component] = {}
        self._sim = sim
        self._activity = activity
        self._next_activity_at = 0.0
        self._seq = 0
        self._stride = 1
        self._steps_per_second = 0.0
        self._measured_at, self._measured_step = time.monotonic(), 0

    def open(self, order: Watch, objects: Mapping[ObjectId, Any]) -> Component:
        """Add a stream. What the others have must be sent before: frames hold the same of all."""
        component = KINDS[order.form].of(order, objects, self._samples)
        self._components[order.stream] = component
        return component

    def close(self, stream: int) -> None:
        """Take a stream out, if there is one of that number."""
        component = self._components.pop(stream, None)
        if component is not None:
            component.close()

    def skipped(self) -> None:
        """Take note that time has jumped, which says nothing about how fast it passes."""
        self._measured_at, self._measured_step = time.monotonic(), self._sim.n_steps

    def frames(self, everything: bool = False) -> Iterator[bytes]:
        """Write what there is since the last call: one frame, or none if there is nothing.

        Parameters
        ----------
        everything : bool
            Whether to send all, in more than one frame if need be. Otherwise what is too much for
            one waits, and so do the last few steps, which do not fill a slot.
        """
        self._adapt()
        strides = [self._stride, 1] if everything else [self._stride]
        for stride in strides:
            n_slots = 1
            while n_slots:
                first_step, n_slots = self._span(stride)
                yield from self._frame(first_step, n_slots, stride)
                if not everything:
                    break

    def _frame(self, first_step: int, n_slots: int, stride: int) -> Iterator[bytes]:
        blocks: list[Block] = []
        t0 = self._sim.n_steps * self._sim.dt
        if n_slots:
            n_steps = n_slots * stride
            for component in self._components.values():
                blocks.append(component.take(first_step, n_steps, stride))
            self._samples.drop(first_step + n_steps)
            t0 = (first_step + stride - 1) * self._sim.dt
        blocks += self._activity_if_due()
        if blocks:
            yield self._write(t0, n_slots, stride, blocks)

    def _span(self, stride: int) -> tuple[int, int]:
        """Return the first step that all streams have, and how many slots fit into a frame."""
        first_step = self._samples.collect()
        if first_step is None:
            return 0, 0
        n_slots = (self._sim.n_steps - first_step + 1) // stride
        most = int(MAX_FRAME_BYTES / max(1.0, self._slot_bytes(stride)))
        return first_step, min(n_slots, most, MAX_SAMPLES)

    def _activity_if_due(self) -> tuple[Block, ...]:
        now = time.monotonic()
        if now < self._next_activity_at:
            return ()
        self._next_activity_at = now + ACTIVITY_SECONDS
        return self._activity.blocks()

    def _write(self, t0: float, n_slots: int, stride: int, blocks: list[Block]) -> bytes:
        self._seq += 1
        interval = stride * self._sim.dt
        frame = Frame(self.epoch, self._seq, n_slots, t0, interval, time.time(), tuple(blocks))
        with np.errstate(over="ignore"):  # what is too large for a float32 is shown as infinite
            return encode(frame)

    def _adapt(self) -> None:
        """Choose a power of two, so that it changes seldom: up when needed, down when safe."""
        steps_per_second = self._measure()
        needed = self._needed_stride(steps_per_second)
        safe = self._needed_stride(1.5 * steps_per_second)
        self._stride = max(needed, min(self._stride, safe))

    def _measure(self) -> float:
        """Return the steps in a second of late."""
        now, n_steps = time.monotonic(), self._sim.n_steps
        elapsed = max(now - self._measured_at, FRAME_SECONDS)
        n_new = n_steps - self._measured_step if n_steps >= self._measured_step else n_steps
        self._steps_per_second += 0.3 * (n_new / elapsed - self._steps_per_second)
        self._measured_at, self._measured_step = now, n_steps
        return self._steps_per_second

    def _needed_stride(self, steps_per_second: float) -> int:
        stride = 1
        while stride < MAX_STRIDE:
            bytes_per_second = self._slot_bytes(stride) * steps_per_second / stride
            if bytes_per_second <= MAX_BYTES_PER_SECOND:
                break
            stride *= 2
        return stride

    def _slot_bytes(self, stride: int) -> float:
        return sum(component.slot_bytes(stride) for component in self._components.values())
