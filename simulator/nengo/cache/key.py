"""What decoders depend on, as one short text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy

from nengo.cache.fingerprint import Fingerprint
from nengo.version import version

VERSIONS = f"{version} {np.__version__} {scipy.__version__}"
"""A new version may solve more exactly; decoders of an old one are then not found."""


def entry_key(
    solver: Any,
    neuron_type: Any,
    gain: np.ndarray,
    bias: np.ndarray,
    x: np.ndarray | tuple[np.ndarray, ...],
    targets: np.ndarray,
    rng: Any,
) -> str:
    """Digest all that the result of a solver depends on.

    Parameters
    ----------
    solver : Solver
        What solves.
    neuron_type : NeuronType
        Of the ensemble whose activities are decoded.
    gain, bias : (n_neurons,) ndarray
        Of its neurons.
    x : (n_points, n_neurons) ndarray or tuple of ndarray
        Evaluation points along the encoders, or matrices of which these are the product.
    targets : (n_points, size_out) ndarray
        What to decode.
    rng : RandomState or None
        Where the solver draws from; it matters even to those that do not draw, because we
        cannot tell.

    Raises
    ------
    FingerprintError
        If solver or neuron type cannot be recognised in another process.
    """
    digest = hashlib.sha1(VERSIONS.encode())
    for part in (solver, neuron_type):
        digest.update(str(Fingerprint(part)).encode())
    projection = x if isinstance(x, tuple) else (x,)
    for array in (gain, bias, *projection, targets):
        for part in _parts(array):
            digest.update(part)
    if rng is not None:
        name, keys, *rest = rng.get_state()
        digest.update(f"{name} {rest}".encode())
        digest.update(keys.tobytes())
    return digest.hexdigest()


def _parts(array: Any) -> Iterator[bytes]:
    array = np.asarray(array)
    # Without shape and type, different arrays could share their bytes.
    yield f"{array.shape} {array.dtype.str}".encode()
    yield array.tobytes()
