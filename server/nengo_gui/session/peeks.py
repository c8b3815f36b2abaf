"""What screens look at beside the plots: the value on a wire, the page of a Node in the graph."""

from __future__ import annotations

from collections.abc import Mapping

from nengo_gui.protocol.inside import Watch
from nengo_gui.protocol.objects import Graph, ObjectId
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.streams import PEEK
from nengo_gui.session.viewers import Viewer

MOST = 32
"""Things one screen looks at; it shows no more at a time."""
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
        pages = {thing.id for thing in graph.objects if thing.glyph == "html"}
        names = dict.fromkeys(name for names in self._wanted.values() for name in names)
        return {PEEK + name: _watch(name, name in pages) for name in names}


def _watch(name: ObjectId, is_page: bool) -> Watch:
    if is_page:
        return Watch(stream=0, object=name, attr="html", form="html")
    return Watch(stream=0, object=name, synapse=SYNAPSE)
