"""Semantic pointers in words: how similar a vector is to each of its vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nengo_gui.protocol.frames import DENSE, Block
from nengo_gui.protocol.inside import Watch
from nengo_gui.protocol.objects import ObjectId
from nengo_gui.worker.components.base import Component
from nengo_gui.worker.components.samples import SharedSamples
from nengo_gui.worker.components.target import TargetError, check_probeable, whole_of
from nengo_gui.worker.words import Words, words_of


class Similarity(Component):
    """Sends the dot product with each word; of a slot, the last."""

    def __init__(self, order: Watch, obj: Any, shared: SharedSamples) -> None:
        check_probeable(obj, "similarity")
        words = words_of(obj)
        assert words is not None, "what has similarity has words"
        chosen = _chosen(words, order.dims)
        super().__init__(order.stream, (whole_of(words.output),), order.synapse, shared)
        self.labels = tuple(words.keys[word] for word in chosen)
        self.channels, self.parts = len(chosen), (len(chosen),)
        self._vectors = words.vectors[chosen]

    @classmethod
    def of(cls, order: Watch, objects: Mapping[ObjectId, Any], shared: SharedSamples) -> Similarity:
        """See `Component.of`."""
        return cls(order, objects[order.object], shared)

    def slot_bytes(self, stride: int) -> float:
        """Four bytes a number, however long the slot."""
        return 4.0 * len(self.labels)

    def block(self, samples: np.ndarray, first_step: int, stride: int) -> Block:
        """See `Component.block`."""
        similarity = self._vectors @ samples[stride - 1 :: stride].T
        return Block(self.stream, DENSE, len(self.labels), similarity)


def _chosen(words: Words, dims: tuple[int, ...] | None) -> list[int]:
    n_words = len(words.keys)
    if n_words == 0:
        raise TargetError("Its vocabulary has no words yet.")
    if dims is not None and not (dims and min(dims) >= 0 and max(dims) < n_words):
        raise TargetError(f"Not all of {list(dims)} are there: it has {n_words} words.")
    return list(range(n_words) if dims is None else dims)
