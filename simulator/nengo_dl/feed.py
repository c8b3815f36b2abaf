"""What is known of a run before it begins: outputs of Nodes without input, and noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nengo.arrays import maxint
from nengo.builder.operator import Operator, SimPyFunc
from nengo.builder.processes import SimProcess
from nengo.builder.signal import Signal, SignalDict
from nengo.engine.blame import blame
from nengo.engine.program import Entry
from nengo.processes import Piecewise, PresentInput
from nengo_dl.engine.rewrite import Source

RandomState = np.random.RandomState


class Generators:
    """The generators of all processes, dealt out as the core deals them.

    The first item of a batch gets the numbers of the core; every further one has its own.

    Parameters
    ----------
    operators : sequence of Operator
        In the order in which the core runs them.
    wanted : set of Operator
        Those that are done in Python, and so need a generator.
    seed : int
        Seed of the simulator.
    """

    def __init__(self, operators: Sequence[Operator], wanted: set[Operator], seed: int) -> None:
        self._operators, self._wanted, self._seed = operators, wanted, seed
        self._dealt: list[dict[Operator, Any]] = []

    def of(self, op: Operator, item: int) -> RandomState:
        """Return a fresh generator for an operator of an item, as the core would hand it over."""
        while len(self._dealt) <= item:
            self._dealt.append(self._deal(len(self._dealt)))
        twin = RandomState()
        if op in self._dealt[item]:
            twin.set_state(self._dealt[item][op])
        return twin

    def _deal(self, item: int) -> dict[Operator, Any]:
        """Return for each operator that is wanted the state of its generator."""
        rng = RandomState(self._seed if item == 0 else [self._seed, item])
        dealt = {}
        for op in self._operators:
            if op in self._wanted:
                dealt[op] = rng.get_state()
            if isinstance(op, SimProcess) and op.process.seed is None:
                rng.randint(maxint)  # what the process takes to seed its own generator
        return dealt


class Feed:
    """Computes the sources of a program, step after step.

    Parameters
    ----------
    sources : sequence of Source
        What is computed.
    generators : Generators
        For processes.
    batch : int
        Number of items.
    dt : float
        Length of a step, in seconds.
    time, step : Signal
        The model's clock.
    origins : dict
        Operator → the object of the user for which it was made, for errors.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        generators: Generators,
        batch: int,
        dt: float,
        time: Signal,
        step: Signal,
        origins: Mapping[Operator, Any],
    ) -> None:
        self._dt, self._time, self._step = dt, time, step
        self._copies = {
            source.signal: [
                _Copy(source.op, time, generators.of(source.op, item), dt, origins)
                for item in range(_n_copies(source.op, batch))
            ]
            for source in sources
            if source.op is not None
        }

    def values(
        self, first_step: int, n_steps: int, given: Mapping[Signal, Any]
    ) -> dict[Signal, np.ndarray]:
        """Compute some steps.

        Parameters
        ----------
        first_step : int
            Number of the first one; the first of all is 1.
        n_steps : int
            How many.
        given : dict
            Signals of which data are given, so that nothing has to be computed.

        Returns
        -------
        dict
            Signal → (n_steps, batch or 1, n) ndarray.
        """
        numbers = np.arange(first_step, first_step + n_steps)
        times = numbers * self._dt
        values = {
            signal: np.stack([copy.values(times) for copy in copies], axis=1)
            for signal, copies in self._copies.items()
            if signal not in given
        }
        values[self._time] = times.reshape(-1, 1, 1)
        values[self._step] = numbers.reshape(-1, 1, 1)
        return values


class _Copy:
    """A source as one item sees it."""

    def __init__(
        self,
        op: Operator,
        time: Signal,
        rng: RandomState,
        dt: float,
        origins: Mapping[Operator, Any],
    ) -> None:
        signals = SignalDict()
        op.init_signals(signals)
        if time not in signals:
            signals.init(time)
        self._time = signals[time]
        self._output = signals[op.output]  # type: ignore[attr-defined]
        self._is_added = isinstance(op, SimProcess) and op.mode == "inc"
        self._step = op.make_step(signals, dt, rng)
        self._entry = Entry(op, self._step, origins.get(op))

    def values(self, times: np.ndarray) -> np.ndarray:
        """(n_steps, n) ndarray of the output at some times."""
        values = np.empty((len(times), self._output.size))
        for row, t in zip(values, times, strict=True):
            self._time[...] = t
            if self._is_added:
                self._output[...] = 0
            self._advance()
            row[...] = self._output.reshape(-1)
        return values

    def _advance(self) -> None:
        try:
            self._step()
        except Exception as error:
            blame(error, self._entry)
            raise


def _n_copies(op: Operator, batch: int) -> int:
    """Return how many items differ: functions of time, and seeded processes, are the same."""
    if isinstance(op, SimPyFunc):
        return 1
    process = op.process  # type: ignore[attr-defined]
    is_same = process.seed is not None or type(process) in (Piecewise, PresentInput)
    return 1 if is_same else batch
