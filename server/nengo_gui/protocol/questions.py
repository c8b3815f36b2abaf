"""What can be asked about a text, and the answers: editing by hand, completion, help.

The text is that of the editor as it stands, with line feeds alone at the ends of lines, whether or
not it makes a model. Places in it are counted in UTF-16 units from its beginning, as editors count.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from nengo_gui.protocol.objects import ObjectId, ObjectKind


class Spot(msgspec.Struct, frozen=True):
    """An object or a connection of the graph, as it is to be found in the text."""

    id: ObjectId
    type: ObjectKind | Literal["connection"]
    line: int | None
    """The line that made it; None if the text has changed since."""
    size: int
    """Dimensions that it puts out, or takes in, as is of interest; 0 if that is not known."""
    part: bool = False
    """Whether the network around it was made on the same line, and so by the same call."""


class _Question(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    text: str


class AddObject(_Question, tag="add_object", kw_only=True):
    """Make a new object in a network."""

    type: ObjectKind
    network: Spot
    x: float | None
    """Where to show it, relative to the centre of the network; None leaves that to the layout."""
    y: float | None


class Connect(_Question, tag="connect", kw_only=True):
    """Connect an object to another, or to itself."""

    pre: Spot
    post: Spot


class Rename(_Question, tag="rename", kw_only=True):
    """Give the variable that holds an object another name, wherever it is used."""

    thing: Spot
    name: str


class SetArgument(_Question, tag="set_argument", kw_only=True):
    """Change what an object is made with."""

    thing: Spot
    name: str
    value: str
    """A Python expression; empty leaves the argument out."""


class Delete(_Question, tag="delete", kw_only=True):
    """Remove objects, and with them their connections, probes and settings."""

    things: tuple[Spot, ...]


class ReadArguments(_Question, tag="read_arguments", kw_only=True):
    """Ask what an object is made with, and what else it could be given."""

    thing: Spot


class Complete(_Question, tag="complete", kw_only=True):
    """Ask what could stand at a place."""

    at: int


class Explain(_Question, tag="explain", kw_only=True):
    """Ask what the name at a place means."""

    at: int


Question = AddObject | Connect | Rename | SetArgument | Delete | ReadArguments | Complete | Explain


class TextChange(msgspec.Struct, frozen=True):
    """A stretch of the text, and what to put in its place."""

    start: int
    end: int
    insert: str


class Argument(msgspec.Struct, frozen=True):
    """One thing an object is made with."""

    name: str
    text: str = ""
    """As it is written; empty if it is left out."""
    default: str = ""
    """What holds if it is left out, where that is known."""


class Completion(msgspec.Struct, frozen=True):
    """One thing that could stand at a place."""

    label: str
    type: str
    """``class``, ``function``, ``module``, ``param`` …"""


class _Answer(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    pass


class Edited(_Answer, tag="edited", kw_only=True):
    """The changes that do what was asked, in the order of the text; to be made as one."""

    changes: tuple[TextChange, ...]
    thing: ObjectId
    """What it was about, by the name it has from now on; empty if it is gone."""
    said: str
    """What was done, in a few words."""


class Arguments(_Answer, tag="arguments", kw_only=True):
    """What an object is made with, in the order of the parameters."""

    callee: str
    """What is called to make it: ``nengo.Ensemble``."""
    name: str
    """The variable that holds it; empty if there is none."""
    arguments: tuple[Argument, ...]


class Completions(_Answer, tag="completions", kw_only=True):
    """What could stand at a place, the likeliest first."""

    start: int
    """Where the word begins that is being written."""
    options: tuple[Completion, ...]


class Explanation(_Answer, tag="explanation", kw_only=True):
    """What a name means; all empty if nothing is known."""

    start: int
    end: int
    title: str
    """The signature, or the type of a value."""
    about: str
    """The first lines of its documentation."""


class Declined(_Answer, tag="declined", kw_only=True):
    """It cannot be done, or not by hand."""

    message: str
    remedy: str


Answer = Edited | Arguments | Completions | Explanation | Declined
