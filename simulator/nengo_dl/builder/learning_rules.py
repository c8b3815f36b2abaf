"""Kernels of learning rules; each item of a batch learns for itself."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo.builder.learning_rules import SimBCM, SimOja, SimPES, SimRLS, SimVoja
from nengo_dl.builder.elementary import join, split
from nengo_dl.builder.kernel import UPDATE, Access, Context, Kernel, Write, lowers, ref

Arrays = list[jax.Array]


class RuleKernel(Kernel):
    """Rules of one kind, for weights of equal shape."""

    state: tuple[str, ...] = ()
    """Names of what a rule keeps besides the change of the weights."""

    @classmethod
    def likeness(cls, op: Any) -> Hashable:
        """Shape of the weights."""
        return op.delta.shape

    @classmethod
    def access(cls, op: Any) -> Access:
        """See `Kernel.access`."""
        keeps = tuple(ref(getattr(op, name)) for name in cls.state)
        written = (ref(op.delta), *keeps)
        return Access(
            reads=tuple(map(ref, op.reads)),
            keeps=keeps,
            writes=tuple(Write(UPDATE, each) for each in written),
        )

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        operands = [
            split(x, *role[0].signal.shape) for x, role in zip(reads, self.reads, strict=True)
        ]
        delta = self.learn(ctx.dt, *operands)
        return [join(delta, 3)]

    def learn(self, dt: float, *operands: jax.Array) -> jax.Array:
        """Return the (…, k, m, n) change of the weights, given (…, k, …) operands."""
        raise NotImplementedError

    def column(self, name: str, dtype: Any = np.float32) -> np.ndarray:
        """Return an attribute of each rule as (k, 1, 1) ndarray."""
        return np.array([getattr(op, name) for op in self.operators], dtype).reshape(-1, 1, 1)


def outer(x: jax.Array, y: jax.Array) -> jax.Array:
    """Multiply each entry of (…, m) with each of (…, n)."""
    return x[..., :, None] * y[..., None, :]


@lowers(SimPES)
class PESKernel(RuleKernel):
    """See `SimPES`."""

    def learn(self, dt: float, *operands: jax.Array) -> jax.Array:
        """See `RuleKernel.learn`."""
        r, error = operands
        alpha = -self.column("learning_rate", r.dtype) * dt / r.shape[-1]
        return outer(error, r) * alpha


@lowers(SimBCM)
class BCMKernel(RuleKernel):
    """See `SimBCM`."""

    def learn(self, dt: float, *operands: jax.Array) -> jax.Array:
        """See `RuleKernel.learn`."""
        pre, post, theta = operands
        alpha = self.column("learning_rate", pre.dtype) * dt
        return outer(post * (post - theta), pre) * alpha


@lowers(SimOja)
class OjaKernel(RuleKernel):
    """See `SimOja`."""

    def learn(self, dt: float, *operands: jax.Array) -> jax.Array:
        """See `RuleKernel.learn`."""
        pre, post, weights = operands
        alpha, beta = self.column("learning_rate", pre.dtype) * dt, self.column("beta", pre.dtype)
        return alpha * outer(post, pre) - alpha * beta * weights * (post * post)[..., None]


@lowers(SimVoja)
class VojaKernel(RuleKernel):
    """See `SimVoja`."""

    def learn(self, dt: float, *operands: jax.Array) -> jax.Array:
        """See `RuleKernel.learn`."""
        x, post, encoders, learning_signal = operands
        scale = np.stack([op.scale for op in self.operators]).astype(x.dtype)  # type: ignore[attr-defined]
        alpha = self.column("learning_rate", x.dtype) * dt * learning_signal[..., None]
        return (outer(post * scale, x) - post[..., None] * encoders) * alpha


@lowers(SimRLS)
class RLSKernel(RuleKernel):
    """See `SimRLS`."""

    state = ("inv_gamma",)

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        r, error = (split(x, role[0].size) for x, role in zip(reads, self.reads, strict=True))
        P = split(keeps[0], r.shape[-1], r.shape[-1])
        g = jnp.einsum("...mn,...n->...m", P, r)
        k = (1 / (1 + (r * g).sum(axis=-1)))[..., None, None]
        return [join(-k * outer(error, g), 3), join(P - k * outer(g, g), 3)]
