"""Screen to session: everything a user can ask for, one closed union.

Every command may carry ``ref``, a number of the screen's own choice that comes back in the
``refused`` event when the command cannot be carried out.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from nengo_gui.protocol.objects import ObjectId, Place, Plot, Whole
from nengo_gui.protocol.questions import Question


class _Command(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    ref: Whole | None = None


class Hello(_Command, tag="hello", kw_only=True):
    """The first message on a socket: proves that the page is ours and says what it wants to see."""

    secret: str
    path: str | None = None
    """File to show; None joins the session the server was started with."""


class Open(_Command, tag="open", kw_only=True):
    """Show another file: a path in the workspace, ``example:…``, or ``new:`` for an empty model."""

    path: str


class Edit(_Command, tag="edit", kw_only=True):
    """The text as it now stands. The session loads it and answers with a graph or with problems."""

    text: str
    revision: Whole
    """Counts this screen's edits, so that answers can be matched with the text they speak of."""
    bases: tuple[Whole, ...] = ()
    """Checksums (CRC-32 of UTF-8) of the texts this one came from, the latest first.

    The session merges what others wrote since the first of them it knows. Without them the text
    is taken to come from edit ``revision - 1``.
    """


class Save(_Command, tag="save", kw_only=True):
    """Write the text to disk; ``path`` saves under another name."""

    text: str
    path: str | None = None
    overwrite: bool = False
    """Write even if the file changed on disk since it was read."""
    bases: tuple[Whole, ...] = ()
    """As of an edit."""


class OfferText(_Command, tag="offer", kw_only=True):
    """Give a text into the session's keeping that only this browser remembers."""

    text: str
    time: float
    """When it was last changed, in seconds since 1970."""


class Decide(_Command, tag="decide", kw_only=True):
    """Take a text that is offered, in place of the one shown, or let it go."""

    offer: str
    take: bool


class GrantTrust(_Command, tag="trust"):
    """Let the models of this folder run, although not everything is kept from them."""


class ListFiles(_Command, tag="list", kw_only=True):
    """Ask for a folder of the workspace, or of the examples (``example:``)."""

    folder: str = ""


class Run(_Command, tag="run"):
    """Let time pass."""


class Pause(_Command, tag="pause"):
    """Hold time."""


class Step(_Command, tag="step", kw_only=True):
    """Advance a paused model by some steps."""

    n: Whole = 1


class Reset(_Command, tag="reset"):
    """Back to time zero, same seed."""


class Restart(_Command, tag="restart"):
    """Load the text again in a fresh worker, for instance after the last one died."""


class Stop(_Command, tag="stop"):
    """End the worker whatever it is doing; the text and the last graph stay."""


class Speed(_Command, tag="speed", kw_only=True):
    """Simulated seconds to pass in a second of wall time; None for as fast as possible."""

    value: float | None


class Move(_Command, tag="move", kw_only=True):
    """Put objects elsewhere, or open and close networks. One undo step."""

    places: dict[ObjectId, Place]


class Relayout(_Command, tag="relayout", kw_only=True):
    """Lay a network out anew, forgetting where the user put its children."""

    network: ObjectId


class AddPlot(_Command, tag="add_plot", kw_only=True):
    """Show something of an object. The session chooses the id when it is empty."""

    plot: Plot


class ChangePlot(_Command, tag="change_plot", kw_only=True):
    """Move, resize or reconfigure a plot."""

    plot: Plot


class RemovePlot(_Command, tag="remove_plot", kw_only=True):
    """Take a plot away."""

    id: str


class Hold(_Command, tag="hold", kw_only=True):
    """Override the output of a Node by dimension; None leaves a dimension to the model."""

    object: ObjectId
    values: tuple[float | None, ...]


class Point(_Command, tag="point", kw_only=True):
    """Put a semantic pointer into a module, over what the model puts there; empty for none.

    An expression of the words of its vocabulary will do: ``RED * CIRCLE``.
    """

    object: ObjectId
    pointer: str


class Peek(_Command, tag="peek", kw_only=True):
    """Send the values of these too, though no plot shows them; instead of those asked for before.

    They come as streams of plots called ``peek:`` and the id.
    """

    objects: tuple[ObjectId, ...]
    """Objects and connections; of a Node that draws a page, it is the page."""


class Inspect(_Command, tag="inspect", kw_only=True):
    """Ask how an object or a connection was made and built."""

    object: ObjectId


class Undo(_Command, tag="undo"):
    """Take back the last change of layout or plots."""


class Redo(_Command, tag="redo"):
    """Do again what was taken back."""


class Record(_Command, tag="record", kw_only=True):
    """Ask for the samples kept of all plots, as a file."""

    start: float | None = None
    """Simulated seconds; None from as early as there is something."""
    end: float | None = None


class Ask(_Command, tag="ask", kw_only=True):
    """Ask about the text: what to change for an edit by hand, how a word could go on.

    Nothing changes by it: the editor makes the changes, and sends them as any other edit.
    """

    question: Question


class Ack(_Command, tag="ack", kw_only=True):
    """Frames up to ``seq`` have been drawn: the credit that lets the session send more."""

    seq: Whole


Command = (
    Hello
    | Open
    | Edit
    | Save
    | OfferText
    | Decide
    | ListFiles
    | GrantTrust
    | Run
    | Pause
    | Step
    | Reset
    | Restart
    | Stop
    | Speed
    | Move
    | Relayout
    | AddPlot
    | ChangePlot
    | RemovePlot
    | Hold
    | Point
    | Peek
    | Inspect
    | Undo
    | Redo
    | Record
    | Ask
    | Ack
)

RunState = Literal["empty", "loading", "building", "paused", "running", "failed", "ended"]

_decoder = msgspec.json.Decoder(Command)


def parse(message: str | bytes) -> Command:
    """Read a command.

    Parameters
    ----------
    message : str or bytes
        JSON object whose ``kind`` names the command.

    Raises
    ------
    msgspec.ValidationError
        If the message is no command, or a field has the wrong type; the text says which.
    msgspec.DecodeError
        If it is not JSON.
    """
    return _decoder.decode(message)
