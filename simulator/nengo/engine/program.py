"""A plan ready to run on a target: step, reset, and what is recorded.

A program may be added to while it runs, between two steps: see `Insertion`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np

from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.signal import Signal, SignalDict
from nengo.engine.memory import Memory
from nengo.engine.plan import Plan
from nengo.engine.samples import Samples
from nengo.engine.states import State, find_states


class Entry(NamedTuple):
    """One line of the ordered list that a step works through.

    Attributes
    ----------
    op : Operator
        What is done.
    step : callable
        Does it, in NumPy. A target that knows the operator may do it otherwise.
    origin : object or None
        The object of the user for which it is done.
    """

    op: Operator
    step: Step
    origin: Any


class Recorder(NamedTuple):
    """Keeps a signal after each step whose number modulo ``period`` is less than one.

    Attributes
    ----------
    array : ndarray
        The memory of the signal.
    period : float
        Steps between samples; need not be whole.
    samples : Samples or Ring
        Its ``append`` keeps a copy of a sample, ``extend`` of many.
    """

    array: Any
    period: float
    samples: Any


class Target(Protocol):
    """What carries out a step."""

    def loop(
        self,
        entries: Sequence[Entry],
        recorders: Sequence[Recorder],
        plan: Plan,
        signals: SignalDict,
    ) -> Callable[[int], None]:
        """Return a function that advances by a number of steps.

        Called again after each change of the entries; the signals keep their memory.

        Parameters
        ----------
        entries : sequence of Entry
            In the order in which they run. A target does not reorder them.
        recorders : sequence of Recorder
            Run after the entries of each step.
        plan : Plan
            What the program was made from.
        signals : SignalDict
            The memory of all signals.
        """
        ...


@dataclass(eq=False)
class Insertion:
    """Operators added to a program, whatever it has been doing before.

    Attributes
    ----------
    operators : sequence of Operator
        In the order in which they run.
    position : int
        Index of the operator of the plan before which they run.
    rank : int
        Order among insertions in the same place.
    origin : object
        The object of the user for which they were added.
    record : Signal or None
        Recorded after each step.
    samples : object or None
        Keeps what is recorded.
    """

    operators: Sequence[Operator]
    position: int
    rank: int
    origin: Any
    record: Signal | None = None
    samples: Any = None
    own_signals: list[Signal] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


class Program:
    """A model that runs.

    Parameters
    ----------
    plan : Plan
        The ordered work of one step.
    memory : Memory
        Where its signals live.
    target : Target
        What carries out a step.

    Attributes
    ----------
    signals : SignalDict
        Signal → array, the same ones during the whole run.
    samples : dict
        Probe → `Samples`.
    """

    def __init__(self, plan: Plan, memory: Memory, target: Target) -> None:
        self.plan = plan
        self.memory = memory
        self.signals = memory.signal_dict()
        self._init_signals(plan.operators, [sampled.signal for sampled in plan.samples])
        self.samples = {s.key: Samples(s.signal.shape, s.signal.dtype) for s in plan.samples}
        self._step = self.signals[plan.step]
        self._time = self.signals[plan.time]
        self._target = target
        self._steps: list[Step] = []
        self._insertions: list[Insertion] = []
        self._advance: Callable[[int], None] | None = None

    @property
    def n_steps(self) -> int:
        """Number of steps since the last reset."""
        return self._step.item()

    @property
    def time(self) -> float:
        """Time since the last reset, in seconds."""
        return self._time.item()

    @property
    def clock(self) -> dict[Signal, np.ndarray]:
        """The signals that tell number and time of the step; also once it is closed."""
        return {self.plan.step: self._step, self.plan.time: self._time}

    def states(self) -> list[State]:
        """Return what is remembered from one step to the next, insertions included."""
        planned = [(op, self.plan.origins.get(op)) for op in self.plan.operators]
        inserted = [
            (op, insertion.origin) for insertion in self._insertions for op in insertion.operators
        ]
        return find_states(planned + inserted)

    def skip_to(self, n_steps: int) -> None:
        """Go on as after so many steps, without taking them; what was recorded is forgotten."""
        self._step[...] = n_steps
        self._time[...] = n_steps * self.plan.dt
        for insertion in self._insertions:
            if insertion.samples is not None:
                insertion.samples.clear(next_step=n_steps + 1)
        self.clear_samples()

    def reset(self, rng: np.random.RandomState) -> None:
        """Go back to the start.

        Parameters
        ----------
        rng : numpy.random.RandomState
            Operators draw their seeds from it, in the order in which they run.
        """
        for signal in [signal for signal in self.signals if not signal.is_view]:
            self.signals.reset(signal)
        self._steps = self._make_steps(self.plan.operators, rng)
        for insertion in self._insertions:
            self._start(insertion)
            if insertion.samples is not None:
                insertion.samples.clear(next_step=1)
        self.clear_samples()
        self._advance = None

    def close(self) -> None:
        """Free all memory but that of what was recorded."""
        self._step, self._time = self._step.copy(), self._time.copy()
        self._steps, self._insertions, self._advance = [], [], None
        self.signals.clear()
        self.memory.free()

    def clear_samples(self) -> None:
        """Forget what was recorded."""
        for samples in self.samples.values():
            samples.clear()

    def reserve(self, n_steps: int) -> None:
        """Make room for the samples of a number of further steps."""
        for sampled in self.plan.samples:
            self.samples[sampled.key].reserve(int(n_steps / sampled.period) + 1)

    def run(self, n_steps: int) -> None:
        """Advance by a number of steps."""
        if self._advance is None:
            self._advance = self._make_loop()
        # Once per run: entering errstate costs as much as a small operator.
        with np.errstate(invalid="raise", divide="ignore"):
            self._advance(n_steps)

    def insert(self, insertion: Insertion) -> None:
        """Add operators. Nothing else changes, except what they themselves write."""
        recorded = [] if insertion.record is None else [insertion.record]
        insertion.own_signals = self._init_signals(insertion.operators, recorded)
        self._start(insertion)
        self._insertions.append(insertion)
        self._insertions.sort(key=lambda each: (each.position, each.rank))
        self._advance = None

    def remove(self, insertion: Insertion) -> None:
        """Take operators out again; their own signals are forgotten."""
        self._insertions.remove(insertion)
        for signal in insertion.own_signals:
            del self.signals[signal]
        self._advance = None

    def _init_signals(
        self, operators: Sequence[Operator], recorded: Sequence[Signal]
    ) -> list[Signal]:
        """Give memory to signals that have none, and return them."""
        before = set(self.signals)
        for op in operators:
            op.init_signals(self.signals)
        for signal in recorded:
            if signal not in self.signals:
                self.signals.init(signal)
        return [signal for signal in self.signals if signal not in before]

    def _start(self, insertion: Insertion) -> None:
        # A generator of its own: the draws of the model are those it makes without insertions.
        insertion.steps = self._make_steps(insertion.operators, np.random.RandomState(0))

    def _make_steps(self, operators: Sequence[Operator], rng: np.random.RandomState) -> list[Step]:
        return [op.make_step(self.signals, self.plan.dt, rng) for op in operators]

    def _make_loop(self) -> Callable[[int], None]:
        return self._target.loop(self._entries(), self._recorders(), self.plan, self.signals)

    def _entries(self) -> list[Entry]:
        origins = self.plan.origins
        planned = list(zip(self.plan.operators, self._steps, strict=True))
        entries: list[Entry] = []
        done = 0
        for insertion in self._insertions:
            upto = planned[done : insertion.position]
            entries += [Entry(op, step, origins.get(op)) for op, step in upto]
            inserted = zip(insertion.operators, insertion.steps, strict=True)
            entries += [Entry(op, step, insertion.origin) for op, step in inserted]
            done = max(done, insertion.position)
        return entries + [Entry(op, step, origins.get(op)) for op, step in planned[done:]]

    def _recorders(self) -> list[Recorder]:
        recorders = [
            Recorder(self._recordable(s.signal), s.period, self.samples[s.key])
            for s in self.plan.samples
        ]
        return recorders + [
            Recorder(self._recordable(insertion.record), 1.0, insertion.samples)
            for insertion in self._insertions
            if insertion.record is not None
        ]

    def _recordable(self, signal: Signal) -> Any:
        array = self.signals[signal]
        return _Densified(array) if signal.sparse else array


class _Densified:
    """A sparse matrix that can be copied into an array."""

    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.asarray(self._matrix.toarray(), dtype=dtype)
