"""All of something wide, such as the rates of a thousand neurons, as often as the eye needs it."""

from __future__ import annotations

import numpy as np

from nengo_gui.protocol.frames import DENSE, Block
from nengo_gui.worker.components.base import Component
from nengo_gui.worker.components.samples import SharedSamples
from nengo_gui.worker.components.target import Target

SHORTEST = 0.016
"""Simulated seconds from one snapshot to the next, at least: some 60 a second at real time."""
MOST_BYTES_PER_SECOND = 60_000
"""What a stream takes of a page's share at real time; wider ones have fewer snapshots."""


class Snapshot(Component):
    """Sends all channels, but only of each so many slots: of the same ones always."""

    MOST = 4096

    def __init__(
        self, stream: int, targets: tuple[Target, ...], synapse: float | None, shared: SharedSamples
    ) -> None:
        super().__init__(stream, targets, synapse, shared)
        self._every = _every(self.channels, shared.dt)

    def slot_bytes(self, stride: int) -> float:
        """Four bytes a number, but only some slots have a snapshot in them."""
        return 4.0 * self.channels / self._every

    def block(self, samples: np.ndarray, first_step: int, stride: int) -> Block:
        """See `Component.block`."""
        period = self._every * stride
        # The first slot in which the number of the step reaches another multiple of the period.
        first = -first_step % period // stride
        chosen = samples[(first + 1) * stride - 1 :: period]
        return Block(self.stream, DENSE, self.channels, chosen.T, self._every, first)


def _every(channels: int, dt: float) -> int:
    """Return the slots from one snapshot to the next: a power of two, as strides are."""
    seconds = max(SHORTEST, 4 * channels / MOST_BYTES_PER_SECOND)
    return 1 << max(0, round(np.log2(seconds / dt)))
