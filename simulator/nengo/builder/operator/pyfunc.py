"""Call a Python function in each step."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.builder.operator.base import Operator, Step
from nengo.builder.signal import Signal, SignalDict
from nengo.exceptions import SimulationError
from nengo.functions import function_name

SHORT = 32
"""Numbers of which Python knows faster than NumPy whether all are finite."""


class SimPyFunc(Operator):
    """``output = fn(t, x)``, where any of the three may be missing.

    Sets ``output``, reads ``t`` and ``x``.

    Parameters
    ----------
    output : Signal or None
        (size_out,) where the result goes; None to ignore it.
    fn : callable
        The user's function.
    t : Signal or None
        () the time, if the function takes it.
    x : Signal or None
        (size_in,) data, if the function takes any. It is given a copy, which it may keep.
    tag : str, optional
        For people only.

    Raises
    ------
    SimulationError
        In a step, if the result is None, is not finite, or does not fit the output.
    """

    def __init__(
        self,
        output: Signal | None,
        fn: Callable,
        t: Signal | None,
        x: Signal | None,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        self.fn = fn
        self.output = output
        self.t = t
        self.x = x
        self.sets = [] if output is None else [output]
        self.incs = []
        self.reads = [signal for signal in (t, x) if signal is not None]
        self.updates = []

    @property
    def _description(self) -> str:
        args = ", ".join(str(signal) for signal in self.reads)
        return f"{self.output} = {function_name(self.fn)}({args})"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        call = self._make_call(signals)
        if self.output is None:
            return call
        output, fn = signals[self.output], self.fn
        listed, isfinite = output.tolist, math.isfinite
        is_short = output.ndim == 1 and output.size <= SHORT

        def call_and_keep() -> None:
            y = call()
            try:
                output[...] = y
            except (TypeError, ValueError) as error:
                raise _misfit(fn, y, output) from error
            if is_short and isfinite(sum(listed())):
                return
            if not np.isfinite(output).all():
                raise _not_finite(fn, y, output)

        return call_and_keep

    def _make_call(self, signals: SignalDict) -> Callable[[], Any]:
        """Return the call with all its arguments bound."""
        fn = self.fn
        time = None if self.t is None else signals[self.t].item
        copy = None if self.x is None else signals[self.x].copy
        if copy is None:
            return fn if time is None else lambda: fn(time())
        return (lambda: fn(copy())) if time is None else (lambda: fn(time(), copy()))


def _misfit(fn: Callable, y: Any, output: np.ndarray) -> SimulationError:
    return SimulationError(
        f"Function {function_name(fn)!r} returned {y!r}, which does not fit an output of size "
        f"{output.size}. Return a vector of that many numbers, or set size_out."
    )


def _not_finite(fn: Callable, y: Any, output: np.ndarray) -> SimulationError:
    name = function_name(fn)
    if y is None:
        return SimulationError(
            f"Function {name!r} returned None, but must return {output.size} number(s). "
            "Is a `return` missing?"
        )
    return SimulationError(
        f"Function {name!r} returned {y!r}, but must return finite numbers. "
        "Look for a division by zero or an overflow."
    )
