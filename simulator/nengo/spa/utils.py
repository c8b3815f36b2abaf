"""Comparing vectors with vocabularies."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import is_iterable
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.network import Network
from nengo.node import Node
from nengo.spa.pointer import SemanticPointer
from nengo.spa.vocab import Vocabulary, VocabularyParam


def enable_spa_params(model: Network) -> None:
    """Let nodes and ensembles of a network say which vocabulary their values belong to.

    After that, ``model.config[node].vocab`` can be read and set; it is None by default.
    """
    for cls in (Node, Ensemble):
        params = model.config[cls]
        if "vocab" not in params.extra_params:
            params.set_param("vocab", VocabularyParam("vocab", default=None, optional=True))


def similarity(data: Any, vocab: Any, normalize: bool = False) -> np.ndarray:
    """Compare vectors with all pointers of a vocabulary.

    Parameters
    ----------
    data : (n_vectors, dimensions) array-like, or one vector, or SemanticPointer
        The vectors, for example what a probe recorded.
    vocab : Vocabulary, or list of SemanticPointer, or (n_pointers, dimensions) array-like
        What to compare with.
    normalize : bool
        Whether to return cosines rather than dot products.

    Returns
    -------
    (n_vectors, n_pointers) ndarray

    Raises
    ------
    ValidationError
        If ``vocab`` is none of these.
    """
    data, vectors = np.atleast_2d(_vector(data)), _vectors(vocab)
    products = np.dot(data, vectors.T)
    if not normalize:
        return products
    lengths = np.outer(np.linalg.norm(data, axis=1), np.linalg.norm(vectors, axis=1))
    return np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)


def _vector(v: Any) -> Any:
    return v.v if isinstance(v, SemanticPointer) else v


def _vectors(vocab: Any) -> np.ndarray:
    if isinstance(vocab, Vocabulary):
        return vocab.vectors
    if not is_iterable(vocab) or isinstance(vocab, SemanticPointer):
        raise ValidationError(
            f"{vocab!r} is not a vocabulary. Pass one, or a list of vectors.", attr="vocab"
        )
    return np.atleast_2d(np.array([_vector(v) for v in vocab], dtype=float))
