"""Whatever a tab or a worker says, in whatever order: nobody stumbles, and nothing is believed."""

import asyncio
import contextlib
import json
import tempfile
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messages import any_of, members

from nengo_gui.protocol import commands, frames, inside
from nengo_gui.protocol.channel import FRAME, MESSAGE, REPORT_CAPS, ChannelError, Splitter, pack
from nengo_gui.protocol.commands import Command, Hello, parse
from nengo_gui.protocol.events import Welcome, dump
from nengo_gui.protocol.frames import Block, Frame
from nengo_gui.protocol.inside import (
    Built,
    Clock,
    Loaded,
    Order,
    Report,
    Troubled,
    parse_order,
    parse_report,
)
from nengo_gui.protocol.objects import Graph, GraphConnection, GraphObject
from nengo_gui.sandbox.credible import Conversation, Incredible
from nengo_gui.session.library import Library
from nengo_gui.session.registry import Registry
from nengo_gui.session.viewers import Viewer
from nengo_gui.session.visit import Lobby, Visit
from nengo_gui.settings import Settings

UNDERSTOOD = (msgspec.ValidationError, msgspec.DecodeError)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def frame(epoch, stream):
    block = Block(stream, frames.DENSE, 1, np.zeros((1, 1), np.float32))
    return frames.encode(Frame(epoch, 0, 1, 0.0, 0.001, 0.0, (block,)))


@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_message_is_refused_by_name(message):
    for read in (parse, parse_order, parse_report):
        with contextlib.suppress(*UNDERSTOOD):
            read(message)


@given(st.sampled_from([Command, Order, Report]).flatmap(any_of), st.data())
def test_a_message_that_was_bent_is_refused_or_read(message, data):
    fields = json.loads(msgspec.json.encode(message))
    name = data.draw(st.sampled_from([*fields, "new"]))
    fields[name] = data.draw(JSON)
    for read in (parse, parse_order, parse_report):
        with contextlib.suppress(*UNDERSTOOD):
            read(json.dumps(fields).encode())


@pytest.mark.parametrize("union, read", [(Command, parse), (Order, parse_order),
                                         (Report, parse_report)])  # fmt: skip
def test_every_message_is_read_as_it_was_meant(union, read):
    @given(any_of(union))
    def check(message):
        assert msgspec.json.encode(read(msgspec.json.encode(message))) == msgspec.json.encode(
            message
        )

    check()


@given(st.binary(max_size=400), st.integers(1, 50))
def test_a_channel_full_of_rubbish_is_a_channel_error(data, size):
    splitter = Splitter(REPORT_CAPS)
    with contextlib.suppress(ChannelError):
        for at in range(0, len(data), size):
            for kind, payload in splitter.feed(data[at : at + size]):
                assert kind in (MESSAGE, FRAME) and len(payload) <= REPORT_CAPS[kind]


@given(st.integers(0, 2**32 - 1), st.integers(0, 255))
def test_no_head_makes_the_channel_wait_for_more_than_it_takes(size, kind):
    with contextlib.suppress(ChannelError):
        list(Splitter(REPORT_CAPS).feed(pack(kind, b"")[4:5].rjust(5, b"\0")))
        list(Splitter(REPORT_CAPS).feed(size.to_bytes(4, "little") + bytes([kind])))
        assert size <= REPORT_CAPS[kind]


@given(st.data())
def test_a_frame_that_was_bent_is_a_value_error(data):
    whole = bytearray(frame(1, data.draw(st.integers(0, 9))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValueError):
        list(frames.decode(bytes(whole)))


# Whole conversations


async def deliver(message):
    pass


class Stage:
    """A tab, sessions, and workers that say what the test has them say."""

    def __init__(self, scripted, folder):
        (folder / "a.py").write_text("import nengo\nmodel = nengo.Network()\n")
        settings = Settings(workspace=folder, state=folder / "state")
        library = Library(folder, None)
        self.scripted, self.told, self.reports = scripted, [], {}
        registry = Registry(settings, library, scripted.open)
        viewer = Viewer(deliver, lambda: None)
        viewer.tell = lambda event: self.told.append(dump(event))
        welcome = Welcome(version="1", workspace="w", confinement="full")
        lobby = Lobby(registry, library, welcome, "a.py")
        self.visit = Visit(lobby, viewer, Hello(secret=""))

    def say(self, thing):
        """Let the tab, or the latest worker, say something."""
        worker = self.scripted.workers[-1]
        match thing:
            case bytes():
                worker.frame(thing)
            case "died":
                worker.kill()
            case "stuck":
                worker.stuck(3)
            case _ if isinstance(thing, tuple(members(Report))):
                self._report(worker, thing)
            case _:
                self.visit.handle(thing)

    def _report(self, worker, report):
        """Report what the sandbox would believe."""
        conversation = Conversation()
        for order in worker.orders:
            conversation.ordered(order)
        try:
            for earlier in [*self.reports.get(worker, ()), report]:
                conversation.check(earlier)
        except Incredible:
            return
        self.reports.setdefault(worker, []).append(report)
        worker.report(report)


def graph(names):
    """A model as the worker would describe it."""
    root = GraphObject(id="model", kind="network", label="model", parent="")
    nodes = [
        GraphObject(id=f"model.{n}", kind="node", label=n, parent="model", size_out=1)
        for n in names
    ]
    ends = [f"model.{n}" for n in names]
    links = [
        GraphConnection(id=f"model.connections[{i}]", pre=pre, post=pre, parent="model")
        for i, pre in enumerate(ends)
    ]
    return Graph(revision=0, objects=(root, *nodes), connections=tuple(links))


SOUND = st.one_of(
    st.sets(st.sampled_from("abc")).map(lambda names: Loaded(graph=graph(sorted(names)))),
    st.just(Built(dt=0.001)),
    st.builds(Clock, state=st.sampled_from(["paused", "running"]), time=st.floats(0, 9),
              epoch=st.integers(0, 4)),
    st.just(Troubled(problems=())),
)  # fmt: skip
THINGS = st.one_of(
    any_of(Command),
    any_of(Report),
    SOUND,
    SOUND,
    st.builds(frame, st.integers(0, 3), st.integers(0, 3)),
    st.sampled_from(["died", "stuck"]),
)


def test_no_conversation_makes_the_session_stumble(scripted):
    """Reports come in any order: a worker that a model took over may send what it likes."""

    async def talk(things):
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(type(scripted)(), Path(folder))
            for thing in things:
                stage.say(thing)
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

    @settings(max_examples=150)
    @given(st.lists(THINGS, max_size=25))
    def check(things):
        asyncio.run(talk(things))

    check()


def test_every_kind_of_message_takes_part():
    """A new kind is thrown in by itself."""
    assert commands.Run in members(Command) and inside.Loaded in members(Report)
