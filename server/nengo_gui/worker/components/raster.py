"""Spikes over time."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo_gui.protocol.frames import EVENTS, Block
from nengo_gui.worker.components.base import Component

MEMORY = 0.9
"""How much the spiking of the past weighs against that of the last block."""


class Raster(Component):
    """Sends which neuron spiked when; of a slot, each neuron at most once."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        # Chance of each neuron to spike in a step.
        self._chances = np.zeros(self.channels)

    def slot_bytes(self, stride: int) -> float:
        """Four bytes for each neuron that spikes in the slot at all."""
        return 4.0 * float(np.sum(1 - (1 - self._chances) ** stride))

    def block(self, samples: np.ndarray, first_step: int, stride: int) -> Block:
        """See `Component.block`."""
        spikes = samples > 0
        if len(samples):
            self._chances += (1 - MEMORY) * (spikes.mean(axis=0) - self._chances)
        steps, channels = np.nonzero(spikes)
        events = np.stack([steps // stride, channels], axis=1).astype(np.uint16)
        if stride > 1:
            events = np.unique(events, axis=0)
        return Block(self.stream, EVENTS, self.channels, events)
