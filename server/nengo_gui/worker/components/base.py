"""The contract of a stream: taps on a running simulator, samples in, a block of a frame out."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

import nengo
from nengo_gui.protocol.frames import Block
from nengo_gui.worker.components.target import Target


class Component(ABC):
    """One stream of samples.

    Samples are kept from step to step until they are taken, in slots of ``stride`` steps each: a
    simulation faster than the eye sends one sample for each slot.

    Parameters
    ----------
    stream : int
        Its number in frames.
    target : Target
        What is watched.
    synapse : float or None
        Time constant of a low-pass filter, in seconds.
    """

    def __init__(
        self, sim: nengo.Simulator, stream: int, target: Target, synapse: float | None
    ) -> None:
        self.stream = stream
        self.target = target
        self._tap = sim.tap(target.part, target.attr, synapse=synapse)
        self._samples = np.empty((0, target.channels))
        self._first_step = sim.n_steps + 1

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

    def collect(self) -> int:
        """Fetch what was sampled; return the number of the first step that is here."""
        first_step, samples = self._tap.read()
        if len(self._samples) and first_step == self._first_step + len(self._samples):
            self._samples = np.concatenate([self._samples, samples])
        else:
            self._first_step, self._samples = first_step, samples
        return self._first_step

    def take(self, first_step: int, n_steps: int, stride: int) -> Block:
        """Take out the block of some steps, which are here; what lies before is dropped."""
        start = first_step - self._first_step
        samples = self._samples[start : start + n_steps]
        self._samples = self._samples[start + n_steps :]
        self._first_step = first_step + n_steps
        return self.block(samples, stride)

    def close(self) -> None:
        """Stop sampling."""
        self._tap.close()
