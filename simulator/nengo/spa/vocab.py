"""Names for semantic pointers, made on demand."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np

from nengo.arrays import is_integer, is_number
from nengo.dists import CosineSimilarity
from nengo.exceptions import ReadonlyError, SpaParseError, ValidationError
from nengo.params import Parameter
from nengo.spa.arithmetic import evaluate
from nengo.spa.pointer import Rng, SemanticPointer


class Vocabulary:
    """A set of named semantic pointers that are not too similar to each other.

    ``vocab["DOG"]`` is the pointer of that name, which is made if need be. ``vocab.parse`` does
    the same with whole expressions.

    Parameters
    ----------
    dimensions : int
        Number of dimensions of all pointers.
    randomize : bool
        Whether pointers are random; otherwise, each new one is the next row of the identity.
    unitary : bool or list of str
        Whether pointers are made unitary, or the names of those that are.
    max_similarity : float
        Most that a new pointer's dot product with any other may be.
    include_pairs : bool
        Whether to know the convolutions of all pairs as well.
    rng : RandomState, optional
        Where pointers are drawn from; the global generator by default.

    Attributes
    ----------
    keys : list of str
        Names, in the order in which the pointers were made.
    pointers : dict
        Name → pointer.
    vectors : (n_pointers, dimensions) ndarray
        The vectors in the order of `keys`.
    key_pairs : list of str or None
        ``"A*B"`` for each pair, if pairs are included.
    vector_pairs : (n_pairs, dimensions) ndarray or None
        Their vectors.
    readonly : bool
        Whether no pointer can be added any more.
    parent : Vocabulary or None
        What this is a subset of.
    """

    def __init__(
        self,
        dimensions: int,
        randomize: bool = True,
        unitary: bool | Iterable[str] = False,
        max_similarity: float = 0.1,
        include_pairs: bool = False,
        rng: Rng = None,
    ) -> None:
        if not is_integer(dimensions) or dimensions < 1:
            raise ValidationError(
                f"is {dimensions!r}, but must be a positive integer.", attr="dimensions", obj=self
            )
        self.dimensions = dimensions
        self.randomize = randomize
        self.unitary = unitary
        self.max_similarity = max_similarity
        self.rng = rng
        self.readonly = False
        self.parent: Vocabulary | None = None
        self.pointers: dict[str, SemanticPointer] = {}
        self.keys: list[str] = []
        self.vectors = np.zeros((0, dimensions))
        self.key_pairs: list[str] | None = None
        self.vector_pairs: np.ndarray | None = None
        self.include_pairs = include_pairs

    @property
    def include_pairs(self) -> bool:
        """Whether the convolutions of all pairs are known as well."""
        return self.key_pairs is not None

    @include_pairs.setter
    def include_pairs(self, include: bool) -> None:
        self.key_pairs = self.vector_pairs = None
        if include:
            self.key_pairs, self.vector_pairs = [], np.zeros((0, self.dimensions))
            for n in range(len(self.keys)):
                self._add_pairs_of(n)

    @property
    def identity(self) -> SemanticPointer:
        """The pointer whose convolution with any other is that other."""
        return SemanticPointer(np.eye(self.dimensions)[0])

    def create_pointer(self, attempts: int = 100, unitary: bool = False) -> SemanticPointer:
        """Make a pointer that differs enough from all in here, without adding it.

        Parameters
        ----------
        attempts : int
            How many random ones to try. If none differs enough, there is a warning, and the
            one that differs most is taken.
        unitary : bool
            Whether to make it unitary.

        Raises
        ------
        ValidationError
            If pointers are not random, and there are as many as dimensions.
        """
        if not self.randomize:
            return SemanticPointer(self._next_identity_row())
        pointer = self._least_similar(attempts)
        if unitary:
            pointer.make_unitary()
        return pointer

    def add(self, key: str, p: Any) -> None:
        """Add a pointer.

        Parameters
        ----------
        key : str
            Its name, with a capital letter at the beginning.
        p : SemanticPointer or (dimensions,) array-like
            The pointer.

        Raises
        ------
        SpaParseError
            If the name begins otherwise.
        ReadonlyError
            If the vocabulary is read-only.
        ValidationError
            If the name is taken.
        """
        check_name(key)
        self._check_can_add(key)
        pointer = p if isinstance(p, SemanticPointer) else SemanticPointer(p)
        self.vectors = np.vstack([self.vectors, pointer.v])
        self.pointers[key] = pointer
        self.keys.append(key)
        if self.include_pairs:
            self._add_pairs_of(len(self.keys) - 1)

    def extend(self, keys: Iterable[str], unitary: bool | Iterable[str] = False) -> None:
        """Make and add a pointer for each name.

        Parameters
        ----------
        keys : iterable of str
            The names.
        unitary : bool or list of str
            Whether they are made unitary, or which, besides those that always are.
        """
        for key in keys:
            self._check_can_add(key)
            is_unitary = _applies_to(unitary, key) or _applies_to(self.unitary, key)
            self.add(key, self.create_pointer(unitary=is_unitary))

    def parse(self, text: str) -> SemanticPointer:
        """Compute ``text``, an expression of names and numbers such as ``"A + 0.5*B*~C"``.

        Names that are new get a pointer. A number alone means that multiple of the identity.

        Raises
        ------
        SpaParseError
            If there is anything else in it.
        """
        value = evaluate(text, names=self.__getitem__)
        if is_number(value):
            value = self.identity * value
        if not isinstance(value, SemanticPointer):
            raise SpaParseError(f"{text!r} means {value!r}, which is not a semantic pointer.")
        return value

    def text(
        self,
        v: Any,
        minimum_count: int = 1,
        maximum_count: int | None = None,
        threshold: float = 0.1,
        join: str = ";",
        terms: Iterable[str] | None = None,
        normalize: bool = False,
    ) -> str:
        """Describe a vector by the pointers it is similar to, as in ``"0.95DOG;0.21CAT"``.

        Parameters
        ----------
        v : SemanticPointer or (dimensions,) array-like
            The vector.
        minimum_count, maximum_count : int
            How many pointers are named at least, and at most.
        threshold : float
            Dot product above which a pointer is named.
        join : str
            What stands between two of them.
        terms : iterable of str, optional
            Expressions to compare with; all names by default, and pairs if they are included.
        normalize : bool
            Whether the vector is scaled to length one first.
        """
        pointer = v.copy() if isinstance(v, SemanticPointer) else SemanticPointer(v)
        if normalize:
            pointer.normalize()
        matches = sorted(self._matches(pointer, terms), reverse=True)
        n_above = sum(similarity > threshold for similarity, _ in matches)
        n_named = max(n_above, minimum_count)
        if maximum_count is not None:
            n_named = min(n_named, maximum_count)
        return join.join(f"{similarity:0.2f}{key}" for similarity, key in matches[:n_named])

    def dot(self, v: Any) -> np.ndarray:
        """Return the dot products of all pointers with ``v``, in the order of `keys`."""
        return np.dot(self.vectors, v.v if isinstance(v, SemanticPointer) else v)

    def dot_pairs(self, v: Any) -> np.ndarray:
        """Return the dot products of all pairs with ``v``, in the order of `key_pairs`.

        Raises
        ------
        ValidationError
            If pairs are not included.
        """
        if self.vector_pairs is None:
            raise ValidationError(
                "is False, but must be True to compare with pairs. Set it.",
                attr="include_pairs",
                obj=self,
            )
        return np.dot(self.vector_pairs, v.v if isinstance(v, SemanticPointer) else v)

    def transform_to(self, other: Vocabulary, keys: Iterable[str] | None = None) -> np.ndarray:
        """Make the transform from pointers of this vocabulary to those of the same names.

        Parameters
        ----------
        other : Vocabulary
            The vocabulary to translate to.
        keys : iterable of str, optional
            The names to translate; by default all of both, as far as both have or can make
            them.

        Returns
        -------
        (other.dimensions, dimensions) ndarray
        """
        if self._whole() is other._whole():
            return np.eye(self.dimensions)
        transform = np.zeros((other.dimensions, self.dimensions))
        for key in self._common_keys(other) if keys is None else keys:
            transform += np.outer(other[key].v, self[key].v)
        return transform

    def prob_cleanup(self, similarity: float, vocab_size: int, steps: int = 10000) -> float:
        """Return the probability that a noisy pointer is still told from all others.

        Parameters
        ----------
        similarity : float
            Dot product of the noisy pointer with the right one.
        vocab_size : int
            Number of random pointers it could be confused with.
        steps : int
            Not used any more: the probability is computed exactly.
        """
        return float(CosineSimilarity(self.dimensions).cdf(similarity) ** vocab_size)

    def create_subset(self, keys: Iterable[str]) -> Vocabulary:
        """Make a read-only vocabulary of some of the pointers.

        Raises
        ------
        KeyError
            If there is no pointer of a name.
        """
        subset = Vocabulary(
            self.dimensions,
            self.randomize,
            self.unitary,
            self.max_similarity,
            self.include_pairs,
            self.rng,
        )
        for key in keys:
            subset.add(key, self.pointers[key])
        subset.readonly = True
        subset.parent = self._whole()
        return subset

    def __getitem__(self, key: str) -> SemanticPointer:
        if key not in self.pointers:
            check_name(key)
            self._check_can_add(key)
            self.add(key, self.create_pointer(unitary=_applies_to(self.unitary, key)))
        return self.pointers[key]

    def __contains__(self, key: object) -> bool:
        return key in self.pointers

    def _whole(self) -> Vocabulary:
        return self if self.parent is None else self.parent

    def _check_can_add(self, key: str) -> None:
        if self.readonly:
            raise ReadonlyError(
                attr="pointers",
                obj=self,
                msg=f"has no pointer {key!r}, and none can be added to a read-only vocabulary. "
                "Add it to the one that this is a subset of.",
            )
        if key in self.pointers:
            raise ValidationError(
                f"there is a pointer {key!r} already. Choose another name.",
                attr="pointers",
                obj=self,
            )

    def _least_similar(self, attempts: int) -> SemanticPointer:
        """Draw until a pointer differs enough; else take the one that differs most."""
        best, lowest = None, np.inf
        while best is None or attempts > 0:
            attempts -= 1
            pointer = SemanticPointer(self.dimensions, rng=self.rng)
            similarity = max(self.dot(pointer), default=-np.inf)
            if best is None or similarity < lowest:
                best, lowest = pointer, similarity
            if lowest < self.max_similarity:
                return best
        warnings.warn(
            f"No semantic pointer differs enough from the {len(self.keys)} others: in "
            f"{self.dimensions} dimensions, the least similar one found has a dot product of "
            f"{lowest:.2f}, but {self.max_similarity:.2f} are allowed. Use more dimensions.",
            stacklevel=4,
        )
        return best

    def _next_identity_row(self) -> np.ndarray:
        if len(self.keys) >= self.dimensions:
            raise ValidationError(
                f"is {self.dimensions}, which allows no more pointers than that if they are not "
                "random. Use more dimensions, or randomize=True.",
                attr="dimensions",
                obj=self,
            )
        return np.eye(self.dimensions)[len(self.keys)]

    def _add_pairs_of(self, n: int) -> None:
        """Add the pairs of a pointer with all before it."""
        assert self.key_pairs is not None and self.vector_pairs is not None
        last = self.keys[n]
        for key in self.keys[:n]:
            self.key_pairs.append(f"{key}*{last}")
            pair = self.pointers[key] * self.pointers[last]
            self.vector_pairs = np.vstack([self.vector_pairs, pair.v])

    def _matches(
        self, pointer: SemanticPointer, terms: Iterable[str] | None
    ) -> list[tuple[float, str]]:
        if terms is not None:
            return [(pointer.dot(self.parse(term)), term) for term in terms]
        matches = zip(self.dot(pointer), self.keys, strict=True)
        if self.key_pairs is None:
            return list(matches)
        pairs = zip(self.dot_pairs(pointer), self.key_pairs, strict=True)
        return list(itertools.chain(matches, pairs))

    def _common_keys(self, other: Vocabulary) -> list[str]:
        keys = list(dict.fromkeys(self.keys + other.keys))
        for vocab in (self, other):
            if vocab.readonly:
                keys = [key for key in keys if key in vocab]
        return keys


class VocabularyParam(Parameter):
    """A vocabulary."""

    def coerce(self, obj: Any, value: Any) -> Vocabulary | None:
        """Accept a `Vocabulary`."""
        self.check_type(obj, value, Vocabulary)
        return super().coerce(obj, value)


def check_name(key: str) -> None:
    """Raise a `SpaParseError` unless a text can be the name of a semantic pointer."""
    if not key[:1].isupper():
        raise SpaParseError(
            f"{key!r} is neither the output of a module nor the name of a semantic pointer. "
            "Semantic pointers must begin with a capital letter."
        )


def _applies_to(unitary: bool | Iterable[str], key: str) -> bool:
    return unitary if isinstance(unitary, bool) else key in unitary
