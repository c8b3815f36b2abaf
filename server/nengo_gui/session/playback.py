"""Bring the text to life and let its time pass, with the last good model always at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from nengo_gui.protocol.commands import RunState
from nengo_gui.protocol.events import Ended, Log, Progress, Simulation
from nengo_gui.protocol.events import Inspected as InspectedEvent
from nengo_gui.protocol.inside import (
    Bequeathed,
    Built,
    Clock,
    Drawn,
    Inherited,
    Inspected,
    Load,
    Loaded,
    Printed,
    Progressed,
    Report,
    Troubled,
    Watch,
    Watching,
)
from nengo_gui.protocol.objects import ObjectId, Problem
from nengo_gui.sandbox.exits import Exit
from nengo_gui.session.attempt import Attempt, Opener
from nengo_gui.session.meaning import meaning
from nengo_gui.session.refusal import Refusal

DT = 0.001
PATIENCE = 0.5
"""Seconds that the shown model has to say where it stands; a stuck one never does."""
Values = tuple[float | None, ...]
Later = Callable[[float, Callable[[], None]], object]
"""``call_later`` of an event loop."""


class Stage(Protocol):
    """What a playback plays on: it is told what changed, and asks the playback for the rest."""

    def new_model(self) -> None:
        """Show another model, or the same one with other lines."""

    def new_verdict(self) -> None:
        """Say what is wrong with the text now."""

    def new_streams(self) -> None:
        """Say which plots are fed: the worker answered."""

    def new_state(self) -> None:
        """Say where time stands."""

    def new_epoch(self) -> None:
        """Forget samples: time begins anew."""

    def happened(self, event: Progress | Log | Ended | InspectedEvent) -> None:
        """Pass on what only concerns those who watch."""

    def framed(self, frame: bytes, epoch: int) -> None:
        """Take samples of the shown model."""

    def drawn(self, stream: int, html: str) -> None:
        """Take the page that a Node of the shown model draws of itself."""


class Playback:
    """Two attempts at most: the one that is shown, and the next one in the making.

    ::

        edit ──► next: loading ──► [shown is running?] ──no──► next takes over ──► building …
                    │                      └─yes─► next: building ──built──► next takes over
                    └─troubled─► next is dropped, shown goes on; its problems are told

    A text that means the same as the model shown changes nothing but line numbers. The wish to
    run survives edits and errors: a model that was running goes on running when it is mended.

    Before it makes way, the shown model is asked where it stands, and the next one goes on from
    there as far as it has the same objects. If it has none, or no answer comes, it begins anew.

    Attributes
    ----------
    shown, next : Attempt or None
        None also when there is no worker any more.
    judged : Attempt or None
        The one whose problems are told: it speaks of the latest text.
    speed : float or None
        Simulated seconds per second; None for as fast as possible.
    """

    def __init__(self, open_worker: Opener, stage: Stage, later: Later) -> None:
        self.shown: Attempt | None = None
        self.next: Attempt | None = None
        self.judged: Attempt | None = None
        self.speed: float | None = 1.0
        self._open_worker = open_worker
        self._stage = stage
        self._later = later
        self._resting: RunState = "empty"
        self._wants_to_run = False
        self._epoch = 0
        self._watches: Mapping[int, Watch] = {}
        self._holds: Mapping[ObjectId, Values] = {}
        self._pointers: Mapping[ObjectId, str] = {}

    # What there is

    @property
    def state(self) -> RunState:
        """Where the model shown stands; without one, how far the next one has come."""
        attempt = self.shown or self.next
        return attempt.state if attempt is not None else self._resting

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the text of ``judged``."""
        return self.judged.problems if self.judged is not None else ()

    def simulation(self) -> Simulation:
        """Say where time stands."""
        attempt = self.shown
        clock = attempt.clock if attempt is not None else Clock(state="paused", time=0.0)
        running = self.state == "running"
        return Simulation(
            state=self.state,
            time=clock.time,
            rate=clock.rate if running else 0.0,
            speed=self.speed,
            dt=attempt.dt if attempt is not None else DT,
            epoch=attempt.epoch if attempt is not None else self._epoch,
            limited=clock.limited and running,
        )

    # Loading

    def load(self, text: str, revision: int, filename: str, folder: str) -> None:
        """Make a model of a text; whatever was in the making is given up."""
        self._drop_next()
        order = Load(text=text, filename=filename, folder=folder, revision=revision)
        self.next = Attempt(self._open_worker, self, order)
        self._stage.new_state()

    def adopt(self, text: str, revision: int) -> bool:
        """Let a model we have stand for this text, if the text means the same; say whether so."""
        text_meaning = meaning(text)
        if self.next is not None and self.next.adopt(text_meaning, revision):
            return True
        if self.shown is None or not self.shown.adopt(text_meaning, revision):
            return False
        self._drop_next()
        self.judged = self.shown
        self._stage.new_model()
        self._stage.new_verdict()
        return True

    def _drop_next(self) -> None:
        if self.next is not None:
            self.next.end()
            self.next = None

    def end(self, state: RunState = "ended") -> None:
        """End all workers."""
        self._drop_next()
        if self.shown is not None:
            self.shown.end()
        self.shown, self._resting, self._wants_to_run = None, state, False
        self._stage.new_state()

    # Time

    def run(self) -> None:
        """Let time pass, now or as soon as there is a simulator."""
        if self.shown is not None and self.shown.state == "failed" and self.next is None:
            raise Refusal(
                "The simulation stopped at an error.",
                "Press Reset to begin again, or mend the text.",
            )
        self._wants_to_run = True
        if self.shown is not None and self.shown.ready:
            self.shown.run()
            self._stage.new_state()

    def pause(self) -> None:
        """Hold time."""
        self._wants_to_run = False
        if self.shown is not None and self.shown.ready:
            self.shown.pause()

    def rest(self) -> None:
        """Hold time as long as nobody watches."""
        if self.state == "running":
            self.pause()

    def step(self, n: int) -> None:
        """Advance a paused model by some steps."""
        if self.shown is None or self.shown.state != "paused":
            raise Refusal(
                f"The simulation is {self.state}, but only a paused one can be stepped.",
                "Pause it first." if self.state == "running" else "Wait until it is built.",
            )
        self.shown.step(n)

    def reset(self) -> bool:
        """Go back to time zero; False if there is no simulator to do that with."""
        if self.shown is None or not self.shown.built:
            return False
        if self.shown.state == "failed":
            self._wants_to_run = False
        self._epoch += 1
        self.shown.reset(self._epoch)
        self._stage.new_epoch()
        self._stage.new_verdict()
        self._stage.new_state()
        return True

    def set_speed(self, value: float | None) -> None:
        """Change how fast time passes."""
        self.speed = value
        for attempt in self._loaded():
            attempt.set_speed(value)
        self._stage.new_state()

    # What every worker is told

    def watch(self, watches: Mapping[int, Watch]) -> None:
        """Have exactly these streams sent."""
        self._watches = watches
        for attempt in self._loaded():
            attempt.watch(watches)

    def hold(self, holds: Mapping[ObjectId, Values], changed: ObjectId) -> None:
        """Override the outputs of Nodes; one of them has changed."""
        self._holds = {name: values for name, values in holds.items() if any_held(values)}
        for attempt in self._loaded():
            attempt.hold(changed, holds[changed])

    def point(self, pointers: Mapping[ObjectId, str], changed: ObjectId) -> None:
        """Put semantic pointers into modules; that of one of them has changed."""
        self._pointers = pointers
        for attempt in self._loaded():
            attempt.point(changed, pointers.get(changed, ""))

    def inspect(self, thing: ObjectId) -> None:
        """Ask how something of the model shown was made and built."""
        if self.shown is not None:
            self.shown.inspect(thing)

    def _loaded(self) -> list[Attempt]:
        attempts = [attempt for attempt in (self.shown, self.next) if attempt is not None]
        return [attempt for attempt in attempts if attempt.state != "loading"]

    # What attempts report (Listener)

    def reported(self, attempt: Attempt, report: Report) -> None:
        """Act on what a worker said."""
        match report:
            case Loaded():
                self._on_loaded(attempt)
            case Built():
                self._on_built(attempt)
            case Bequeathed() if attempt is self.shown and self.next is not None:
                self._hand_on(self.next, report.heritage)
            case Inherited():
                self._on_inherited(attempt, report.kept)
            case Troubled():
                self._on_troubled(attempt)
            case Watching() if attempt is self.shown:
                self._stage.new_streams()
            case Drawn() if attempt is self.shown:
                self._stage.drawn(report.stream, report.html)
            case Clock() if attempt is self.shown:
                self._stage.new_state()
            case Inspected() if attempt is self.shown:
                self._stage.happened(InspectedEvent(details=report.details))
            case Progressed():
                self._stage.happened(
                    Progress(stage=report.stage, done=report.done, total=report.total)
                )
            case Printed():
                entries = tuple(attempt.relined(entry) for entry in report.entries)
                self._stage.happened(Log(entries=entries, dropped=report.dropped))

    def _on_loaded(self, attempt: Attempt) -> None:
        """Build at once: play shall start without delay, and build errors show early."""
        attempt.watch(self._watches)
        for name, values in self._holds.items():
            attempt.hold(name, values)
        for name, pointer in self._pointers.items():
            attempt.point(name, pointer)
        attempt.set_speed(self.speed)
        old = self.shown
        if old is None or not old.has_past:
            self._epoch += 1
            attempt.build(self._epoch, DT)
            self._take_over(attempt)
            return
        attempt.build(old.epoch, DT)
        if old.will is not None:  # it made way for none yet, and got none itself
            self._hand_on(attempt, old.will)
        elif old.state == "paused":
            self._ask_where_it_stands(old)

    def _on_built(self, attempt: Attempt) -> None:
        if attempt is self.next and self.shown is not None and self.shown.ready:
            self._ask_where_it_stands(self.shown)
        elif attempt.will is not None:
            attempt.inherit(attempt.will, attempt.epoch)
        elif attempt is self.next:
            self._on_inherited(attempt, kept=False)
        else:
            self._begin(attempt)

    def _ask_where_it_stands(self, old: Attempt) -> None:
        old.bequeath()
        heir = self.next

        def give_up() -> None:
            if heir is not None and heir is self.next:
                self._hand_on(heir, b"")

        self._later(PATIENCE, give_up)

    def _hand_on(self, heir: Attempt, heritage: bytes) -> None:
        """Let the next one go on where the shown one stands; it takes over if that was paused."""
        old = self.shown
        if heir.will is not None:
            return  # it was asked twice
        if old is None:
            if heir.built:
                self._on_inherited(heir, kept=False)
        elif heir.built:
            heir.will = heritage
            heir.inherit(heritage, old.epoch)
        elif old.state != "running":
            heir.will, heir.clock, heir.epoch = heritage, old.clock, old.epoch
            self._take_over(heir)

    def _on_inherited(self, attempt: Attempt, kept: bool) -> None:
        attempt.will = None
        if not kept:
            self._epoch += 1
            attempt.reset(self._epoch)
            self._stage.new_epoch()
        if attempt is self.next:
            self._take_over(attempt)
        self._begin(attempt)

    def _begin(self, attempt: Attempt) -> None:
        """Let time pass in a model that is ready, if that is wanted."""
        if self._wants_to_run:
            attempt.run()
        self._stage.new_state()

    def _take_over(self, attempt: Attempt) -> None:
        old = self.shown
        if old is not None:
            old.end()
        self.shown, self.next, self.judged = attempt, None, attempt
        if old is None or old.epoch != attempt.epoch:
            self._stage.new_epoch()
        self._stage.new_model()
        self._stage.new_verdict()
        self._stage.new_state()

    def _on_troubled(self, attempt: Attempt) -> None:
        self.judged = attempt
        if attempt is self.next:
            self._drop_next()
            self._resting = "failed"
        self._stage.new_verdict()
        self._stage.new_state()

    def stuck(self, attempt: Attempt, line: int | None) -> None:
        """Say which line takes so long."""
        self._stage.happened(Progress(stage=attempt.state, done=0, total=0, line=line))

    def framed(self, attempt: Attempt, frame: bytes) -> None:
        """Pass samples on."""
        if attempt is not self.shown:
            return
        try:
            self._stage.framed(frame, attempt.epoch)
        except ValueError as error:  # the model may have written into our channel
            self.end()
            self._stage.happened(
                Ended(message=f"The model sent no frames: {error}", remedy="Press Restart.")
            )

    def exited(self, attempt: Attempt, exit: Exit) -> None:
        """Tell why a worker is gone."""
        if attempt is self.next:
            self._drop_next()
            self._resting = "failed"
            attempt.blame(exit)
            self.judged = attempt
            self._stage.new_verdict()
        else:
            # It does not run again by itself: what ended it may end it again.
            self.shown, self._resting, self._wants_to_run = None, "ended", False
            line = attempt.line(exit.line)
            self._stage.happened(Ended(message=exit.message, remedy=exit.remedy, line=line))
        self._stage.new_state()


def any_held(values: Values) -> bool:
    """Say whether any dimension is overridden."""
    return any(value is not None for value in values)
