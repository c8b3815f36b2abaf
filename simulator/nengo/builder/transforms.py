"""Build the linear map of a connection."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.convolution import ConvInc, ConvTransposeInc
from nengo.builder.model import Model
from nengo.builder.operator import DotInc, ElementwiseInc, Reset, SparseDotInc
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal
from nengo.dists.base import Rng
from nengo.exceptions import BuildError
from nengo.rc import rc
from nengo.transforms import Convolution, ConvolutionTranspose, Dense, NoTransform, Sparse

__all__ = [
    "ConvInc",
    "ConvTransposeInc",
    "SparseDotInc",
    "build_convolution",
    "build_dense",
    "build_no_transform",
    "build_sparse",
    "multiply",
]

Weighted = tuple[Signal, Signal | None]
"""The result of a transform, and the weights that a learning rule may change."""


def multiply(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Combine two linear maps, each a scalar, a diagonal or a matrix, into one."""
    if x.ndim <= 2 and y.ndim < 2:
        return x * y
    if x.ndim < 2 and y.ndim == 2:
        return x.reshape(-1, 1) * y
    if x.ndim == 2 and y.ndim == 2:
        return np.dot(x, y)
    raise BuildError(
        f"Weights of shapes {x.shape} and {y.shape} cannot be combined. "
        "Use scalars, diagonals or matrices."
    )


@Builder.register(Dense)
def build_dense(
    model: Model,
    transform: Dense,
    sig_in: Signal,
    decoders: np.ndarray | None = None,
    encoders: np.ndarray | None = None,
    rng: Rng = np.random,
) -> Weighted:
    """Build a dense transform, with the decoders before it and the encoders after it.

    1. Sample the transform and multiply all three into one array of weights.
    2. Reset the result in each step, then add weights times input.

    Parameters
    ----------
    model : Model
        Receives the signals and operators.
    transform : Dense
        The transform.
    sig_in : Signal
        (size_mid,) input; with decoders, the (n_neurons,) activities.
    decoders : (size_mid, n_neurons) ndarray, optional
        Found by a solver.
    encoders : (n_post, size_out) ndarray, optional
        Those of the neurons at which the connection ends.
    rng : numpy.random.RandomState
        Generator of the connection.

    Returns
    -------
    weighted : Signal
        The result.
    weights : Signal
        What is multiplied.
    """
    weights = np.asarray(transform.sample(rng=rng)).astype(rc.float_dtype)
    return _build_weights(model, weights, sig_in, decoders, encoders, transform.size_out)


@Builder.register(NoTransform)
def build_no_transform(
    model: Model,
    transform: NoTransform,
    sig_in: Signal,
    decoders: np.ndarray | None = None,
    encoders: np.ndarray | None = None,
    rng: Rng = np.random,
) -> Weighted:
    """Build nothing, or only decoders and encoders; see `build_dense`."""
    if decoders is None:
        return sig_in, None
    one = np.array(1, dtype=rc.float_dtype)
    return _build_weights(model, one, sig_in, decoders, encoders, transform.size_out)


def _build_weights(
    model: Model,
    weights: np.ndarray,
    sig_in: Signal,
    decoders: np.ndarray | None,
    encoders: np.ndarray | None,
    size_out: int,
) -> Weighted:
    if decoders is not None:
        weights = multiply(weights, decoders.astype(rc.float_dtype, copy=False))
    if encoders is not None:
        weights = multiply(encoders.astype(rc.float_dtype, copy=False), weights)
        size_out = len(encoders)
    weights.flags.writeable = False
    weights_sig = Signal(weights, name=f"{sig_in.name}.weights", readonly=True)
    weighted = _make_weighted(model, sig_in, size_out)
    op = DotInc if weights.ndim == 2 else ElementwiseInc
    model.add_op(op(weights_sig, sig_in, weighted))
    return weighted, weights_sig


def _make_weighted(model: Model, sig_in: Signal, size_out: int) -> Signal:
    weighted = Signal(shape=(size_out,), name=f"{sig_in.name}.weighted")
    model.add_op(Reset(weighted))
    return weighted


@Builder.register(Sparse)
def build_sparse(
    model: Model,
    transform: Sparse,
    sig_in: Signal,
    decoders: np.ndarray | None = None,
    encoders: np.ndarray | None = None,
    rng: Rng = np.random,
) -> Weighted:
    """Build a sparse transform; see `build_dense`.

    Raises
    ------
    BuildError
        If the connection is decoded.
    """
    _refuse_decoders(transform, decoders)
    weights = transform.sample(rng=rng)
    weights_sig = Signal(weights, name=f"{sig_in.name}.weights", readonly=True)
    weighted = _make_weighted(model, sig_in, transform.size_out)
    model.add_op(SparseDotInc(weights_sig, sig_in, weighted))
    return weighted, weights_sig


@Builder.register(Convolution)
@Builder.register(ConvolutionTranspose)
def build_convolution(
    model: Model,
    transform: Convolution | ConvolutionTranspose,
    sig_in: Signal,
    decoders: np.ndarray | None = None,
    encoders: np.ndarray | None = None,
    rng: Rng = np.random,
) -> Weighted:
    """Build a convolution, or its transpose; see `build_dense`. The weights are the kernel.

    Raises
    ------
    BuildError
        If the connection is decoded.
    """
    _refuse_decoders(transform, decoders)
    weights = transform.sample(rng=rng)
    weights_sig = Signal(weights, name=f"{sig_in.name}.weights", readonly=True)
    weighted = _make_weighted(model, sig_in, transform.size_out)
    op = ConvTransposeInc if isinstance(transform, ConvolutionTranspose) else ConvInc
    model.add_op(op(weights_sig, sig_in, weighted, transform))
    return weighted, weights_sig


def _refuse_decoders(transform: Any, decoders: np.ndarray | None) -> None:
    if decoders is not None:
        raise BuildError(
            f"{type(transform).__name__} transforms cannot be applied to decoded values. "
            "Connect from ensemble.neurons, or use a dense transform."
        )
