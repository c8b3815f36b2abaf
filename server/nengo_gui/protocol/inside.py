"""Server to worker and back, two closed unions.

The worker runs the user's code, so the server believes nothing it says: every report is decoded
against these types, the channel caps sizes, and a report that does not fit ends the worker.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from nengo_gui.protocol.objects import Details, Graph, LogEntry, ObjectId, Problem, Source
from nengo_gui.protocol.questions import Answer, Question

Form = Literal["samples", "spikes", "voltage", "snapshots", "similarity", "html"]
"""How a stream is sent: every sample; spikes as events; membrane voltages, infinite where a neuron
spikes; of what is wide, all of it but only some 60 times a second; how similar a
semantic pointer is to each word of its vocabulary; or not as samples, but as a
``Drawn`` report whenever the page that a Node draws of itself has changed."""


class _Order(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    pass


class Load(_Order, tag="load", kw_only=True):
    """Run the model file and describe what it made. A worker loads once."""

    text: str
    filename: str
    """Shown in tracebacks and given to the model as ``__file__``."""
    folder: str
    """Working directory and first place for imports; empty for none."""
    revision: int
    """The edit this text comes from; it comes back in ``Graph.revision``."""


class Build(_Order, tag="build", kw_only=True):
    """Build the simulator. Wanted streams and holds are kept from before."""

    dt: float = 0.001
    epoch: int = 0


class Run(_Order, tag="run"):
    """Let time pass."""


class Pause(_Order, tag="pause"):
    """Hold time."""


class Step(_Order, tag="step", kw_only=True):
    """Advance by some steps, then pause."""

    n: int = 1


class Reset(_Order, tag="reset", kw_only=True):
    """Back to time zero; frames carry the new epoch from now on."""

    epoch: int


class Speed(_Order, tag="speed", kw_only=True):
    """Simulated seconds per second; None for as fast as possible."""

    value: float | None


class Watch(_Order, tag="watch", kw_only=True):
    """Send the samples of this object as this stream."""

    stream: int
    object: ObjectId
    attr: str = "output"
    dims: tuple[int, ...] | None = None
    also: tuple[Source, ...] = ()
    """Further objects in the same stream; their channels follow."""
    synapse: float | None = None
    form: Form = "samples"


class Unwatch(_Order, tag="unwatch", kw_only=True):
    """Send this stream no more."""

    stream: int


class Bequeath(_Order, tag="bequeath"):
    """Tell where the simulation stands, so that the next version of the model can go on there."""


class Inherit(_Order, tag="inherit", kw_only=True):
    """Go on where another version of the model stood, as far as objects are the same."""

    heritage: bytes
    """As it was told; only workers know what it means."""
    epoch: int


class Hold(_Order, tag="hold", kw_only=True):
    """Override a Node's output; None leaves a dimension to the model."""

    object: ObjectId
    values: tuple[float | None, ...]


class Point(_Order, tag="point", kw_only=True):
    """Put a semantic pointer into a module, over what the model puts there; empty for none."""

    object: ObjectId
    pointer: str


class Ask(_Order, tag="ask", kw_only=True):
    """Answer a question about a text. No model need be loaded for it."""

    number: int
    """Comes back with the answer."""
    question: Question
    filename: str
    folder: str
    """As those of ``Load``."""


class Inspect(_Order, tag="inspect", kw_only=True):
    """Tell how an object or a connection was made and built."""

    object: ObjectId


Order = (
    Load
    | Build
    | Bequeath
    | Inherit
    | Run
    | Pause
    | Step
    | Reset
    | Speed
    | Watch
    | Unwatch
    | Hold
    | Point
    | Ask
    | Inspect
)


class _Report(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    pass


class Loaded(_Report, tag="loaded", kw_only=True):
    """The file ran and made a network."""

    graph: Graph
    warnings: tuple[Problem, ...] = ()


class Troubled(_Report, tag="troubled", kw_only=True):
    """Loading, building or stepping went wrong. After ``step`` the worker may be reset."""

    problems: tuple[Problem, ...]


class Built(_Report, tag="built", kw_only=True):
    """The simulator is ready, paused at time zero."""

    dt: float


class Watching(_Report, tag="watching", kw_only=True):
    """A stream exists, with this many channels."""

    stream: int
    channels: int
    labels: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    """Channels of each object, one after the other."""
    problem: str = ""
    """Why it does not, in a sentence; then ``channels`` is 0."""


class Drawn(_Report, tag="drawn", kw_only=True):
    """The page that a Node draws of itself is now this one."""

    stream: int
    html: str


class Bequeathed(_Report, tag="bequeathed", kw_only=True):
    """Where the simulation stands."""

    heritage: bytes
    """Empty if it is too much to hand on."""


class Inherited(_Report, tag="inherited", kw_only=True):
    """Time goes on from where the other version stood, or begins at zero."""

    kept: bool
    time: float


class Inspected(_Report, tag="inspected", kw_only=True):
    """How an object was made and built, as far as it is built yet."""

    details: Details


class Clock(_Report, tag="clock", kw_only=True):
    """Where simulated time stands."""

    state: Literal["paused", "running"]
    time: float
    rate: float = 0.0
    limited: bool = False
    epoch: int = 0


class Progressed(_Report, tag="progressed", kw_only=True):
    """Building goes on."""

    stage: str
    done: int
    total: int


class Printed(_Report, tag="printed", kw_only=True):
    """Lines the model printed."""

    entries: tuple[LogEntry, ...]
    dropped: int = 0


class Answered(_Report, tag="answered", kw_only=True):
    """The answer to a question about a text."""

    number: int
    answer: Answer


Report = (
    Loaded
    | Troubled
    | Built
    | Bequeathed
    | Inherited
    | Watching
    | Drawn
    | Clock
    | Progressed
    | Printed
    | Answered
    | Inspected
)

_orders = msgspec.json.Decoder(Order)
_reports = msgspec.json.Decoder(Report)
_encoder = msgspec.json.Encoder()


def dump(message: Order | Report) -> bytes:
    """Write an order or a report as JSON."""
    return _encoder.encode(message)


def parse_order(message: bytes) -> Order:
    """Read an order; raises ``msgspec.ValidationError`` for anything else."""
    return _orders.decode(message)


def parse_report(message: bytes) -> Report:
    """Read a report; raises ``msgspec.ValidationError`` for anything else."""
    return _reports.decode(message)
