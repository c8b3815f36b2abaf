"""Kernels of convolutions, in one, two or three dimensions."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import jax
import jax.numpy as jnp

from nengo.builder.operator import Operator
from nengo.builder.transforms import ConvInc, ConvTransposeInc
from nengo_dl.builder.kernel import INC, Access, Context, Kernel, Write, lowers, ref

Arrays = list[jax.Array]


class _ConvolutionKernel(Kernel):
    @classmethod
    def likeness(cls, op: Operator) -> Hashable:
        """None is like another: each has shapes of its own."""
        return op

    @classmethod
    def access(cls, op: Any) -> Access:
        """See `Kernel.access`."""
        return Access(reads=(ref(op.W), ref(op.X)), writes=(Write(INC, ref(op.Y)),))

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        (op,) = self.operators
        W, X = reads[0].reshape(op.W.shape), reads[1]  # type: ignore[attr-defined]
        items = X.reshape(-1, X.shape[-1])
        return [self.convolve(op.conv, W, items).reshape(*X.shape[:-1], -1)]  # type: ignore[attr-defined]

    def convolve(self, conv: Any, W: jax.Array, X: jax.Array) -> jax.Array:
        """Return the (n, size_out) result for (n, size_in) items."""
        raise NotImplementedError


@lowers(ConvInc)
class ConvolutionKernel(_ConvolutionKernel):
    """``Y += X`` convolved with ``W``."""

    def convolve(self, conv: Any, W: jax.Array, X: jax.Array) -> jax.Array:
        """See the base class."""
        return _convolve(conv, conv.input_shape, W, X)


@lowers(ConvTransposeInc)
class ConvolutionTransposeKernel(_ConvolutionKernel):
    """``Y +=`` the adjoint of the convolution from the shape of ``Y`` to that of ``X``."""

    def convolve(self, conv: Any, W: jax.Array, X: jax.Array) -> jax.Array:
        """See the base class."""
        # The kernel leads from the output's channels to the input's where it is applied forwards.
        W = jnp.swapaxes(W, -1, -2)
        shape = jax.ShapeDtypeStruct((len(X), conv.size_out), X.dtype)
        backwards = jax.linear_transpose(lambda y: _convolve(conv, conv.output_shape, W, y), shape)
        (Y,) = backwards(X)
        return Y


def _convolve(conv: Any, shape: Any, W: jax.Array, X: jax.Array) -> jax.Array:
    X = X.reshape(-1, *shape.shape)
    space = "".join("XYZ"[: shape.dimensions])
    layout = f"N{space}C" if conv.channels_last else f"NC{space}"
    y = jax.lax.conv_general_dilated(
        X,
        W,
        window_strides=conv.strides,
        padding=conv.padding.upper(),
        dimension_numbers=(layout, f"{space}IO", layout),
        feature_group_count=getattr(conv, "groups", 1),
    )
    return y.reshape(len(y), -1)
