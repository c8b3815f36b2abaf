"""The nouns inside messages."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

ObjectId = str
"""Path of a model object by its names in the code: ``model.cortex.memory``.

An object that no name leads to gets the list and position it has: ``model.ensembles[2]``.
Objects that keep their name keep their id, and with it their place and their plots.
"""

Whole = Annotated[int, msgspec.Meta(ge=1 - 2**53, le=2**53 - 1)]
"""A whole number that JavaScript can tell from its neighbours."""

ObjectKind = Literal["node", "ensemble", "network"]
Glyph = Literal["", "function", "constant", "source", "passthrough", "input", "html", "array"]
PlotKind = Literal[
    "value",
    "xy",
    "raster",
    "slider",
    "voltage",
    "heat",
    "grid",
    "image",
    "histogram",
    "html",
    "similarity",
    "pointer",
]
Severity = Literal["error", "warning", "info"]


class GraphObject(msgspec.Struct, frozen=True):
    """A Node, Ensemble or Network as the graph draws it."""

    id: ObjectId
    kind: ObjectKind
    label: str
    parent: ObjectId
    """The network it lies in; empty for the top-level network itself."""
    line: int | None = None
    """Line of the model file that made it, counted from 1."""
    glyph: Glyph = ""
    size_in: int = 0
    size_out: int = 0
    dimensions: int = 0
    n_neurons: int = 0
    """Neurons of an Ensemble, or of everything inside a Network."""
    neuron_type: str = ""
    n_objects: int = 0
    """Direct children of a Network."""
    n_members: int = 0
    """Ensembles of an ensemble array; 0 for anything else."""
    probeable: tuple[str, ...] = ()
    """What a plot may show of it: ``output``, ``spikes``, ``voltage`` …"""


class GraphConnection(msgspec.Struct, frozen=True):
    """A Connection as the graph draws it."""

    id: ObjectId
    pre: ObjectId
    post: ObjectId
    parent: ObjectId
    dimensions: int = 1
    effect: Literal["mixed", "excitatory", "inhibitory"] = "mixed"
    """Sign of the effective weights, where it is known without building."""
    to_neurons: bool = False
    learning_rules: tuple[str, ...] = ()
    modulates: ObjectId | None = None
    """The connection whose learning rule this one feeds; ``post`` is then that one's post."""
    synapse: str = ""
    function: str = ""
    transform: str = ""
    line: int | None = None


class Graph(msgspec.Struct, frozen=True):
    """Everything there is to draw, parents before children."""

    revision: int
    """Counts the loads of this session, so that late answers can be told from new ones."""
    objects: tuple[GraphObject, ...] = ()
    connections: tuple[GraphConnection, ...] = ()


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where an object is drawn.

    ``x`` and ``y`` are its centre, relative to the centre of the network it lies in, in pixels at
    zoom 1. An open network is drawn as the box around its children.
    """

    x: float
    y: float
    open: bool = False
    """Whether a Network shows its children."""
    placed: bool = False
    """Whether the user put it here; automatic layout then leaves it alone."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """A further object in a plot of several."""

    object: ObjectId
    dims: tuple[Whole, ...] | None = None
    """Chosen dimensions or neurons; None means all, or an even sample of many neurons."""


class Plot(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing shown beside the graph: a plot or a slider."""

    id: str
    kind: PlotKind
    object: ObjectId
    x: float
    """Left edge in graph coordinates: plots float over the graph and move with it."""
    y: float
    width: float = 260
    """Pixels on the screen."""
    height: float = 150
    attr: str = "output"
    """Which of the object's ``probeable`` names it shows."""
    dims: tuple[Whole, ...] | None = None
    """Chosen dimensions or neurons; None means all (for a raster: an even sample)."""
    also: tuple[Source, ...] = ()
    """Further objects in the same plot, where its kind takes several."""
    synapse: float | None = 0.01
    """Time constant of the low-pass filter in seconds; None for none."""
    low: float | None = None
    """Fixed lower end of the value axis; None lets the axis grow with the data."""
    high: float | None = None
    columns: Whole | None = None
    """Pixels in a row of a grid or an image; None makes it nearly square."""
    window: float = 2.0
    """Seconds of simulated time on the time axis, or of trail in an XY plot."""
    docked: bool = False
    """In the tray below the graph rather than floating."""


class Stream(msgspec.Struct, frozen=True):
    """The samples of one plot: which stream number of the frames is whose."""

    plot: str
    stream: int
    channels: int
    labels: tuple[str, ...] = ()
    """Name of each channel: dimensions or neurons by number, after their object if it shares."""
    parts: tuple[int, ...] = ()
    """Channels of each object, one after the other."""


class Attribute(msgspec.Struct, frozen=True):
    """One thing an object was made with, and who decided it."""

    name: str
    value: str
    origin: Literal["object", "config", "default"]
    """Whether it was given where the object was made, by the config of a network, or by nobody."""
    meaning: str = ""
    """What it stands for, as the documentation says."""


class Series(msgspec.Struct, frozen=True):
    """Numbers that belong together in a chart."""

    ys: tuple[float, ...]
    xs: tuple[float, ...] | None = None
    """None where they are those of the chart."""
    name: str = ""
    wished: bool = False
    """Whether these numbers are what should be, rather than what is."""


class Chart(msgspec.Struct, frozen=True):
    """A small picture of how something was built."""

    title: str
    form: Literal["lines", "points", "bars"]
    series: tuple[Series, ...]
    x: str = ""
    """What the horizontal axis says, unit included."""
    y: str = ""
    xs: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    """Names below bars that stand for no number."""
    note: str = ""
    """What was left out, if anything."""


class Details(msgspec.Struct, frozen=True):
    """All there is to know of an object or a connection."""

    object: ObjectId
    attributes: tuple[Attribute, ...] = ()
    charts: tuple[Chart, ...] = ()
    problem: str = ""
    """Why there are no charts, or not all."""


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with the model, said so that the user knows what to do next."""

    message: str
    """What was seen, in one sentence."""
    severity: Severity = "error"
    line: int | None = None
    """Counted from 1; None where no line of the model file is to blame."""
    column: int | None = None
    """First character, counted from 0 in UTF-16 units, as editors count."""
    end_column: int | None = None
    remedy: str = ""
    """What to do."""
    phase: Literal["check", "load", "build", "step", "worker"] = "load"
    object: ObjectId | None = None
    traceback: str = ""
    """The user's part of the Python traceback, for the Log."""


class LogEntry(msgspec.Struct, frozen=True):
    """A line in the Log."""

    text: str
    source: Literal["stdout", "stderr", "warning", "server"] = "stdout"
    line: int | None = None
    time: float | None = None
    """Simulated time at which it was printed; None before the first step."""


class Offer(msgspec.Struct, frozen=True):
    """A text that is not the one shown, and would be lost if nobody took it."""

    id: str
    text: str
    reason: Literal["recovered", "overwritten", "browser"]
    """Kept by a server that ended; or written over by another tab; or kept by a browser alone."""
    time: float
    """When it was last changed, in seconds since 1970."""


class FileEntry(msgspec.Struct, frozen=True):
    """A row of the file browser."""

    path: str
    """What to send in ``open``; built-in examples start with ``example:``."""
    name: str
    kind: Literal["folder", "model", "other"] = "model"
    title: str = ""
    """First sentence of the model's docstring or leading comment."""
