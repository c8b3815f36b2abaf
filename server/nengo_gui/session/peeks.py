"""What screens look at beside the plots: values of wires and of lines of code, pages of Nodes."""

from __future__ import annotations

from collections.abc import Mapping

from nengo_gui.protocol.inside import Watch
from nengo_gui.protocol.objects import Graph, GraphObject, ObjectId
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.streams import PEEK
from nengo_gui.session.viewers import Viewer

MOST = 32
"""Things one screen looks at; it shows no more at a time."""
CHANNELS = 4
"""Dimensions of an object; in a small picture nobody tells more lines apart."""
SYNAPSE = 0.03
"""Seconds of smoothing, so that numbers can be read."""


class Peeks:
    """Who looks at what; nothing of it is remembered with the model."""

    def __init__(self) -> None:
        self._wanted: dict[Viewer, tuple[ObjectId, ...]] = {}

    def look(self, viewer: Viewer, names: tuple[ObjectId, ...]) -> None:
        """Let a viewer look at exactly these objects and connections."""
        if len(names) > MOST:
            raise Refusal(f"{len(names)} values were asked for, but {MOST} are possible.")
        self._wanted[viewer] = names

    def leave(self, viewer: Viewer) -> None:
        """Forget what somebody looked at."""
        self._wanted.pop(viewer, None)

    def watches(self, graph: Graph) -> Mapping[str, Watch]:
        """Return what a worker should send for it, without numbers, by the name of the stream."""
        things = {thing.id: thing for thing in graph.objects}
        names = dict.fromkeys(name for names in self._wanted.values() for name in names)
        return {PEEK + name: _watch(name, things.get(name)) for name in names}


def _watch(name: ObjectId, thing: GraphObject | None) -> Watch:
    """Return how to look at a connection, or at a ``thing``."""
    if thing is None:
        return Watch(stream=0, object=name, synapse=SYNAPSE)
    if thing.glyph == "html":
        return Watch(stream=0, object=name, attr="html", form="html")
    # A picture of the size of a line of code: as often as the eye needs it.
    dims = tuple(range(min(CHANNELS, thing.size_out)))
    return Watch(stream=0, object=name, dims=dims, synapse=SYNAPSE, form="snapshots")
