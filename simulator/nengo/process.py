"""What all processes share: a system that is stepped through time, with state and noise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.arrays import Rng, Shape, as_shape, maxint, maxseed
from nengo.params import FrozenObject, IntParam, NumberParam, Parameter
from nengo.params.base import Obj

State = dict[str, np.ndarray]
"""The arrays that a process carries from one step to the next, by name."""

StepFunction = Callable[..., np.ndarray]
"""What advances a process by one step: called as ``step(t)``, or ``step(t, x)`` with an input."""


class Process(FrozenObject):
    """A system with an output, and perhaps an input, at every time step.

    A subclass defines `make_step`, and `make_state` if it has state.

    Parameters
    ----------
    default_size_in, default_size_out : int
        Number of dimensions of input and output, unless the user of the process says otherwise.
    default_dt : float
        Length of a step in seconds, for use outside of a simulator.
    seed : int, optional
        Seed of the generator that `make_step` gets. By default it is drawn from that
        of the simulator.
    """

    default_size_in = IntParam("default_size_in", low=0)
    default_size_out = IntParam("default_size_out", low=0)
    default_dt = NumberParam("default_dt", low=0, low_open=True)
    seed = IntParam("seed", low=0, high=maxseed, optional=True)

    def __init__(
        self,
        default_size_in: int = 0,
        default_size_out: int = 1,
        default_dt: float = 0.001,
        seed: int | None = None,
    ) -> None:
        super().__init__()
        self.default_size_in = default_size_in
        self.default_size_out = default_size_out
        self.default_dt = default_dt
        self.seed = seed

    def make_state(self, shape_in: Shape, shape_out: Shape, dt: float, dtype: Any = None) -> State:
        """Make the arrays that are carried from step to step, at their initial values.

        Parameters
        ----------
        shape_in, shape_out : tuple of int
            Shapes of input and output.
        dt : float
            Length of a step, in seconds.
        dtype : dtype, optional
            Type of the arrays; the configured float type by default.
        """
        return {}

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, state: State
    ) -> StepFunction:
        """Make the function that advances the process by one step.

        Parameters
        ----------
        shape_in, shape_out : tuple of int
            Shapes of input and output. Without input, ``shape_in`` is ``(0,)``.
        dt : float
            Length of a step, in seconds.
        rng : RandomState
            Generator for the process alone.
        state : dict
            The arrays that `make_state` made, to be changed in place.

        Returns
        -------
        callable
            Called as ``step(t)``, or ``step(t, x)`` if there is an input. Returns an array that
            can be broadcast to ``shape_out``, valid until the next call.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to step. "
            "Define make_step(shape_in, shape_out, dt, rng, state)."
        )

    def get_rng(self, rng: Rng) -> np.random.RandomState:
        """Make the generator of this process; without a seed of its own, ``rng`` draws one."""
        return np.random.RandomState(rng.randint(maxint) if self.seed is None else self.seed)

    def run(
        self,
        t: float,
        d: int | None = None,
        dt: float | None = None,
        rng: Rng = np.random,
        **kwargs: Any,
    ) -> np.ndarray:
        """Run without input for ``t`` seconds.

        Parameters
        ----------
        t : float
            Time to run, in seconds.
        d, dt, rng, **kwargs
            See `run_steps`.

        Returns
        -------
        (n_steps, d) ndarray
            One row per step.
        """
        dt = self.default_dt if dt is None else dt
        return self.run_steps(round(t / dt), d=d, dt=dt, rng=rng, **kwargs)

    def run_steps(
        self,
        n_steps: int,
        d: int | None = None,
        dt: float | None = None,
        rng: Rng = np.random,
        **kwargs: Any,
    ) -> np.ndarray:
        """Run without input for a number of steps.

        Parameters
        ----------
        n_steps : int
            Number of steps.
        d : int, optional
            Number of dimensions of the output; ``default_size_out`` by default.
        dt : float, optional
            Length of a step, in seconds; ``default_dt`` by default.
        rng : RandomState
            Where a seed comes from if the process has none.
        **kwargs
            Passed to `make_step`.

        Returns
        -------
        (n_steps, d) ndarray
            One row per step.
        """
        shape_out = as_shape(self.default_size_out if d is None else d)
        dt = self.default_dt if dt is None else dt
        step = self._start(as_shape(0), shape_out, dt, rng, kwargs)
        output = np.zeros((n_steps, *shape_out))
        for i in range(n_steps):
            output[i] = step((i + 1) * dt)
        return output

    def apply(
        self,
        x: Any,
        d: int | None = None,
        dt: float | None = None,
        rng: Rng = np.random,
        copy: bool = True,
        **kwargs: Any,
    ) -> np.ndarray:
        """Run with an input.

        Parameters
        ----------
        x : (n_steps, …) array-like
            One row of input per step.
        d, dt, rng, **kwargs
            See `run_steps`.
        copy : bool
            Whether to leave ``x`` alone; otherwise the output is written over it.

        Returns
        -------
        (n_steps, d) ndarray
            One row per step.
        """
        x = np.asarray(x)
        shape_in = as_shape(x.shape[1:], min_dim=1)
        shape_out = as_shape(self.default_size_out if d is None else d)
        dt = self.default_dt if dt is None else dt
        step = self._start(shape_in, shape_out, dt, rng, kwargs)
        output = np.zeros((len(x), *shape_out)) if copy else x
        for i, row in enumerate(x):
            output[i] = step((i + 1) * dt, row)
        return output

    def ntrange(self, n_steps: int, dt: float | None = None) -> np.ndarray:
        """Give the times of ``n_steps`` steps, in seconds; the first is ``dt``."""
        return (self.default_dt if dt is None else dt) * np.arange(1, n_steps + 1)

    def trange(self, t: float, dt: float | None = None) -> np.ndarray:
        """Give the times of the steps of a run of ``t`` seconds; the first is ``dt``."""
        dt = self.default_dt if dt is None else dt
        return self.ntrange(round(t / dt), dt=dt)

    def _start(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, kwargs: dict[str, Any]
    ) -> StepFunction:
        rng = self.get_rng(rng)
        state = self.make_state(shape_in, shape_out, dt)
        return self.make_step(shape_in, shape_out, dt, rng, state, **kwargs)


class ProcessParam(Parameter):
    """A process."""

    def coerce(self, obj: Obj, value: Any) -> Process | None:
        """Accept a `Process`."""
        self.check_type(obj, value, Process)
        return super().coerce(obj, value)
