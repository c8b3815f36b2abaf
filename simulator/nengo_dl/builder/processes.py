"""Kernels of synapses: linear filters of any order, and the triangle."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo.builder.operator import Operator
from nengo.builder.processes import SimProcess
from nengo.builder.signal import Signal
from nengo.synapses import Alpha, LinearFilter, Lowpass, Triangle
from nengo_dl.builder.elementary import split
from nengo_dl.builder.kernel import (
    UPDATE,
    Access,
    Context,
    Kernel,
    Ref,
    Write,
    lowers,
    positions_of,
    ref,
)

LINEAR = (LinearFilter, Lowpass, Alpha)
"""The types we know; a subclass may step otherwise."""

Arrays = list[jax.Array]


def is_filter(op: SimProcess, *types: type) -> bool:
    """Whether an operator filters one signal into another with a synapse of one of these types."""
    return type(op.process) in types and op.input is not None and op.output is not None


@lowers(SimProcess)
class LowpassKernel(Kernel):
    """``y = a y + b u``: filters of first order, whatever their constants."""

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether the output is all the state there is."""
        assert isinstance(op, SimProcess)
        return is_filter(op, *LINEAR) and op.process.discrete(0.001).is_single  # type: ignore[attr-defined]

    @classmethod
    def likeness(cls, op: SimProcess) -> Hashable:  # type: ignore[override]
        """Tell apart what happens to the output."""
        return op.mode

    @classmethod
    def access(cls, op: SimProcess) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        assert op.input is not None and op.output is not None
        writes: tuple[Write, ...] = (Write(op.mode, ref(op.output)),)
        if op.mode == UPDATE:
            # The output keeps its value, so that the state would be a second copy.
            return Access((ref(op.input),), (ref(op.output),), writes)
        state = ref(op.state["X"])
        return Access((ref(op.input),), (state,), (*writes, Write(UPDATE, state)))

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        a, b = self._coefficients(reads[0].dtype)
        y = a * keeps[0] + b * reads[0]
        return [y] * len(self.writes)

    def _coefficients(self, dtype: Any) -> tuple[Any, Any]:
        systems = [op.process.discrete(self.dt) for op in self.operators]  # type: ignore[attr-defined]
        pairs = [system.single_coefficients for system in systems]
        if all(pair == pairs[0] for pair in pairs):
            return pairs[0]
        rows = np.repeat(np.array(pairs, dtype), [each.size for each in self.reads[0]], axis=0)
        return rows[:, 0], rows[:, 1]


@lowers(SimProcess)
class GainKernel(Kernel):
    """``y = d u``: filters without state."""

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether there is no state."""
        assert isinstance(op, SimProcess)
        return is_filter(op, *LINEAR) and op.process.discrete(0.001).n_states == 0  # type: ignore[attr-defined]

    @classmethod
    def likeness(cls, op: SimProcess) -> Hashable:  # type: ignore[override]
        """Tell apart what happens to the output."""
        return op.mode

    @classmethod
    def access(cls, op: SimProcess) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        assert op.input is not None and op.output is not None
        return Access(reads=(ref(op.input),), writes=(Write(op.mode, ref(op.output)),))

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        gains = [op.process.discrete(self.dt).D for op in self.operators]  # type: ignore[attr-defined]
        sizes = [each.size for each in self.reads[0]]
        return [reads[0] * np.repeat(np.array(gains, reads[0].dtype), sizes)]


@lowers(SimProcess)
class StateSpaceKernel(Kernel):
    """Filters of higher order, with k states for each entry."""

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether there are several states, or one beside the output."""
        if not is_filter(op, *LINEAR):  # type: ignore[arg-type]
            return False
        system = op.process.discrete(0.001)  # type: ignore[attr-defined]
        return system.n_states > 0 and not system.is_single

    @classmethod
    def likeness(cls, op: SimProcess) -> Hashable:  # type: ignore[override]
        """Tell apart number of states, mode, and whether the new input is needed."""
        system = op.process.discrete(0.001)  # type: ignore[attr-defined]
        return system.n_states, op.mode, system.D == 0

    @classmethod
    def access(cls, op: SimProcess) -> Access:  # type: ignore[override]
        """See `Kernel.access`; the states of an entry stand side by side."""
        assert op.input is not None and op.output is not None
        X = op.state["X"]
        state = Ref(X, positions_of(X).reshape(X.shape[0], -1).T.reshape(-1))
        writes = (Write(op.mode, ref(op.output)), Write(UPDATE, state))
        return Access((ref(op.input),), (state,), writes)

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        (u,) = reads
        A, B, C, D = self._matrices(u.dtype)
        X = split(keeps[0], A.shape[-1])
        new = jnp.einsum("...ij,...j->...i", A, X) + B * u[..., None]
        y = (C * (new if not D.any() else X)).sum(axis=-1) + D * u
        return [y, new.reshape(*new.shape[:-2], -1)]

    def _matrices(self, dtype: Any) -> tuple[np.ndarray, ...]:
        """(n or 1, k, k), (n or 1, k), (n or 1, k) and (n or 1,) ndarray."""
        systems = [op.process.discrete(self.dt) for op in self.operators]  # type: ignore[attr-defined]
        parts = [np.array(part, dtype) for part in zip(*systems, strict=True)]
        if all((part == part[:1]).all() for part in parts):
            return tuple(part[:1] for part in parts)
        sizes = [each.size for each in self.reads[0]]
        return tuple(np.repeat(part, sizes, axis=0) for part in parts)


