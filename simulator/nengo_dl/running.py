"""Long runs in chunks of few lengths: nothing is compiled twice, and memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import jax
import numpy as np

from nengo.builder.signal import Signal
from nengo_dl.builder.kernel import Training
from nengo_dl.engine.compile import Compiled
from nengo_dl.engine.layout import STATE, STEP
from nengo_dl.engine.program import Arrays, Parameters, State
from nengo_dl.feed import Feed
from nengo_dl.placement import Placement

LENGTHS = (1, 16, 128, 1024)
"""Steps in a chunk. A run uses the shortest that is long enough, and the longest as often as it
fits; the last one stops before its end."""

ROOM = 2**26
"""Bytes that the values of all steps of a chunk may take: 64 MiB."""


class Wish(NamedTuple):
    """What to record, and how to run.

    Attributes
    ----------
    names : tuple of str
        What is recorded.
    last_only : tuple of str
        What of this is recorded in the last step only.
    training : Training or None
        How to train; None to run.
    """

    names: tuple[str, ...]
    last_only: tuple[str, ...] = ()
    training: Training | None = None


class Runner:
    """Runs a program chunk by chunk.

    Parameters
    ----------
    compiled : Compiled
        The program.
    placement : Placement
        On which devices.
    batch : int
        Number of items.
    """

    def __init__(self, compiled: Compiled, placement: Placement, batch: int) -> None:
        self._compiled, self._placement, self._batch = compiled, placement, batch
        self._step_size = sum(
            block.initial.size for block in compiled.layout.of_kind(STEP, STATE).values()
        )

    def run(
        self,
        parameters: Parameters,
        state: State,
        feed: Feed,
        given: Mapping[Signal, np.ndarray],
        n_steps: int,
        wish: Wish,
        tell: Callable[[int], Any] = lambda n: None,
    ) -> tuple[State, dict[str, np.ndarray]]:
        """Run for some steps.

        Parameters
        ----------
        parameters, state
            See `Program.run`.
        feed : Feed
            Computes sources of which no data are given.
        given : dict
            Source → (batch, n_steps, n) data; or (batch, 1, n), if they are always the same.
        n_steps : int
            How many.
        wish : Wish
            What to record.
        tell : callable, optional
            Called with a number of steps when they are done.

        Returns
        -------
        state : State
            Where it ended.
        samples : dict
            Name → (n_steps or 1, batch, n) ndarray.
        """
        found: list[dict[str, np.ndarray]] = []
        pending: tuple[Arrays, int] | None = None
        first_step = int(state.n_steps) + 1
        for start, n, length in self._chunks(n_steps):
            values = feed.values(first_step + start, n, given)
            inputs = self._inputs(values, given, start, n, length)
            state, samples = self._compiled.program.call(
                parameters,
                state,
                inputs,
                n,
                length=length,
                batch=self._batch,
                wanted=wish.names,
                last_only=wish.last_only,
                training=wish.training,
            )
            if pending is not None:
                # Only now: the devices work on this chunk while the last one is fetched.
                found.append(_fetched(*pending))
            pending = samples, n
            tell(n)
        assert pending is not None, "n_steps is at least 1"
        found.append(_fetched(*pending))
        return state, _joined(found, wish)

    def inputs(self, feed: Feed, first_step: int, n_steps: int) -> Arrays:
        """Return what nobody gives data for, as `Program.run` takes it."""
        return self._inputs(feed.values(first_step, n_steps, {}), {}, 0, n_steps, n_steps)

    def _chunks(self, n_steps: int) -> Iterator[tuple[int, int, int]]:
        """Yield start, number of steps and length of each chunk."""
        affordable = [n for n in LENGTHS if n * self._batch * self._step_size * 4 <= ROOM] or [1]
        start = 0
        while start < n_steps:
            left = n_steps - start
            length = next((n for n in affordable if n >= left), affordable[-1])
            yield start, min(left, length), length
            start += length

    def _inputs(
        self,
        values: Mapping[Signal, np.ndarray],
        given: Mapping[Signal, np.ndarray],
        start: int,
        n: int,
        length: int,
    ) -> Arrays:
        inputs = {}
        for signal, steps in values.items():
            inputs[signal] = _padded(steps, length)
        for signal, data in given.items():
            if data.shape[1] == 1:
                inputs[signal] = data[:, 0]
            else:
                inputs[signal] = _padded(np.swapaxes(data[:, start : start + n], 0, 1), length)
        layout, dtype = self._compiled.layout, self._compiled.program.dtype
        return {
            layout.places[signal].block.name: self._placement.inputs(x.astype(dtype))
            for signal, x in inputs.items()
            if signal in layout.places
        }


def _padded(steps: np.ndarray, length: int) -> np.ndarray:
    if len(steps) == length:
        return steps
    room = np.zeros((length, *steps.shape[1:]), steps.dtype)
    room[: len(steps)] = steps
    return room


def _fetched(samples: Mapping[str, jax.Array], n: int) -> dict[str, np.ndarray]:
    return {name: np.asarray(x)[:n] for name, x in samples.items()}


def _joined(found: list[dict[str, np.ndarray]], wish: Wish) -> dict[str, np.ndarray]:
    return {
        name: found[-1][name]
        if name in wish.last_only or len(found) == 1
        else np.concatenate([each[name] for each in found])
        for name in wish.names
    }
