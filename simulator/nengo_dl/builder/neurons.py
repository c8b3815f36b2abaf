"""Neurons in JAX: a table from type to what a step does, and to the curve it is trained by."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from nengo.builder.neurons import SimNeurons
from nengo.builder.operator import Operator
from nengo.builder.signal import Signal
from nengo.neurons import NeuronType
from nengo_dl.builder.kernel import SET, Access, Context, Kernel, Training, Write, lowers, ref

Array = Any
"""A JAX array, or a number."""

Constants = dict[str, Array]
"""Constants of neurons: name → number, or one per neuron where they differ."""

State = dict[str, Array]

Step = Callable[[Constants, float, Array, State], tuple[Array, State]]
"""Called as ``step(constants, dt, J, state)``; gives output and new state."""

Curve = Callable[[Constants, Array], Array]
"""Called as ``curve(constants, J)``."""


class NeuronMath(NamedTuple):
    """What is known of a neuron type.

    Attributes
    ----------
    step : callable
        What inference does, with state. A random type finds its ``key`` among the state.
    curve : callable or None
        Rate as a function of the current, by which the type is trained; None if it has to be
        trained through its steps.
    slope : callable or None
        The derivative of the curve; None if that should be found automatically.
    constants : tuple of str
        Attributes of the type that the functions use.
    smoothed : callable or None
        Gives the same neurons with a curve smoothed by some sigma, if there is such a thing.
    """

    step: Step
    curve: Curve | None = None
    slope: Curve | None = None
    constants: tuple[str, ...] = ()
    smoothed: Callable[[float], NeuronMath] | None = None


_table: dict[type[NeuronType], NeuronMath] = {}


def register_neurons(
    neuron_type: type[NeuronType],
    step: Step,
    curve: Curve | None = None,
    slope: Curve | None = None,
    constants: tuple[str, ...] = (),
    smoothed: Callable[[float], NeuronMath] | None = None,
) -> None:
    """Say how neurons of one type (not of its subclasses) are done in JAX; see `NeuronMath`."""
    _table[neuron_type] = NeuronMath(step, curve, slope, constants, smoothed)


def math_of(neuron_type: NeuronType) -> NeuronMath | None:
    """Return what is known of the type of these neurons; None for types nobody registered."""
    return _table.get(type(neuron_type))


def has_curve(neuron_type: NeuronType) -> bool:
    """Whether neurons of this type are trained by a curve instead of their steps."""
    known = math_of(neuron_type)
    return known is not None and known.curve is not None


def apply_curve(known: NeuronMath, constants: Constants, J: jax.Array) -> jax.Array:
    """Compute rates, of which only the current is kept for the gradient."""
    assert known.curve is not None
    rates: Curve = known.curve

    @jax.custom_vjp
    def apply(J: Array) -> Array:
        return rates(constants, J)

    def keep_current(J: Array) -> tuple[Array, Array]:
        return rates(constants, J), J

    def pull_back(J: Array, g: Array) -> tuple[Array]:
        return (g * _slope(known, constants, J),)

    apply.defvjp(keep_current, pull_back)
    return apply(J)


def _slope(known: NeuronMath, constants: Constants, J: Array) -> Array:
    if known.slope is not None:
        return known.slope(constants, J)
    assert known.curve is not None
    _, slope = jax.jvp(lambda J: known.curve(constants, J), (J,), (jnp.ones_like(J),))  # type: ignore[misc]
    return slope


@lowers(SimNeurons)
class NeuronKernel(Kernel):
    """Neurons of one type, whatever their constants."""

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether the type is in the table."""
        assert isinstance(op, SimNeurons)
        return math_of(op.neurons) is not None

    @classmethod
    def likeness(cls, op: SimNeurons) -> Hashable:  # type: ignore[override]
        """Tell types apart."""
        return type(op.neurons), tuple(op.state)

    @classmethod
    def access(cls, op: SimNeurons) -> Access:  # type: ignore[override]
        """See `Kernel.access`."""
        state = tuple(ref(signal) for signal in op.state.values() if isinstance(signal, Signal))
        return Access(
            reads=(ref(op.J),),
            keeps=state,
            writes=tuple(Write(SET, each) for each in (ref(op.output), *state)),
        )

    def __call__(
        self, ctx: Context, reads: list[jax.Array], keeps: list[jax.Array]
    ) -> list[jax.Array]:
        """See `Kernel.__call__`."""
        (J,) = reads
        state = dict(zip(self._state_names, keeps, strict=True))
        if self._is_random:
            # Every item and every neuron draws for itself.
            J = jnp.broadcast_to(J, (*J.shape[:-2], ctx.batch, J.shape[-1]))
            key = jax.random.fold_in(ctx.key, jnp.asarray(ctx.step, jnp.uint32).reshape(()))
            state["key"] = jax.random.fold_in(key, self._stream)
        output, state = self._math.step(self.constants(J.dtype), self.dt, J, state)
        return [output, *(state[name] for name in self._state_names)]

    def when_training(self, training: Training) -> Kernel:
        """Give rates by the curve; or spikes, with the gradient of the curve."""
        known = self._math
        if known.curve is None:
            return self
        if known.smoothed is not None and training.smoothing is not None:
            known = known.smoothed(training.smoothing)
        if training.surrogate and self._types[0].spiking:
            return SurrogateKernel(self, known)
        return CurveKernel(self, known)

    def constants(self, dtype: Any, names: tuple[str, ...] | None = None) -> Constants:
        """Return the constants of the neurons, as numbers or (n,) arrays."""
        names = self._math.constants if names is None else names
        return {name: self._constant(name, dtype) for name in names}

    @property
    def in_order(self) -> bool:
        """Whether steps must be told apart: the draws of each step are its own."""
        return self._is_random

    @property
    def _types(self) -> list[NeuronType]:
        return [op.neurons for op in self.operators]  # type: ignore[attr-defined]

    @property
    def _math(self) -> NeuronMath:
        known = math_of(self._types[0])
        assert known is not None
        return known

    @property
    def _state_names(self) -> list[str]:
        state = self.operators[0].state  # type: ignore[attr-defined]
        return [name for name, signal in state.items() if isinstance(signal, Signal)]

    @property
    def _is_random(self) -> bool:
        return len(self._state_names) < len(self.operators[0].state)  # type: ignore[attr-defined]

    @property
    def _stream(self) -> int:
        """A number that tells the draws of this kernel from those of others."""
        return self.writes[0][0].size + sum(map(ord, self.writes[0][0].signal.name)) % 2**20

    def _constant(self, name: str, dtype: Any) -> Array:
        values = [getattr(neurons, name) for neurons in self._types]
        if all(value == values[0] for value in values):
            return values[0]
        return np.repeat(np.asarray(values, dtype), [each.size for each in self.reads[0]])


