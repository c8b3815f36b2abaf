"""The life of a worker: hear orders, run the model a few milliseconds, tell what happened."""

from __future__ import annotations

import random
import socket

import numpy as np
import scipy.linalg  # here, so that it is imported once, before workers are forked
import scipy.sparse  # noqa: F401

from nengo_gui.protocol.inside import (
    Answered,
    Ask,
    Bequeath,
    Bequeathed,
    Build,
    Built,
    Hold,
    Inherit,
    Inherited,
    Inspect,
    Inspected,
    Load,
    Loaded,
    Order,
    Pause,
    Point,
    Progressed,
    Reset,
    Run,
    Speed,
    Step,
    Troubled,
    Unwatch,
    Watch,
)
from nengo_gui.protocol.objects import Problem
from nengo_gui.worker.blame import Culprit, find_culprit
from nengo_gui.worker.build import build
from nengo_gui.worker.channel import Channel, MessageTooLarge, ServerGone
from nengo_gui.worker.describe import describe
from nengo_gui.worker.details import details_of
from nengo_gui.worker.guards import Guards
from nengo_gui.worker.load import LoadError, Model, load
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.printing import Doubts, Printing
from nengo_gui.worker.problems import Phase, problem_of
from nengo_gui.worker.simulation import Simulation
from nengo_gui.worker.source import Source

TOO_MANY = Problem(
    "The model has more objects than the editor can show.",
    remedy="Make fewer and larger ensembles, or run it from a script of its own.",
)


def serve(sock: socket.socket) -> None:
    """Be a worker until the server is gone.

    Parameters
    ----------
    sock : socket
        The channel to the server.
    """
    # A forked process has the luck of its parent: without this, all models had the same.
    random.seed()
    np.random.seed()
    try:
        Loop(Channel(sock)).serve()
    except ServerGone:
        pass


Wish = Watch | Unwatch | Hold | Point | Speed
"""Orders that may come at any time, and hold from then on."""


