"""A compiled network: a pure function from parameters, state and inputs to state and samples."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from nengo_dl.builder.host import HostKernel
from nengo_dl.builder.kernel import Context, Kernel, Training
from nengo_dl.engine.layout import FIXED, SOURCE, STATE, STEP, TRAINED, Layout
from nengo_dl.engine.loop import do_at_once, do_in_turn
from nengo_dl.engine.operands import Reader, Values
from nengo_dl.engine.stages import Stage, make_stages

Arrays = dict[str, Any]
"""Name → array."""


class State(NamedTuple):
    """What a run hands to the next one.

    Attributes
    ----------
    blocks : dict
        Name of a block → (batch, n) array.
    n_steps : array
        () number of steps done so far.
    key : array
        Of the random numbers.
    """

    blocks: Arrays
    n_steps: Any
    key: Any


class Parameters(NamedTuple):
    """What does not change during a run: name of a block → array."""

    trained: Arrays
    fixed: Arrays


class Program:
    """A compiled network.

    Parameters
    ----------
    kernels : sequence of Kernel
        What a step does, in order.
    layout : Layout
        Where signals are.
    states : set of Signal
        Base signals that are carried from step to step.
    samples : dict
        Name of what is recorded → where it is.
    dt : float
        Length of a step, in seconds.
    dtype : str
        Type of all numbers.
    """

    def __init__(
        self,
        kernels: Sequence[Kernel],
        layout: Layout,
        states: set[Any],
        samples: Mapping[str, Reader],
        dt: float,
        dtype: str,
    ) -> None:
        self.kernels, self.layout, self.samples = list(kernels), layout, dict(samples)
        self.dt, self.dtype = dt, dtype
        self._states = states
        self._stages: dict[Hashable, list[Stage]] = {}
        self._compiled = jax.jit(
            self.run, static_argnames=("length", "batch", "training", "wanted", "last_only")
        )

    def in_double_precision(self) -> Program:
        """Return the same program with numbers of 64 bits."""
        return Program(
            self.kernels, self.layout, self._states, self.samples, self.dt, dtype="float64"
        )

    @property
    def host_kernels(self) -> list[HostKernel]:
        """The kernels that call into Python."""
        return [kernel for kernel in self.kernels if isinstance(kernel, HostKernel)]

    def initial_parameters(self) -> Parameters:
        """Return all parameters as they were built."""
        trained = {name: self._cast(b.initial) for name, b in self.layout.of_kind(TRAINED).items()}
        fixed = {name: self._cast(b.initial) for name, b in self.layout.of_kind(FIXED).items()}
        return Parameters(trained, fixed)

    def initial_state(self, batch: int, seed: int) -> State:
        """Return the state before the first step."""
        # On the host, where nothing has to be compiled.
        blocks = {
            name: jnp.asarray(np.tile(block.initial.astype(self.dtype), (batch, 1)))
            for name, block in self.layout.of_kind(STATE).items()
        }
        data = jnp.asarray(np.array([0, seed], dtype=np.uint32))
        key = jax.random.wrap_key_data(data, impl="threefry2x32")
        return State(blocks, jnp.asarray(0, jnp.int32), key)

    def call(
        self,
        parameters: Parameters,
        state: State,
        inputs: Arrays,
        n_steps: int | None = None,
        **options: Any,
    ) -> tuple[State, Arrays]:
        """Do as `run`, compiled; and raise what went wrong in Python on the way."""
        found = self._compiled(parameters, state, inputs, n_steps, **options)
        if self.host_kernels:
            jax.block_until_ready(found)
            self.raise_failures()
        return found

    def raise_failures(self) -> None:
        """Raise what went wrong in Python code that was called from a compiled loop."""
        failures = [kernel.failure for kernel in self.host_kernels if kernel.failure is not None]
        for kernel in self.host_kernels:
            kernel.failure = None
        if failures:
            raise failures[0]

    def run(
        self,
        parameters: Parameters,
        state: State,
        inputs: Arrays,
        n_steps: Any = None,
        *,
        length: int,
        batch: int,
        training: Training | None = None,
        wanted: tuple[str, ...] | None = None,
        last_only: tuple[str, ...] = (),
    ) -> tuple[State, Arrays]:
        """Run for some steps. Pure, but for calls into Python.

        Parameters
        ----------
        parameters : Parameters
            Weights, biases …
        state : State
            Where to start.
        inputs : dict
            Source block → (length, batch or 1, n) values; or (batch or 1, n) or (n,), if they are
            the same in all steps.
        n_steps : int, optional
            How many of the steps to run, by default all; the samples of the rest mean nothing.
        length, batch : int
            Number of steps and of items, fixed when compiled.
        training : Training, optional
            How to train; by default everything is done as in inference.
        wanted : tuple of str, optional
            What to record, by default everything.
        last_only : tuple of str
            What to record in the last step only.

        Returns
        -------
        state : State
            Where it ended.
        samples : dict
            Name of what is recorded → (length or 1, batch, n) values after each step.
        """
        wanted = tuple(self.samples) if wanted is None else wanted
        values = self._values(parameters, state, inputs)
        after: Values = {}
        blocks = dict(state.blocks)
        context = partial(Context, self.dt, batch, key=state.key, training=training is not None)
        stages = self.stages(training)
        for i, stage in enumerate(stages):
            if not stage.is_loop:
                do_at_once(stage, context(step=state.n_steps), values)
                continue
            recorded = self._recorded(stages[i:], wanted)
            carried, left = do_in_turn(
                stage, context, values, blocks, recorded, state.n_steps + 1, length, n_steps
            )
            blocks.update(carried)
            after.update(left)
        found = {**values, **after}
        n_done = length if n_steps is None else n_steps
        samples = {
            name: _sample(self.samples[name](found), length, batch, n_done, name in last_only)
            for name in wanted
        }
        return State(blocks, state.n_steps + n_done, state.key), samples

    def stages(self, training: Training | None = None) -> list[Stage]:
        """Return what is done together, in order."""
        if training not in self._stages:
            self._stages[training] = make_stages(self.kernels, self.layout, self._states, training)
        return self._stages[training]

    def _values(self, parameters: Parameters, state: State, inputs: Arrays) -> Values:
        """Return what is known before the first stage."""
        values: Values = {
            name: block.initial.astype(self.dtype)
            for name, block in self.layout.of_kind(STEP).items()
        }
        values.update({name: self._cast(block.initial) for name, block in self._sources.items()})
        for known in (parameters.fixed, parameters.trained, state.blocks, inputs):
            values.update(known)
        return values

    @property
    def _sources(self) -> dict[str, Any]:
        return self.layout.of_kind(SOURCE)

    def _recorded(self, stages: Sequence[Stage], wanted: Sequence[str]) -> tuple[set, set]:
        """Return the blocks of the first stage that others need: within steps, and after them."""
        first, *others = stages
        sampled = {block.name for name in wanted for block in self.samples[name].blocks}
        read = {name for stage in others for name in stage.read}
        written = {block.name for e in first.kernels for w in e.writes for block in w.blocks}
        return written & (read | (sampled - first.carried)), first.carried & sampled

    def _cast(self, x: np.ndarray) -> jax.Array:
        return jnp.asarray(x.astype(self.dtype))


def _sample(value: Any, length: int, batch: int, n_done: Any, last_only: bool) -> Any:
    if value.ndim == 3:
        if last_only:
            value = jax.lax.dynamic_slice_in_dim(value, n_done - 1, 1)
    else:
        value = jnp.atleast_2d(value)[None]
    length = 1 if last_only else length
    return jnp.broadcast_to(value, (length, batch, value.shape[-1]))
