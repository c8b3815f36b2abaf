"""Values over time: decoded values, outputs, membrane voltages."""

from __future__ import annotations

import numpy as np

from nengo_gui.protocol.frames import DENSE, Block
from nengo_gui.worker.components.base import Component


class Value(Component):
    """Sends each channel as numbers; of a slot, the last."""

    def slot_bytes(self, stride: int) -> float:
        """Four bytes a number, however long the slot."""
        return 4.0 * self.channels

    def block(self, samples: np.ndarray, first_step: int, stride: int) -> Block:
        """See `Component.block`."""
        return Block(self.stream, DENSE, self.channels, samples[stride - 1 :: stride].T)