class Loop:
    """One model, from its text to its last step.

    ::

        empty ──load──► loaded ──build──► built (see ``run.Runner``)

    Wanted streams, holds and speed may come at any time, and are kept for when there is a
    simulator.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._source: Source
        self._printing: Printing
        self._guards: Guards
        self._naming: Naming | None = None
        self._model: Model | None = None
        self._simulation: Simulation | None = None
        self._watches: dict[int, Watch] = {}
        self._holds: dict[str, Hold | Point] = {}
        self._speed: float | None = 1.0

    def serve(self) -> None:
        """Hear and work; ends by the ``ServerGone`` of the channel."""
        while True:
            patience = None if self._simulation is None else self._simulation.wait()
            for order in self._channel.exchange(patience):
                self._obey(order)
            self._turn()

    def _obey(self, order: Order) -> None:
        match order:
            case Load():
                self._load(order)
            case Build():
                self._build(order)
            case Bequeath():
                self._bequeath()
            case Inherit():
                self._inherit(order)
            case Watch() | Unwatch() | Hold() | Point() | Speed():
                self._want(order)
            case Inspect():
                self._inspect(order)
            case Run() | Pause() | Step() | Reset():
                self._pass_time(order)
            case Ask():
                self._answer(order)

    def _answer(self, order: Ask) -> None:
        from nengo_gui.editing.desk import answer  # takes long, and models need none of it

        given = answer(order.question, order.filename, order.folder)
        self._channel.post(Answered(number=order.number, answer=given))

    # From text to simulator

    def _load(self, order: Load) -> None:
        if self._model is not None:
            raise RuntimeError("Expected one file to load, but got another.")
        self._source = Source(order.text, order.filename, order.folder)
        self._printing = Printing(self._channel.post, self._source)
        self._guards = Guards(self._source)
        self._printing.stand_in()
        self._guards.stand()
        self._tell_stage("check")
        with Doubts(self._printing, self._source) as doubts:
            try:
                self._model = load(self._source, self._guards, lambda: self._tell_stage("load"))
                self._naming = Naming(self._model.network, self._model.names)
                graph = describe(self._naming, self._source, order.revision)
            except LoadError as error:
                self._tell_loaded(Troubled(problems=(*error.problems, *doubts.problems)))
            except Exception as error:  # an object of the model fails when it is looked at
                self._trouble(error, "load")
            else:
                warnings = (*self._model.warnings, *doubts.problems)
                self._tell_loaded(Loaded(graph=graph, warnings=warnings))

    def _tell_loaded(self, report: Loaded | Troubled) -> None:
        self._printing.settle()
        try:
            self._channel.post(report)
        except MessageTooLarge:
            self._channel.post(Troubled(problems=(TOO_MANY,)))

    def _tell_stage(self, stage: str) -> None:
        self._channel.post(Progressed(stage=stage, done=0, total=1))

    def _build(self, order: Build) -> None:
        if self._model is None:
            return
        if self._simulation is not None:
            self._simulation.close()
            self._simulation = None
        try:
            with self._guards.lifted():
                sim = build(self._model.network, order.dt, self._tell_building)
            objects = {} if self._naming is None else self._naming.objects
            self._simulation = Simulation(sim, objects, self._channel, order.epoch)
        except BaseException as error:
            self._trouble(error, "build")
            return
        self._channel.post(Built(dt=order.dt))
        self._simulation.set_speed(self._speed)
        for hold in self._holds.values():
            self._pass_wish(self._simulation, hold)
        for watch in self._watches.values():
            self._simulation.watch(watch)

    def _bequeath(self) -> None:
        heritage = Bequeathed(heritage=b"")
        if self._simulation is not None and self._naming is not None:
            heritage = self._simulation.bequeath(self._naming)
        self._channel.post(heritage)

    def _inherit(self, order: Inherit) -> None:
        if self._simulation is None or self._naming is None:
            return  # what went wrong before has been told
        try:
            inherited = self._simulation.inherit(order, self._naming)
        except Exception:  # what another worker said need not be true
            inherited = Inherited(kept=False, time=self._simulation.time)
        self._channel.post(inherited)

    def _tell_building(self, done: int, total: int) -> None:
        self._channel.post(Progressed(stage="build", done=done, total=total))

    # From simulator to samples

    def _want(self, order: Wish) -> None:
        match order:
            case Watch():
                self._watches[order.stream] = order
            case Unwatch():
                self._watches.pop(order.stream, None)
            case Hold() | Point():
                self._holds[order.object] = order
            case Speed():
                self._speed = order.value
        if self._simulation is not None:
            self._pass_wish(self._simulation, order)

    def _pass_wish(self, simulation: Simulation, order: Wish) -> None:
        match order:
            case Watch():
                simulation.watch(order)
            case Unwatch():
                simulation.unwatch(order.stream)
            case Hold():
                simulation.hold(order)
            case Point():
                simulation.point(order)
            case Speed():
                simulation.set_speed(order.value)

    def _inspect(self, order: Inspect) -> None:
        if self._naming is None:
            return
        sim = None if self._simulation is None else self._simulation.sim
        details = details_of(order.object, self._naming, sim)
        self._channel.post(Inspected(details=details))

    def _pass_time(self, order: Run | Pause | Step | Reset) -> None:
        simulation = self._simulation
        if simulation is None:
            return  # what went wrong before has been told
        try:
            match order:
                case Run():
                    simulation.run()
                case Pause():
                    simulation.pause()
                case Step():
                    simulation.step(order.n)
                case Reset():
                    simulation.reset(order.epoch)
        except BaseException as error:
            self._trouble(error, "step")

    def _turn(self) -> None:
        if self._simulation is None:
            return
        try:
            self._simulation.turn()
        except BaseException as error:
            self._trouble(error, "step")
        self._printing.sim_time = self._simulation.time
        self._printing.pass_on()

    def _trouble(self, error: BaseException, phase: Phase) -> None:
        self._printing.settle()
        culprit = Culprit(None, None)
        if self._naming is not None:
            culprit = find_culprit(error, self._naming, self._source)
        names = self._model.names if self._model is not None else {}
        problem = problem_of(error, self._source, phase, names, *culprit)
        self._channel.post(Troubled(problems=(problem,)))
