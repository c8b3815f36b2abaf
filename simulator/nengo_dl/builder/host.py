"""Whatever we do not know in JAX is done by NumPy on the host, exactly as in the core.

Functions of Nodes, processes and neuron types of users end here. The call leaves the compiled loop
once per step for the whole batch; gradients stop here.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.experimental import io_callback

from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Operator, SimPyFunc
from nengo.builder.processes import SimProcess
from nengo.builder.signal import Signal, SignalDict
from nengo_dl.builder.kernel import INC, SET, UPDATE, Access, Context, Kernel, Write, ref

RandomState = np.random.RandomState


class HostKernel(Kernel):
    """Operators whose own step functions are called, in each step, for each item.

    Attributes
    ----------
    failure : Exception or None
        What went wrong in a step; the program raises it once it is back from the compiled loop.
    """

    def __init__(self, operators: Sequence[Operator], dt: float) -> None:
        super().__init__(operators, dt)
        self.failure: Exception | None = None
        self.restart([[]] * len(self.operators))

    @classmethod
    def likeness(cls, op: Operator) -> Hashable:
        """Type and number of operands."""
        access = cls.access(op)
        return type(op), len(access.reads), len(access.keeps), tuple(w.mode for w in access.writes)

    @classmethod
    def access(cls, op: Operator) -> Access:
        """See `Kernel.access`; what an operator sets or updates is kept unless it is its output."""
        output = _output(op)
        kept = tuple(ref(s) for s in (*op.sets, *op.updates) if s is not output)
        writes = [Write(SET, ref(s)) for s in op.sets]
        writes += [Write(UPDATE, ref(s)) for s in op.updates]
        writes += [Write(INC, ref(s)) for s in op.incs]
        return Access(tuple(map(ref, op.reads)), kept, tuple(writes))

    @property
    def in_order(self) -> bool:
        """Python code must be called once per step."""
        return True

    def restart(self, generators: Sequence[Sequence[RandomState]]) -> None:
        """Begin anew.

        Parameters
        ----------
        generators : sequence of sequence of RandomState
            For each operator, the generator that each item is given.
        """
        self._generators = generators
        self._items: list[list[_HostStep]] = []

    def __call__(
        self, ctx: Context, reads: list[jax.Array], keeps: list[jax.Array]
    ) -> list[jax.Array]:
        """See `Kernel.__call__`."""
        # Without a tangent on what goes in, nobody asks for the derivative of a call into Python.
        held = [jax.lax.stop_gradient(x) for x in (*reads, *keeps)]
        dtype = jnp.result_type(float)
        given = [jnp.broadcast_to(x, (ctx.batch, x.shape[-1])).astype(dtype) for x in held]
        sizes = [sum(each.size for each in role) for role in self.writes]
        shapes = [jax.ShapeDtypeStruct((ctx.batch, size), dtype) for size in sizes]
        call = partial(self._call, ctx.batch)
        results = io_callback(call, shapes, *given, ordered=True)
        return [jax.lax.stop_gradient(x) for x in results]

    def _call(self, batch: int, *given: np.ndarray) -> list[np.ndarray]:
        """Do all operators for all items: (batch, n) arrays in, (batch, n) arrays out."""
        given = tuple(map(np.asarray, given))
        results = [
            np.zeros((batch, sum(each.size for each in role)), np.result_type(*given, np.float32))
            for role in self.writes
        ]
        try:
            for item in range(batch):
                self._do_item(item, given, results)
        except Exception as error:
            self.failure = self.failure or error
        return results

    def _do_item(self, item: int, given: Sequence[np.ndarray], results: list[np.ndarray]) -> None:
        roles = [*self.reads, *self.keeps]
        sources = [_cut(x[item], role) for x, role in zip(given, roles, strict=True)]
        targets = [_cut(y[item], role) for y, role in zip(results, self.writes, strict=True)]
        for i, step in enumerate(self._steps_of(item)):
            step([x[i] for x in sources], [y[i] for y in targets])

    def _steps_of(self, item: int) -> list[_HostStep]:
        while len(self._items) <= item:
            n = len(self._items)
            self._items.append(
                [
                    _HostStep(op, self.dt, copies[n] if n < len(copies) else RandomState(n))
                    for op, copies in zip(self.operators, self._generators, strict=True)
                ]
            )
        return self._items[item]


class _HostStep:
    """One operator of one item, with memory of its own."""

    def __init__(self, op: Operator, dt: float, rng: RandomState) -> None:
        self._access = HostKernel.access(op)
        self._signals = SignalDict(lambda signal: np.array(signal.initial_value))
        op.init_signals(self._signals)
        # Generators among the state belong to the item as well.
        self._step = _with_own_generators(op, rng).make_step(self._signals, dt, rng)

    def __call__(self, given: Sequence[np.ndarray], results: Sequence[np.ndarray]) -> None:
        """Take what is given, do the step, and fill in the results."""
        for each, x in zip((*self._access.reads, *self._access.keeps), given, strict=True):
            self._write(each.signal, x)
        for write in self._access.writes:
            if write.mode == INC:
                self._write(write.ref.signal, 0)
        self._step()
        for write, y in zip(self._access.writes, results, strict=True):
            y[...] = np.ravel(self._signals[write.ref.signal])

    def _write(self, signal: Signal, value: Any) -> None:
        array = self._signals[signal]
        array[...] = np.reshape(value, array.shape) if np.ndim(value) else value


def _output(op: Operator) -> Signal | None:
    """Return the signal that an operator fills anew in each step."""
    return op.output if isinstance(op, SimNeurons | SimPyFunc | SimProcess) else None


def _with_own_generators(op: Operator, rng: RandomState) -> Operator:
    if not isinstance(op, SimNeurons) or all(isinstance(s, Signal) for s in op.state.values()):
        return op
    state = {name: s if isinstance(s, Signal) else _copied(s) for name, s in op.state.items()}
    return SimNeurons(op.neurons, op.J, op.output, state, tag=op.tag)


def _copied(rng: RandomState) -> RandomState:
    twin = RandomState()
    twin.set_state(rng.get_state())
    return twin


def _cut(x: np.ndarray, role: Sequence[Any]) -> list[np.ndarray]:
    """Cut (n,) entries into those of each operator, as views."""
    ends = np.cumsum([each.size for each in role])[:-1]
    return np.split(x, ends)
