"""Whether what a worker reports can be so, given what it was ordered.

The types of a report are checked when it is read. Here it is checked that it answers something,
and that a graph hangs together: what comes after may rely on both.
"""

from __future__ import annotations

from collections import Counter

from nengo_gui.protocol.inside import (
    Answered,
    Ask,
    Bequeath,
    Bequeathed,
    Build,
    Built,
    Clock,
    Drawn,
    Inherit,
    Inherited,
    Inspect,
    Inspected,
    Load,
    Loaded,
    Order,
    Progressed,
    Report,
    Watch,
    Watching,
)
from nengo_gui.protocol.objects import Graph

# Each answer is given once for each order.
ANSWERS: dict[type, type] = {
    Loaded: Load,
    Built: Build,
    Bequeathed: Bequeath,
    Inherited: Inherit,
    Inspected: Inspect,
    Answered: Ask,
    Watching: Watch,
}
LARGEST = 2**31 - 1
"""Of sizes and lines: an index of an array is no larger."""


class Incredible(Exception):
    """The editor's own code inside a worker would never have said this."""


class Conversation:
    """Follows what a worker is ordered, and checks what it reports."""

    def __init__(self) -> None:
        self._orders: Counter[type] = Counter()
        self._answers: Counter[type] = Counter()
        self._streams: set[int] = set()

    def ordered(self, order: Order) -> None:
        """Note an order."""
        self._orders[type(order)] += 1
        if isinstance(order, Watch):
            self._streams.add(order.stream)

    def check(self, report: Report) -> None:
        """Check a report; raises ``Incredible``."""
        kind = type(report)
        self._answers[kind] += 1
        order = ANSWERS.get(kind)
        if order is not None and self._answers[kind] > self._orders[order]:
            raise Incredible(f"{kind.__name__} answers nothing.")
        match report:
            case Loaded():
                check_graph(report.graph)
            case Built() | Clock() | Inherited():
                self._expect(Loaded if kind is Built else Built)
            case Watching() | Drawn():
                _check(report.stream in self._streams, "stream")
            case Progressed():
                _check(0 <= report.done <= LARGEST and 0 <= report.total <= LARGEST, "progress")

    def _expect(self, kind: type) -> None:
        _check(self._answers[kind] > 0, kind.__name__)


def check_graph(graph: Graph) -> None:
    """Check that a graph hangs together; raises ``Incredible``."""
    networks: set[str] = {""}
    known: set[str] = set()
    for thing in graph.objects:
        _check(thing.id not in known and bool(thing.id), "id")
        _check(thing.parent in networks and bool(thing.parent) == bool(known), "parent")
        counts = (thing.size_in, thing.size_out, thing.dimensions, thing.n_neurons)
        _check(all(0 <= count <= LARGEST for count in counts), "size")
        _check(0 <= thing.n_objects <= LARGEST and 0 <= thing.n_members <= LARGEST, "count")
        _check(thing.line is None or 0 < thing.line <= LARGEST, "line")
        known.add(thing.id)
        if thing.kind == "network":
            networks.add(thing.id)
    ids = {connection.id for connection in graph.connections}
    _check(len(ids) == len(graph.connections) and not ids & known, "id of a connection")
    for connection in graph.connections:
        _check(connection.pre in known and connection.post in known, "end of a connection")
        _check(connection.parent in networks and bool(connection.parent), "place of a connection")
        _check(0 <= connection.dimensions <= LARGEST, "size of a connection")
        _check(connection.line is None or 0 < connection.line <= LARGEST, "line")


def _check(is_so: bool, what: str) -> None:
    if not is_so:
        raise Incredible(f"No {what} is like this.")
