"""The words that the vectors of a module stand for, in the old and in the new way to say so."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

import nengo
from nengo_gui.worker.texts import shown

MOST_WORDS = 200


class Words(NamedTuple):
    """A vocabulary as far as it is needed here, and where its vectors come and go."""

    vocabulary: Any
    output: nengo.Node
    input: nengo.Node | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The words there are at the moment, the first ones of very many."""
        return tuple(shown(key) for key in list(self.vocabulary.keys)[:MOST_WORDS])

    @property
    def vectors(self) -> np.ndarray:
        """Their (n_words, n_dimensions) vectors."""
        return np.asarray(self.vocabulary.vectors, dtype=float)[: len(self.keys)]

    def parse(self, text: str) -> np.ndarray:
        """Return the (n_dimensions,) vector of an expression."""
        return np.asarray(self.vocabulary.parse(text).v, dtype=float)


class _Mapped:
    """A vocabulary that is a mapping, whose keys are asked for instead of kept."""

    def __init__(self, vocabulary: Any) -> None:
        self.keys = list(vocabulary)
        self.vectors = vocabulary.vectors
        self.parse = vocabulary.parse


def words_of(obj: Any) -> Words | None:
    """Find the words of a network; None if it has none.

    The modules of ``nengo.spa`` name their vocabulary among their ``outputs``. Networks that
    follow ``nengo_spa`` have it as ``vocab``, or in the config of their output.
    """
    if not isinstance(obj, nengo.Network):
        return None
    node, vocabulary = _declared(obj, "outputs")
    if vocabulary is None:
        node = getattr(obj, "output", None)
        vocabulary = getattr(obj, "vocab", None) or _configured(obj, node)
    if not isinstance(node, nengo.Node) or not _is_vocabulary(vocabulary, node.size_out):
        return None
    into, _ = _declared(obj, "inputs")
    into = into or getattr(obj, "input", None)
    fits = isinstance(into, nengo.Node) and into.size_out == node.size_out
    if callable(vocabulary.keys):
        vocabulary = _Mapped(vocabulary)
    return Words(vocabulary, node, into if fits else None)


def _declared(network: nengo.Network, side: str) -> tuple[Any, Any]:
    ends = getattr(network, side, None)
    end = ends.get("default") if isinstance(ends, dict) else None
    return end if isinstance(end, tuple) and len(end) == 2 else (None, None)


def _configured(network: nengo.Network, node: Any) -> Any:
    try:
        return network.config[node].vocab
    except Exception:  # most configs know no such thing, and each says so in its own way
        return None


def _is_vocabulary(vocabulary: Any, dimensions: int) -> bool:
    parts = ("keys", "vectors", "parse")
    return (
        all(hasattr(vocabulary, part) for part in parts)
        and np.ndim(vocabulary.vectors) == 2
        and np.shape(vocabulary.vectors)[1] == dimensions
    )
