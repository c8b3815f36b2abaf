"""One worker and what it has said so far: one attempt to bring one text to life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import msgspec

from nengo_gui.protocol.commands import RunState
from nengo_gui.protocol.inside import (
    Bequeath,
    Build,
    Built,
    Clock,
    Hold,
    Inherit,
    Inherited,
    Inspect,
    Load,
    Loaded,
    Order,
    Pause,
    Point,
    Report,
    Reset,
    Run,
    Speed,
    Step,
    Troubled,
    Unwatch,
    Watch,
    Watching,
)
from nengo_gui.protocol.objects import (
    Graph,
    GraphConnection,
    GraphObject,
    LogEntry,
    ObjectId,
    Problem,
)
from nengo_gui.sandbox.exits import Exit
from nengo_gui.sandbox.worker import Worker
from nengo_gui.session.meaning import LineMap, Meaning, meaning

Lined = TypeVar("Lined", GraphObject, GraphConnection, Problem, LogEntry)
Opener = Callable[..., Worker]
"""``WorkerPool.open``, or what stands in for it in a test."""


class Listener(Protocol):
    """Who is told what an attempt has to say, after the attempt has noted it."""

    def reported(self, attempt: Attempt, report: Report) -> None:
        """Take note of a report."""

    def framed(self, attempt: Attempt, frame: bytes) -> None:
        """Take note of samples."""

    def stuck(self, attempt: Attempt, line: int | None) -> None:
        """Take note that the model is in the same line for long."""

    def exited(self, attempt: Attempt, exit: Exit) -> None:
        """Take note that the worker died, and not by our hand."""


class Attempt:
    """A worker that was given a text.

    ::

        loading ──loaded──► building ──built──► paused ◄──clock──► running
           │                   │                  ▲  └──────┬────────┘
           └──── troubled ─────┴──► failed        └─reset─ failed ◄─troubled (in a step)
        any ──the worker is gone──► ended

    Attributes
    ----------
    state : str
        As drawn above.
    revision : int
        The edit its text comes from; grows when a later edit turns out to mean the same.
    clock : Clock
        Where its time stands.
    epoch : int
        Which run from time zero its frames belong to.
    watching : dict
        The worker's answer for each stream.
    built : bool
        Whether there is a simulator to reset.
    will : bytes or None
        Where the model before it stood, until it goes on from there.
    """

    def __init__(self, open_worker: Opener, listener: Listener, load: Load) -> None:
        self.state: RunState = "loading"
        self.revision = load.revision
        self._graph: Graph | None = None
        self.clock = Clock(state="paused", time=0.0)
        self.dt = 0.001
        self.epoch = 0
        self.watching: dict[int, Watching] = {}
        self._warnings: tuple[Problem, ...] = ()
        self._troubles: tuple[Problem, ...] = ()
        self.built = False
        self.will: bytes | None = None
        self.meaning = meaning(load.text)
        self._lines = LineMap()
        self._objects: dict[ObjectId, GraphObject] = {}
        self._connections: frozenset[ObjectId] = frozenset()
        self._watches: dict[int, Watch] = {}
        self._listener = listener
        callbacks = (self._on_report, self._on_frame, self._on_exit, self._on_stuck)
        self._worker = open_worker(*callbacks, folder=load.folder)
        self._worker.send(load)

    @property
    def alive(self) -> bool:
        """Whether there is a worker to give orders to."""
        return self.state != "ended"

    @property
    def ready(self) -> bool:
        """Whether time can pass."""
        return self.state in ("paused", "running")

    @property
    def has_past(self) -> bool:
        """Whether time has passed in it, or before it, that another version could go on from."""
        begun = self.state == "running" or (self.state == "paused" and self.clock.time > 0)
        return begun or self.will is not None

    @property
    def graph(self) -> Graph:
        """What the text made, with the lines of the edit it stands for; empty until loaded."""
        graph = self._graph or Graph(revision=self.revision)
        return Graph(
            revision=self.revision,
            objects=tuple(self.relined(thing) for thing in graph.objects),
            connections=tuple(self.relined(connection) for connection in graph.connections),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the text, as far as this worker came."""
        return tuple(self.relined(problem) for problem in self._warnings + self._troubles)

    def line(self, line: int | None) -> int | None:
        """Return where a line of this worker's text is in the edit it stands for."""
        return self._lines(line)

    def relined(self, said: Lined) -> Lined:
        """Return what the worker said about a line of its text, told of the edit it stands for."""
        line = self.line(said.line)
        return said if line == said.line else msgspec.structs.replace(said, line=line)

    def _send(self, order: Order) -> None:
        if self.alive:
            self._worker.send(order)

    def adopt(self, text_meaning: Meaning | None, revision: int) -> bool:
        """Stand for a later edit as well, if that means the same; say whether it does."""
        lines = LineMap.between(self.meaning, text_meaning)
        if lines is None:
            return False
        self._lines, self.revision = lines, revision
        return True

    # Orders

    def build(self, epoch: int, dt: float) -> None:
        """Build the simulator of a loaded model."""
        self._expect("loading")
        self.state, self.epoch = "building", epoch
        self._send(Build(dt=dt, epoch=epoch))

    def bequeath(self) -> None:
        """Have the worker tell where it stands."""
        self._expect("paused", "running")
        self._send(Bequeath())

    def inherit(self, heritage: bytes, epoch: int) -> None:
        """Go on where another attempt stood, in the same run from time zero."""
        self._expect("paused")
        self.epoch = epoch
        self._send(Inherit(heritage=heritage, epoch=epoch))

    def run(self) -> None:
        """Let time pass."""
        self._expect("paused", "running")
        self.state = "running"  # its next clock says so too; play shall not flicker till then
        self._send(Run())

    def pause(self) -> None:
        """Hold time."""
        self._expect("paused", "running")
        self._send(Pause())

    def step(self, n: int) -> None:
        """Advance a paused model."""
        self._expect("paused")
        self._send(Step(n=n))

    def reset(self, epoch: int) -> None:
        """Back to time zero; also the way out of an error in a step."""
        if not self.built:
            raise RuntimeError("Expected a model that was built, but it was not.")
        self.epoch = epoch
        self.clock = Clock(state="paused", time=0.0, epoch=epoch)
        self._troubles = ()
        if self.state == "failed":
            self.state = "paused"
        self._send(Reset(epoch=epoch))

    def set_speed(self, value: float | None) -> None:
        """Set the simulated seconds to pass in a second."""
        self._send(Speed(value=value))

    def hold(self, thing: ObjectId, values: tuple[float | None, ...]) -> None:
        """Override the output of a Node, if this model has one with as many dimensions."""
        node = self._objects.get(thing)
        if node is not None and node.size_out == len(values):
            self._send(Hold(object=thing, values=values))

    def point(self, thing: ObjectId, pointer: str) -> None:
        """Put a semantic pointer into a module, if this model has it."""
        if thing in self._objects:
            self._send(Point(object=thing, pointer=pointer))

    def inspect(self, thing: ObjectId) -> None:
        """Ask how something was made and built."""
        self._send(Inspect(object=thing))

    def watch(self, watches: Mapping[int, Watch]) -> None:
        """Have exactly these streams sent, as far as this model has what they show."""
        wanted = {n: self._narrowed(w) for n, w in watches.items() if self._has(w.object)}
        for stream in self._watches.keys() - wanted.keys():
            self.watching.pop(stream, None)
            self._send(Unwatch(stream=stream))
        for stream, watch in wanted.items():
            if self._watches.get(stream) != watch:
                self._send(watch)
        self._watches = wanted

    def _has(self, name: ObjectId) -> bool:
        return name in self._objects or name in self._connections

    def _narrowed(self, watch: Watch) -> Watch:
        """Leave out the further objects that this model does not have."""
        also = tuple(source for source in watch.also if source.object in self._objects)
        return watch if also == watch.also else msgspec.structs.replace(watch, also=also)

    def blame(self, exit: Exit) -> None:
        """Count the death of the worker among the problems of its text."""
        self._troubles = (
            Problem(message=exit.message, remedy=exit.remedy, line=exit.line, phase="worker"),
        )

    def end(self) -> None:
        """Kill the worker; nothing is heard from it any more."""
        if self.alive:
            self.state = "ended"
            self._worker.kill()

    def _expect(self, *states: RunState) -> None:
        if self.state not in states:
            raise RuntimeError(f"Expected {' or '.join(states)}, but got {self.state}.")

    # What the worker says

    def _on_report(self, report: Report) -> None:
        if not self.alive:
            return
        match report:
            case Loaded():
                self._graph = report.graph
                self._objects = {thing.id: thing for thing in report.graph.objects}
                self._connections = frozenset(each.id for each in report.graph.connections)
                self._warnings = report.warnings
            case Built():
                self.state, self.dt, self.built = "paused", report.dt, True
            case Inherited():
                self.clock = Clock(state="paused", time=report.time, epoch=self.epoch)
            case Troubled():
                self.state = "failed"
                self._troubles = report.problems
            case Clock():
                self._on_clock(report)
            case Watching():
                self.watching[report.stream] = report
        self._listener.reported(self, report)

    def _on_clock(self, clock: Clock) -> None:
        if clock.epoch == self.epoch and self.ready:
            self.clock = clock
            self.state = clock.state

    def _on_frame(self, frame: bytes) -> None:
        if self.alive:
            self._listener.framed(self, frame)

    def _on_stuck(self, line: int | None) -> None:
        if self.alive:
            self._listener.stuck(self, self.line(line))

    def _on_exit(self, exit: Exit) -> None:
        if self.alive:
            self.state = "ended"
            self._listener.exited(self, exit)
