"""The contract of a stream: samples in, a block of a frame out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from nengo_gui.protocol.frames import Block
from nengo_gui.protocol.inside import Watch
from nengo_gui.protocol.objects import ObjectId
from nengo_gui.worker.components.samples import SharedSamples
from nengo_gui.worker.components.target import Target, find_target, labels_of


class Component(ABC):
    """One stream.

    Samples are sent in slots of ``stride`` steps each: of a simulation that is faster than the eye,
    one sample for each slot.

    Parameters
    ----------
    stream : int
        Its number in frames.
    targets : tuple of Target
        What is watched, an object each.
    synapse : float or None
        Time constant of a low-pass filter, in seconds.
    shared : SharedSamples
        Where samples come from.

    Attributes
    ----------
    channels : int
        Of all objects together.
    labels : tuple of str
        Name of each channel.
    parts : tuple of int
        Channels of each object, one after the other.
    MOST : int or None
        Channels of an object when none were chosen; an even sample of more. None leaves it to
        the target.
    """

    MOST: ClassVar[int | None] = None

    def __init__(
        self, stream: int, targets: tuple[Target, ...], synapse: float | None, shared: SharedSamples
    ) -> None:
        self.stream = stream
        self.channels = sum(target.channels for target in targets)
        self.labels = labels_of(targets)
        self.parts = tuple(target.channels for target in targets)
        self._shared = shared
        self._sources = [(shared.open(tap, synapse), tap) for tap in self.taps(targets)]

    @classmethod
    def of(cls, order: Watch, objects: Mapping[ObjectId, Any], shared: SharedSamples) -> Component:
        """Make the component that an order asks for; raises ``TargetError`` if it cannot be."""
        targets = [find_target(objects, order.object, order.attr, order.dims, cls.MOST)]
        for other in order.also:
            targets.append(find_target(objects, other.object, order.attr, other.dims, cls.MOST))
        return cls(order.stream, tuple(targets), order.synapse, shared)

    def taps(self, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        """Return all that is sampled; the targets themselves come first."""
        return targets

    @abstractmethod
    def slot_bytes(self, stride: int) -> float:
        """Estimate what a slot of so many steps costs on the wire."""

    @abstractmethod
    def block(self, samples: np.ndarray, first_step: int, stride: int) -> Block:
        """Write samples as a block.

        Parameters
        ----------
        samples : (n_slots * stride, channels) ndarray
            One row per step; the channels of all taps side by side.
        first_step : int
            Number of the first of them, counted from 1.
        stride : int
            Steps of a slot.
        """

    def take(self, first_step: int, n_steps: int, stride: int) -> Block:
        """Write some steps, which are here, as a block."""
        parts = [
            samples.rows(first_step, n_steps)[:, samples.columns(tap)]
            for samples, tap in self._sources
        ]
        samples = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
        return self.block(samples, first_step, stride)

    def close(self) -> None:
        """Need samples no more."""
        for samples, _ in self._sources:
            self._shared.close(samples)
