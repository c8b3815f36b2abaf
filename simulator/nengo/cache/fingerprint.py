"""A short text that recognises an object in another process."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np

import nengo.dists as dists
import nengo.neurons as neurons
import nengo.solvers as solvers
from nengo.exceptions import FingerprintError
from nengo.solvers import direct, iterative

PICKLE_PROTOCOL = 4
"""Fixed, so that different versions of Python agree."""

Check = Callable[[Any], bool]


class Fingerprint:
    """A digest that is the same for equal objects, in every process.

    Only types that are known to be determined by what they hold have one; a function of the
    user's, for example, may do something else tomorrow under the same name.

    Parameters
    ----------
    obj : object
        What to recognise.

    Raises
    ------
    FingerprintError
        If the type of the object, or of something in it, is not known.
    """

    __slots__ = ("fingerprint",)

    _checks: dict[type, Check] = {}  # noqa: RUF012  (the registry is the point)

    def __init__(self, obj: Any) -> None:
        if not self.supports(obj):
            raise FingerprintError(
                f"{obj!r} of type {type(obj).__name__} has no fingerprint, because the type, or "
                "that of something in it, is not known to be determined by what it holds. "
                "If it is, say so with Fingerprint.whitelist."
            )
        self.fingerprint = hashlib.sha1(pickle.dumps(obj, protocol=PICKLE_PROTOCOL))

    def __str__(self) -> str:
        return self.fingerprint.hexdigest()

    @classmethod
    def supports(cls, obj: Any) -> bool:
        """Whether an object has a fingerprint."""
        check = cls._checks.get(type(obj))
        return check is not None and check(obj)

    @classmethod
    def whitelist(cls, typ: type, fn: Check | None = None) -> None:
        """Give objects of one more type a fingerprint.

        Parameters
        ----------
        typ : type
            The type; subclasses are not included.
        fn : callable, optional
            Tells whether a given object of that type has one. By default, all have.
        """
        cls._checks[typ] = _always if fn is None else fn


def _always(obj: Any) -> bool:
    return True


def _items_are_supported(obj: list | tuple) -> bool:
    return all(map(Fingerprint.supports, obj))


def _entries_are_supported(obj: dict) -> bool:
    return all(type(key) is str for key in obj) and _items_are_supported(list(obj.values()))


def _numbers_are_supported(obj: np.ndarray) -> bool:
    return obj.dtype.kind in "biufc"


def _attributes_are_supported(obj: Any) -> bool:
    public = (value for name, value in vars(obj).items() if not name.startswith("_"))
    return all(map(Fingerprint.supports, public))


FAMILIES = {
    dists: """Choice CosineSimilarity Exponential Gaussian PDF QuasirandomSequence Samples
        ScatteredHypersphere SqrtBeta SubvectorLength Uniform UniformHypersphere""",
    neurons: """AdaptiveLIF AdaptiveLIFRate Direct Izhikevich LIF LIFRate PoissonSpiking
        RectifiedLinear RegularSpiking Sigmoid SpikingRectifiedLinear StochasticSpiking Tanh""",
    solvers: """Lstsq LstsqDrop LstsqL1 LstsqL2 LstsqL2nz LstsqMultNoise LstsqNoise
        Nnls NnlsL2 NnlsL2nz""",
    direct: "Cholesky RandomizedSVD SVD",
    iterative: "BlockConjgrad Conjgrad ConjgradScipy LSMRScipy",
}
"""Types of ours that are determined by their attributes. NoSolver is missing: it solves nothing."""


def _whitelist_stock_types() -> None:
    for typ in (type(None), bool, int, float, complex, bytes, str):
        Fingerprint.whitelist(typ)
    Fingerprint.whitelist(list, _items_are_supported)
    Fingerprint.whitelist(tuple, _items_are_supported)
    Fingerprint.whitelist(dict, _entries_are_supported)
    Fingerprint.whitelist(np.ndarray, _numbers_are_supported)
    for family, names in FAMILIES.items():
        for name in names.split():
            Fingerprint.whitelist(getattr(family, name), _attributes_are_supported)


_whitelist_stock_types()
