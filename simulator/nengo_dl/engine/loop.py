"""Running through time in JAX: all steps at once, or a loop over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import jax
import jax.numpy as jnp

from nengo_dl.builder.kernel import UPDATE, Context
from nengo_dl.engine.operands import Values
from nengo_dl.engine.stages import Stage

Step = Callable[[Values, tuple[Any, Values]], tuple[Values, tuple[Values, Values]]]
"""From what is carried, and the number of the step with what is known of it, to what is carried on
and what is recorded: values within the step, and after it."""


def do_at_once(stage: Stage, context: Context, values: Values) -> None:
    """Do a stage for all steps at once: replace in ``values`` what it writes."""
    for each in stage.kernels:
        for write, result in zip(each.writes, each.results(context, values, {}), strict=True):
            write(values, result)


def do_in_turn(
    stage: Stage,
    context: Callable[..., Context],
    values: Values,
    state: Values,
    recorded: tuple[Iterable[str], Iterable[str]],
    first_step: Any,
    length: int,
    n_steps: Any,
) -> tuple[Values, Values]:
    """Do a stage step by step: replace in ``values`` what is recorded of it.

    Parameters
    ----------
    stage : Stage
        What is done.
    context : callable
        Gives the context in a ``step``.
    values : dict
        Block → (…, n), or (length, …, n) where it differs between steps. Changed in place.
    state : dict
        Block → (batch, n) what is carried into the first step.
    recorded : (iterable of str, iterable of str)
        Blocks whose value is wanted within each step, and after it.
    first_step : int
        Number of the first step.
    length : int
        Number of steps for which there is room.
    n_steps : int or None
        Number of steps that are run, known when compiled code is called; None for all.

    Returns
    -------
    state, after : dict
        What is carried out of the last step; and values after each step.
    """
    wanted = {name for name in stage.read if name in values}
    timed = {name: values[name] for name in wanted if values[name].ndim == 3}
    held = {name: values[name] for name in wanted if values[name].ndim < 3}
    within, after = (sorted(names) for names in recorded)

    def step(carry: Values, now: tuple[Any, Values]) -> tuple[Values, tuple[Values, Values]]:
        number, slices = now
        current = {**held, **slices, **carry}
        carry = _do_step(stage, context(step=number), current, carry)
        recorded = {name: jnp.atleast_2d(current[name]) for name in within}
        return carry, (recorded, {name: carry[name] for name in after})

    start = {name: state[name] for name in sorted(stage.carried)}
    numbers = first_step + jnp.arange(length)
    if n_steps is None:
        final, (found, left) = jax.lax.scan(step, start, (numbers, timed))
    else:
        final, (found, left) = _while_asked(step, start, (numbers, timed), length, n_steps)
    values.update(found)
    return final, left


def _do_step(stage: Stage, context: Context, current: Values, carry: Values) -> Values:
    """Do one step: replace in ``current`` what is written, and return what is carried on."""
    updated = dict(carry)
    for each in stage.kernels:
        for write, result in zip(each.writes, each.results(context, current, carry), strict=True):
            write(updated if write.mode == UPDATE else current, result)
    return {
        name: jnp.broadcast_to(
            updated[name] if updated[name] is not carry[name] else current[name],
            carry[name].shape,
        ).astype(carry[name].dtype)
        for name in carry
    }


def _while_asked(
    step: Step, start: Values, known: Any, length: int, n_steps: Any
) -> tuple[Values, tuple[Values, Values]]:
    """Do as `jax.lax.scan` does, but stop after ``n_steps``, which compiled code is told."""
    first = jax.tree.map(lambda x: x[0], known)
    _, shapes = jax.eval_shape(step, start, first)
    room = jax.tree.map(lambda s: jnp.zeros((length, *s.shape), s.dtype), shapes)

    def body(i: Any, done: tuple[Values, Any]) -> tuple[Values, Any]:
        carry, kept = done
        now = jax.tree.map(lambda x: jax.lax.dynamic_index_in_dim(x, i, keepdims=False), known)
        carry, new = step(carry, now)
        kept = jax.tree.map(
            lambda all_, one: jax.lax.dynamic_update_index_in_dim(all_, one, i, 0), kept, new
        )
        return carry, kept

    return jax.lax.fori_loop(0, n_steps, body, (start, room))
