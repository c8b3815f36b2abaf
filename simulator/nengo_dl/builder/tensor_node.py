"""Build TensorNodes: one operator, which calls the function."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo.builder.model import Model
from nengo.builder.operator import Operator, Reset
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.exceptions import SimulationError
from nengo_dl.builder.kernel import SET, Access, Context, Kernel, Write, lowers, ref
from nengo_dl.layers import TensorNode

Arrays = list[jax.Array]


class SimTensorNode(Operator):
    """Call the function of a `TensorNode`.

    Parameters
    ----------
    node : TensorNode
        Whose function it is.
    t : Signal or None
        The time, in seconds, where it is passed.
    x : Signal or None
        (size_in,) what the function takes.
    output : Signal
        (size_out,) what it gives.
    weights : list of Signal
        What is trained of the function.
    tag : str, optional
        For people only.

    Notes
    -----
    Sets ``[output]``; reads ``[t, x, *weights]``, as far as they are there.
    """

    def __init__(
        self,
        node: TensorNode,
        t: Signal | None,
        x: Signal | None,
        output: Signal,
        weights: list[Signal],
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        self.node = node
        self.t, self.x, self.output, self.weights = t, x, output, weights
        self.sets, self.incs, self.updates = [output], [], []
        self.reads = [*(signal for signal in (t, x) if signal is not None), *weights]

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """Raise a `SimulationError`: it takes another simulator to do this."""
        raise SimulationError(
            f"{self.node} is a TensorNode, which only runs in nengo_dl. "
            "Use nengo_dl.Simulator, or a nengo.Node."
        ).at(self.node)


@Builder.register(TensorNode)
def build_tensor_node(model: Model, node: TensorNode) -> None:
    """Build a TensorNode.

    1. Make its input, reset in each step, if it takes any.
    2. Make its weights, unless another node has the same.
    3. Call its function.

    Sets ``model.sig[node]["in"]``, which may be None, ``model.sig[node]["out"]`` and, for the first
    node that has them, ``model.sig[node]["tensor_weights"]``, a list.
    """
    sig_in = None
    if node.size_in > 0:
        sig_in = Signal(shape=(node.size_in,), name=f"{node}.in")
        model.add_op(Reset(sig_in))
    sig_out = Signal(shape=(node.size_out,), name=f"{node}.out")
    t = model.time if node.pass_time else None
    weights = _build_weights(model, node)
    model.add_op(SimTensorNode(node, t, sig_in, sig_out, weights, tag=str(node)))
    model.sig[node]["in"] = sig_in
    model.sig[node]["out"] = sig_out
    model.params[node] = None


def _build_weights(model: Model, node: TensorNode) -> list[Signal]:
    # By identity: what a user shares may have no hash, or one that changes.
    shared = model.sig["tensor_weights"]
    source = id(node.guest.source)
    if source not in shared:
        shared[source] = [
            Signal(array, name=f"{node}.weights{i}", readonly=True)
            for i, array in enumerate(node.guest.weights)
        ]
        model.sig[node]["tensor_weights"] = shared[source]
    return shared[source]


@lowers(SimTensorNode)
class TensorNodeKernel(Kernel):
    """One function; no two are alike."""

    @classmethod
    def likeness(cls, op: Operator) -> Hashable:
        """Itself."""
        return id(op)

    @classmethod
    def access(cls, op: SimTensorNode) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        return Access(
            reads=tuple(ref(signal) for signal in op.reads),
            writes=(Write(SET, ref(op.output)),),
        )

    def __call__(self, ctx: Context, reads: Arrays, keeps: Arrays) -> Arrays:
        """See `Kernel.__call__`."""
        op: Any = self.operators[0]
        node: TensorNode = op.node
        n_given = len(reads) - len(op.weights)
        weights = tuple(
            x.reshape(w.shape) for x, w in zip(reads[n_given:], op.weights, strict=True)
        )
        key = _key(ctx, op.output)

        def call(key: jax.Array, *args: Any) -> jax.Array:
            y = node.guest.apply(weights, args, key, ctx.training)
            return jnp.asarray(y, reads[0].dtype).reshape(-1, node.size_out)

        t = list(reads[: node.pass_time])
        x = [_items(each, node.shape_in, ctx.batch) for each in reads[len(t) : n_given]]
        if all(each.ndim < 3 for each in reads[:n_given]):
            return [call(key, *(each.reshape(()) for each in t), *x)]
        n_axes = len(node.shape_in or ())
        if node.guest.over_steps == "join" and not t:
            return [_as_one_batch(partial(call, key), x[0], n_axes)]
        mapped = jax.vmap if node.guest.over_steps == "map" else _looped
        return [_step_by_step(mapped, call, key, t, x, n_axes)]


def _items(x: jax.Array, shape: tuple[int, ...], batch: int) -> jax.Array:
    """Give (…, n) entries of each item their shape: (…, batch, *shape)."""
    before = x.shape[:-2]
    return jnp.broadcast_to(x, (*before, batch, x.shape[-1])).reshape(*before, batch, *shape)


def _as_one_batch(call: Callable[..., jax.Array], x: jax.Array, n_axes: int) -> jax.Array:
    """Call what is slow to call once, with the items of all steps as one minibatch."""
    before, shape = x.shape[:-n_axes], x.shape[-n_axes:]
    y = call(x.reshape(-1, *shape))
    return y.reshape(*before, y.shape[-1])


def _step_by_step(
    mapped: Callable[..., Any],
    call: Callable[..., jax.Array],
    key: jax.Array,
    t: Arrays,
    x: Arrays,
    n_axes: int,
) -> jax.Array:
    """Call a function for each step, given (steps, 1, 1) times and values of all steps."""
    # Values without an axis of steps are the same in all of them.
    has_steps = [each.ndim == n_axes + 2 for each in x]
    held = [None if steps else each for each, steps in zip(x, has_steps, strict=True)]
    moving = [each for each, steps in zip(x, has_steps, strict=True) if steps]
    times = [each.reshape(-1) for each in t]
    n_steps = len([*times, *moving][0])

    def one_step(step: jax.Array, *values: jax.Array) -> jax.Array:
        own = iter(values[len(t) :])
        x = [next(own) if each is None else each for each in held]
        return call(jax.random.fold_in(key, step), *values[: len(t)], *x)

    return mapped(one_step)(jnp.arange(n_steps), *times, *moving)


def _looped(function: Callable[..., jax.Array]) -> Callable[..., jax.Array]:
    """Do as `jax.vmap` does, one after the other."""
    return lambda *args: jax.lax.map(lambda each: function(*each), args)


def _key(ctx: Context, output: Signal) -> jax.Array:
    """Return a key for random numbers of this step, or of steps from this one on."""
    key = jax.random.fold_in(ctx.key, jnp.ravel(jnp.asarray(ctx.step, jnp.uint32))[0])
    return jax.random.fold_in(key, zlib.crc32(output.name.encode()))
