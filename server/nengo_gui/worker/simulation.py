"""A built model: its simulator, what is watched of it, and what is held."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np

import nengo
from nengo_gui.protocol.inside import (
    Bequeathed,
    Clock,
    Hold,
    Inherit,
    Inherited,
    Point,
    Printed,
    Watch,
    Watching,
)
from nengo_gui.protocol.objects import LogEntry, ObjectId
from nengo_gui.worker.channel import Channel
from nengo_gui.worker.components.activity import Activity
from nengo_gui.worker.components.pages import Pages
from nengo_gui.worker.components.target import TargetError, check_probeable
from nengo_gui.worker.framing import FRAME_SECONDS, Framing
from nengo_gui.worker.heritage import bequeath, inherit
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.run import Runner
from nengo_gui.worker.texts import MAX_MESSAGE, shown
from nengo_gui.worker.words import words_of

CLOCK_SECONDS = 0.1
DRAWN = (nengo.Ensemble, nengo.Node, nengo.Network)
"""What the graph shows; activity is sent in its order."""


class Simulation:
    """Runs a simulator, and sends what happens.

    Parameters
    ----------
    sim : Simulator
        Just built.
    objects : mapping of str to object
        Everything in the model, by id, parents before children.
    channel : Channel
        Where reports and frames go.
    epoch : int
        Which run from time zero this is.
    """

    def __init__(
        self, sim: nengo.Simulator, objects: Mapping[ObjectId, Any], channel: Channel, epoch: int
    ) -> None:
        self.sim = sim
        self._objects = objects
        self._channel = channel
        drawn = {name: obj for name, obj in objects.items() if isinstance(obj, DRAWN)}
        self._activity = Activity(sim, drawn)
        self._framing = Framing(sim, self._activity)
        self._framing.epoch = epoch
        self._pages = Pages(channel)
        self._runner = Runner(sim, between=self._activity.look)
        self._next_frame_at = self._next_clock_at = 0.0

    @property
    def time(self) -> float:
        """Simulated seconds."""
        return self.sim.time

    def close(self) -> None:
        """Free what it holds."""
        self.sim.close()

    # Time

    def set_speed(self, speed: float | None) -> None:
        """Set the simulated seconds per second; None for as fast as possible."""
        self._runner.set_speed(speed)

    def run(self) -> None:
        """Let time pass."""
        self._runner.run()
        self._tell_clock()

    def step(self, n: int) -> None:
        """Advance by some steps."""
        self._runner.step(n)
        self._tell_clock()

    def pause(self) -> None:
        """Hold time."""
        self._runner.pause()
        self._send_frames(everything=True)
        self._pages.tell()
        self._tell_clock()

    def reset(self, epoch: int) -> None:
        """Go back to time zero; frames are those of another epoch from now on."""
        self._runner.reset()
        self._framing.epoch = epoch
        self._tell_clock()

    def bequeath(self, naming: Naming) -> Bequeathed:
        """Tell where it stands."""
        return Bequeathed(heritage=bequeath(self.sim, naming))

    def inherit(self, order: Inherit, naming: Naming) -> Inherited:
        """Go on where another version of the model stood, if that is the same in anything."""
        kept = inherit(self.sim, naming, order.heritage)
        if kept:
            self._framing.epoch = order.epoch
            self._framing.skipped()
        return Inherited(kept=kept, time=self.sim.time)

    def turn(self) -> None:
        """Take the steps that are due, and send what is due.

        Raises
        ------
        BaseException
            Whatever the model raises.
        """
        if self._runner.state != "running":
            return
        self._runner.advance()
        if self._runner.state == "paused":  # it took the last of its steps
            self.pause()
            return
        now = time.monotonic()
        if now >= self._next_frame_at and not self._channel.busy:
            # From when it was due, not from now: the lateness of frames must not add up.
            self._next_frame_at = max(self._next_frame_at + FRAME_SECONDS, now)
            self._send_frames()
            self._pages.tell_if_due()
        if now >= self._next_clock_at:
            self._tell_clock()

    def wait(self) -> float | None:
        """Return the seconds until something is due; None if that may take for ever."""
        seconds = self._runner.wait()
        if seconds is None:
            return None
        return max(0.0, min(seconds, self._next_frame_at - time.monotonic()))

    def _send_frames(self, everything: bool = False) -> None:
        for frame in self._framing.frames(everything):
            self._channel.post_frame(frame)

    def _tell_clock(self) -> None:
        if self._runner.state == "failed":
            return  # what failed has been told
        self._next_clock_at = time.monotonic() + CLOCK_SECONDS
        self._channel.post(
            Clock(
                state=self._runner.state,
                time=self.sim.n_steps * self.sim.dt,
                rate=self._runner.rate,
                limited=self._runner.limited,
                epoch=self._framing.epoch,
            )
        )

    # What is watched and held

    def watch(self, order: Watch) -> None:
        """Send a stream from now on, and say what it looks like or why there is none."""
        self.unwatch(order.stream)
        self._send_frames(everything=True)
        try:
            answer = self._open(order)
        except Exception as error:  # solvers and the like may be the model's own
            answer = Watching(stream=order.stream, channels=0, problem=shown(error, MAX_MESSAGE))
        self._channel.post(answer)
        self._pages.tell()

    def _open(self, order: Watch) -> Watching:
        for name in (order.object, *(other.object for other in order.also)):
            if name not in self._objects:
                raise TargetError(f"There is no {name} in the model.")
        if order.form == "html":
            node = self._objects[order.object]
            check_probeable(node, "html")
            self._pages.open(order.stream, node)
            return Watching(stream=order.stream, channels=0)
        opened = self._framing.open(order, self._objects)
        labels, parts = opened.labels, opened.parts
        return Watching(stream=order.stream, channels=len(labels), labels=labels, parts=parts)

    def unwatch(self, stream: int) -> None:
        """Send a stream no more."""
        self._framing.close(stream)
        self._pages.close(stream)

    def hold(self, order: Hold) -> None:
        """Override the output of a Node, or let it go."""
        node = self._objects.get(order.object)
        if not isinstance(node, nengo.Node) or not node.size_out:
            return  # it was held in another version of the file
        if all(value is None for value in order.values):
            self.sim.release(node)
            return
        values = np.full(node.size_out, np.nan)
        for dim, value in enumerate(order.values[: node.size_out]):
            if value is not None:
                values[dim] = value
        self.sim.hold(node, values)

    def point(self, order: Point) -> None:
        """Put a semantic pointer into a module, or let it go."""
        words = words_of(self._objects.get(order.object))
        if words is None or words.input is None:
            return  # it was put there in another version of the file
        if not order.pointer:
            self.sim.release(words.input)
            return
        try:
            self.sim.hold(words.input, words.parse(order.pointer))
        except Exception as error:  # the expression, or code of the model, failed
            text = shown(f"{order.pointer} is no pointer here: {error}", MAX_MESSAGE)
            self._channel.post(Printed(entries=(LogEntry(text=text, source="warning"),)))