class CurveKernel(Kernel):
    """The rates of neurons; their state stays what it was."""

    def __init__(self, neurons: NeuronKernel, known: NeuronMath) -> None:
        self.operators, self.dt = neurons.operators, neurons.dt
        self.reads, self.keeps = neurons.reads, []
        self.modes, self.writes = neurons.modes[:1], neurons.writes[:1]
        self._neurons, self._known = neurons, known

    def __call__(
        self, ctx: Context, reads: list[jax.Array], keeps: list[jax.Array]
    ) -> list[jax.Array]:
        """See `Kernel.__call__`."""
        (J,) = reads
        constants = self._neurons.constants(J.dtype, self._known.constants)
        return [apply_curve(self._known, constants, J)]


class SurrogateKernel(Kernel):
    """Neurons that spike, with the gradient of their rates."""

    def __init__(self, neurons: NeuronKernel, known: NeuronMath) -> None:
        self.operators, self.dt = neurons.operators, neurons.dt
        self.reads, self.keeps = neurons.reads, neurons.keeps
        self.modes, self.writes = neurons.modes, neurons.writes
        self._neurons, self._known = neurons, known

    @property
    def in_order(self) -> bool:
        """As for the neurons themselves."""
        return self._neurons.in_order

    def __call__(
        self, ctx: Context, reads: list[jax.Array], keeps: list[jax.Array]
    ) -> list[jax.Array]:
        """See `Kernel.__call__`."""
        (J,) = reads
        held = jax.lax.stop_gradient
        output, *state = self._neurons(ctx, [held(J)], [held(each) for each in keeps])
        constants = self._neurons.constants(J.dtype, self._known.constants)
        # A factor of the current that is zero, but whose gradient is that of the curve.
        slope = held(_slope(self._known, constants, J))
        return [held(output) + slope * (J - held(J)), *map(held, state)]
