"""Membrane voltages, and where they end: in a spike."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo_gui.protocol.frames import DENSE, Block
from nengo_gui.worker.components.base import Component
from nengo_gui.worker.components.samples import SharedSamples
from nengo_gui.worker.components.target import Target


class Voltage(Component):
    """Sends voltages as numbers, infinite where the neuron spikes; of a slot, the last.

    The voltage of a step with a spike is that of after the reset, so nothing is lost.
    """

    MOST = 6

    def __init__(
        self, stream: int, targets: tuple[Target, ...], synapse: Any, shared: SharedSamples
    ) -> None:
        # Unfiltered: what a filter leaves of a spike could not be told from voltage.
        super().__init__(stream, targets, None, shared)

    def taps(self, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        """See `Component.taps`; spikes are sampled too, if there are any."""
        (target,) = targets
        is_spiking = target.whole.ensemble.neuron_type.spiking
        return (target, target._replace(attr="output")) if is_spiking else targets

    def slot_bytes(self, stride: int) -> float:
        """Four bytes a number, however long the slot."""
        return 4.0 * self.channels

    def block(self, samples: np.ndarray, first_step: int, stride: int) -> Block:
        """See `Component.block`."""
        channels = self.channels
        slots = samples.reshape(-1, stride, samples.shape[1])
        spiked = (slots[:, :, channels:] > 0).any(axis=1)
        voltages = slots[:, -1, :channels]
        if spiked.size:
            voltages = np.where(spiked, np.inf, voltages)
        return Block(self.stream, DENSE, channels, voltages.T)
