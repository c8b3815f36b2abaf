"""The contract of a stream: samples in, a block of a frame out."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from nengo_gui.protocol.frames import Block
from nengo_gui.worker.components.samples import Samples
from nengo_gui.worker.components.target import Target


class Component(ABC):
    """One stream.

    Samples are sent in slots of ``stride`` steps each: of a simulation that is faster than the eye,
    one sample for each slot.

    Parameters
    ----------
    stream : int
        Its number in frames.
    target : Target
        What is watched.
    samples : Samples
        Of that target; others may share them.
    """

    def __init__(self, stream: int, target: Target, samples: Samples) -> None:
        self.stream = stream
        self.target = target
        self.samples = samples
        self._columns = samples.columns(target)

    @abstractmethod
    def slot_bytes(self, stride: int) -> float:
        """Estimate what a slot of so many steps costs on the wire."""

    @abstractmethod
    def block(self, samples: np.ndarray, stride: int) -> Block:
        """Write samples as a block.

        Parameters
        ----------
        samples : (n_slots * stride, channels) ndarray
            One row per step.
        stride : int
            Steps of a slot.
        """

    def take(self, first_step: int, n_steps: int, stride: int) -> Block:
        """Write some steps, which are here, as a block."""
        return self.block(self.samples.rows(first_step, n_steps)[:, self._columns], stride)