@lowers(SimProcess)
class TriangleKernel(Kernel):
    """A filter with finite memory, whose newest slope stands last; see `nengo.Triangle`."""

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether it is a triangle."""
        return is_filter(op, Triangle)  # type: ignore[arg-type]

    @classmethod
    def likeness(cls, op: SimProcess) -> Hashable:  # type: ignore[override]
        """Length of the response, and what happens to the output."""
        return op.process, op.mode

    @classmethod
    def access(cls, op: SimProcess) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        assert op.input is not None and op.output is not None
        X, Y = op.state["X"], op.state["Y"]
        slopes = Ref(X, positions_of(X).reshape(X.shape[0], -1).T.reshape(-1))
        writes = (Write(op.mode, ref(op.output)), Write(UPDATE, slopes), Write(UPDATE, ref(Y)))
        return Access((ref(op.input),), (slopes, ref(Y)), writes)

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        weights = self.operators[0].process.weights(self.dt)  # type: ignore[attr-defined]
        X = split(keeps[0], len(weights))
        y = keeps[1] + float(weights[0]) * reads[0] - X.sum(axis=-1)
        newest = float(weights[-1]) * reads[0]
        X = jnp.concatenate([X[..., 1:], jnp.broadcast_to(newest, y.shape)[..., None]], axis=-1)
        return [y, X.reshape(*X.shape[:-2], -1), y]


class SimTrainedLowpass(Operator):
    """A `Lowpass` whose time constant is a parameter, in the place of ``op``.

    Reads the input and ``tau``; does to the output what ``op`` did.

    Parameters
    ----------
    op : SimProcess
        The filter.
    tau : Signal
        (1,) time constant, in seconds.
    """

    def __init__(self, op: SimProcess, tau: Signal) -> None:
        super().__init__(tag=op.tag)
        self.replaced, self.tau = op, tau
        self.sets, self.incs = op.sets, op.incs
        self.reads, self.updates = [*op.reads, tau], op.updates


@lowers(SimTrainedLowpass)
class TrainedLowpassKernel(Kernel):
    """``y = a y + (1 - a) u`` with ``a = exp(-dt / tau)``."""

    @classmethod
    def likeness(cls, op: SimTrainedLowpass) -> Hashable:  # type: ignore[override]
        """Tell apart what happens to the output."""
        return op.replaced.mode

    @classmethod
    def access(cls, op: SimTrainedLowpass) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        untrained = LowpassKernel.access(op.replaced)
        size = untrained.reads[0].size
        tau = Ref(op.tau, np.zeros(size, dtype=int))
        return Access((*untrained.reads, tau), untrained.keeps, untrained.writes)

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        u, tau = reads
        # A filter shorter than a fraction of the step is a delay, and has no slope to follow.
        a = jnp.exp(-ctx.dt / jnp.maximum(tau, SHORTEST * ctx.dt))
        y = a * keeps[0] + (1 - a) * u
        return [y] * len(self.writes)


SHORTEST = 0.1
"""Steps below which a trained time constant has no further effect."""
