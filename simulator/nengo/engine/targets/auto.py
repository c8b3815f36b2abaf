"""Start at once on NumPy; change over to the compiled loop when that is there.

Both work on the same arrays, so the change happens between two steps and nobody notices. Nothing is
loaded for programs that are over before it would have paid.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from nengo.builder.signal import SignalDict
from nengo.engine.plan import Plan
from nengo.engine.program import Entry, Recorder
from nengo.engine.targets.compiled.loading import (
    Loading,
    has_arithmetic,
    is_installed,
    loading,
)
from nengo.engine.targets.numpy import NumpyTarget

WORTH_LOADING = 0.05
"""Seconds spent on NumPy after which the compiled loop is sent for."""

MANY_OPERATORS = 400
"""From here on a step on NumPy is so slow that loading (not compiling) pays at once."""

N_BETWEEN_LOOKS = 20
"""Steps on NumPy between two looks at whether it has come."""


class AutoTarget:
    """Chooses by itself, and changes its mind once."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def loop(
        self,
        entries: Sequence[Entry],
        recorders: Sequence[Recorder],
        plan: Plan,
        signals: SignalDict,
    ) -> Callable[[int], None]:
        """See `Target.loop`."""
        arguments = (entries, recorders, plan, signals)
        if not (is_installed() and has_arithmetic(plan.time.dtype)):
            return NumpyTarget().loop(*arguments)
        coming = loading(plan.time.dtype)
        if len(entries) > MANY_OPERATORS:
            coming.wait_if_warm()
        return self._changing(coming, arguments)

    def _changing(self, coming: Loading, arguments: Any) -> Callable[[int], None]:
        on_numpy = NumpyTarget().loop(*arguments)
        compiled: Callable[[int], None] | None = None

        def advance(n_steps: int) -> None:
            nonlocal compiled
            while compiled is None and n_steps > 0:
                if coming.ready:
                    from nengo.engine.targets.compiled.target import CompiledTarget

                    compiled = CompiledTarget().loop(*arguments)
                    break
                n_now = min(n_steps, N_BETWEEN_LOOKS)
                self._timed(on_numpy, n_now, coming)
                n_steps -= n_now
            if compiled is not None and n_steps > 0:
                compiled(n_steps)

        return advance

    def _timed(self, advance: Callable[[int], None], n_steps: int, coming: Loading) -> None:
        started = time.perf_counter()
        advance(n_steps)
        self._seconds += time.perf_counter() - started
        if self._seconds > WORTH_LOADING:
            coming.begin()
