"""Session to screen: everything a viewer can be told, one closed union.

Events carry state, not instructions: a viewer that gets every event from ``welcome`` on knows all
there is to know, and the order of events is the order of things.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from nengo_gui.protocol.commands import RunState
from nengo_gui.protocol.objects import (
    Details,
    FileEntry,
    Graph,
    LogEntry,
    ObjectId,
    Offer,
    Place,
    Plot,
    Problem,
    Stream,
)
from nengo_gui.protocol.questions import Answer


class _Event(msgspec.Struct, frozen=True, tag_field="kind"):
    pass


class Welcome(_Event, tag="welcome", kw_only=True):
    """First event on a socket: who answers."""

    version: str
    workspace: str
    """Name of the folder the file browser shows."""
    confinement: Literal["full", "partial", "none"]
    """How well models are walled in on this machine."""
    gaps: tuple[str, ...] = ()
    """What nothing keeps from them: files, network, processes."""
    engine: str = "numpy"
    run: str = ""
    """Names this run of the server: what another run was told, this one need not know."""
    place: str = ""
    """Names the workspace, without telling where it lies."""
    reach: Literal["here", "encrypted", "open"] = "here"
    """Who can reach the server: this machine only, or others, encrypted or not."""
    unsaved: tuple[FileEntry, ...] = ()
    """Models whose text is not on disk: open ones, and what earlier runs of the server left."""


class Opened(_Event, tag="opened", kw_only=True):
    """A file is now shown. Everything known of the one before is void."""

    path: str
    name: str
    text: str
    saved: bool
    """False if the text is not on disk as it stands."""
    revision: int = 0
    """Edits this session has seen; edits of this screen must count on from here."""
    writable: bool = True
    """False for built-in examples: saving asks for a name in the workspace."""


class TextChanged(_Event, tag="text", kw_only=True):
    """Another viewer edited the text, or the file changed on disk and no edit was pending."""

    text: str
    revision: int
    saved: bool = False
    """True if the text is on disk as it stands."""
    answers: int = 0
    """The last edit of this screen that is in it; 0 if there is none."""


class GraphChanged(_Event, tag="graph", kw_only=True):
    """The model was loaded: here is what there is."""

    graph: Graph
    text_revision: int
    """The edit this graph comes from."""


class Places(_Event, tag="places", kw_only=True):
    """Where objects lie: all of them, or those that moved."""

    places: dict[ObjectId, Place]
    complete: bool = False
    """True if objects not named here have no place any more."""


class Plots(_Event, tag="plots", kw_only=True):
    """All plots there are, in drawing order, and the streams that feed them."""

    plots: tuple[Plot, ...]
    streams: tuple[Stream, ...] = ()


class Drawn(_Event, tag="drawn", kw_only=True):
    """The page that a Node draws of itself is now this one. It may hold anything: wall it in."""

    stream: int
    html: str


class Held(_Event, tag="held", kw_only=True):
    """Which values of a Node are overridden; None where the model has its way."""

    object: ObjectId
    values: tuple[float | None, ...]


class Pointed(_Event, tag="pointed", kw_only=True):
    """Which semantic pointer is put into a module by hand; empty for none."""

    object: ObjectId
    pointer: str


class Inspected(_Event, tag="inspected", kw_only=True):
    """How an object was made and built, as far as it is built yet."""

    details: Details


class Problems(_Event, tag="problems", kw_only=True):
    """All that is wrong with the text of this revision; empty when nothing is."""

    problems: tuple[Problem, ...]
    text_revision: int


class Simulation(_Event, tag="simulation", kw_only=True):
    """Where the simulation stands; sent on every change of state and some times a second."""

    state: RunState
    time: float = 0.0
    """Simulated seconds."""
    rate: float = 0.0
    """Simulated seconds per second, measured over the last second."""
    speed: float | None = 1.0
    """What was asked for; None is as fast as possible."""
    dt: float = 0.001
    epoch: int = 0
    """Counts restarts from time zero; frames of another epoch are void."""
    limited: bool = False
    """True when the simulation is slower than asked."""


class Progress(_Event, tag="progress", kw_only=True):
    """How far loading or building has come."""

    stage: str
    done: int
    total: int
    line: int | None = None
    """The line of the model that is running, when it has been running for long."""


class Log(_Event, tag="log", kw_only=True):
    """Lines printed by the model."""

    entries: tuple[LogEntry, ...]
    dropped: int = 0
    """Lines left out because there were too many."""


class Saved(_Event, tag="saved", kw_only=True):
    """The text is on disk."""

    path: str
    name: str
    text_hash: str
    revision: int = 0
    """The edit that was written."""


class Conflict(_Event, tag="conflict", kw_only=True):
    """The file changed on disk while it was being edited. Nothing was written."""

    path: str
    disk_text: str


class Listing(_Event, tag="listing", kw_only=True):
    """The contents of a folder."""

    folder: str
    entries: tuple[FileEntry, ...]


class History(_Event, tag="history", kw_only=True):
    """What undo and redo would do; empty when there is nothing."""

    undo: str = ""
    redo: str = ""


class Refused(_Event, tag="refused", kw_only=True):
    """A command could not be carried out; nothing changed."""

    message: str
    remedy: str = ""
    ref: int | None = None


class TrustAsked(_Event, tag="trust", kw_only=True):
    """The model does not run before somebody says that it may; nothing is asked if no ``gaps``."""

    folder: str
    """Where the answer will hold for all models."""
    gaps: tuple[str, ...] = ()
    """What nothing keeps from models on this machine: files, network, processes."""


class Offers(_Event, tag="offers", kw_only=True):
    """All texts there are beside the one shown, the latest first; empty when all is decided."""

    offers: tuple[Offer, ...] = ()


class Notice(_Event, tag="notice", kw_only=True):
    """Something that happened to the file, and what to do about it."""

    message: str
    remedy: str = ""


class Ended(_Event, tag="ended", kw_only=True):
    """The worker is gone. The text is safe; ``restart`` begins again."""

    message: str
    remedy: str
    line: int | None = None


class Recorded(_Event, tag="recorded", kw_only=True):
    """The samples that were asked for, as a file."""

    name: str
    content: bytes
    """In base 64 on the wire; an archive that ``numpy.load`` reads."""


class Answered(_Event, tag="answered", kw_only=True):
    """The answer to a question of this screen."""

    answer: Answer
    ref: int | None = None


class Viewers(_Event, tag="viewers", kw_only=True):
    """How many screens show this session."""

    count: int


ServerEvent = (
    Welcome
    | Opened
    | TextChanged
    | GraphChanged
    | Places
    | Plots
    | Drawn
    | Held
    | Pointed
    | Inspected
    | Problems
    | Simulation
    | Progress
    | Log
    | Saved
    | Conflict
    | Listing
    | History
    | Refused
    | Offers
    | TrustAsked
    | Notice
    | Ended
    | Recorded
    | Answered
    | Viewers
)

_encoder = msgspec.json.Encoder()


def dump(event: ServerEvent) -> str:
    """Write an event as JSON text."""
    return _encoder.encode(event).decode()
