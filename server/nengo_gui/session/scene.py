"""How a model looks: where its objects lie, which networks are open, what is plotted beside it."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterable, Mapping, Set

import msgspec

from nengo_gui.layout.complete import complete, lay_out_anew, make_room, stepped
from nengo_gui.layout.renamed import renamed
from nengo_gui.layout.room import Vector
from nengo_gui.layout.store import Sidecar
from nengo_gui.protocol.events import History as HistoryEvent
from nengo_gui.protocol.events import Places, ServerEvent
from nengo_gui.protocol.objects import Graph, GraphObject, ObjectId, Place, Plot, Source
from nengo_gui.session.history import History, Look, Step
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.streams import SHARED, shown_attr

MOST_VANISHED = 500
"""Places we remember of objects that are no longer there: they may come back."""
FARTHEST = 1e6
"""Pixels; nobody finds again what lies beyond."""
MOST_PLOTS = 200
MOST_SHARING = 16
"""Objects in one plot: beyond, nobody tells one from the other."""


class Scene:
    """The look of one session; every change is a step that can be taken back.

    Parameters
    ----------
    tell : function
        Given the events that changes amount to.
    replotted : function
        Called when other things are plotted than before.
    """

    def __init__(self, tell: Callable[[ServerEvent], None], replotted: Callable[[], None]) -> None:
        self.graph = Graph(revision=0)
        self.changed = False
        """Whether there is something to write beside the model."""
        self.changed_at = 0.0
        """When that was, by the monotonic clock."""
        self._remembered = False
        self._objects: dict[ObjectId, GraphObject] = {}
        self._look = Look({}, ())
        self._history = History()
        self._stepped_aside: dict[ObjectId, Mapping[ObjectId, Vector]] = {}
        self._tell = tell
        self._replotted = replotted

    # What there is

    @property
    def plots(self) -> tuple[Plot, ...]:
        """The plots, in drawing order; those of vanished objects among them."""
        return self._look.plots

    def places(self) -> Places:
        """Say where everything lies."""
        known = self._look.places
        return Places(places={name: known[name] for name in self._objects}, complete=True)

    def history(self) -> HistoryEvent:
        """Say what undo and redo would do."""
        return self._history.event()

    def sidecar(self) -> Sidecar:
        """Return what to write beside the model."""
        return Sidecar(places=dict(self._look.places), plots=self._look.plots)

    def thing(self, name: ObjectId) -> GraphObject:
        """Return an object of the graph; raises ``Refusal`` if there is none of that name."""
        if name not in self._objects:
            raise Refusal(f"The model has no {name}.", "It may have been renamed or removed.")
        return self._objects[name]

    # What comes from elsewhere

    def restore(self, sidecar: Sidecar) -> None:
        """Begin with what was remembered beside the model."""
        self._look = Look(sidecar.places, sidecar.plots)
        self._remembered = bool(sidecar.places)
        self._replotted()

    def show(self, graph: Graph) -> Mapping[ObjectId, ObjectId]:
        """Take over a graph: what is new gets a place, nothing else moves.

        Returns
        -------
        mapping of str to str
            The new id of each object that was renamed.
        """
        names = renamed(self.graph, graph)
        self._rename(names)
        self.graph = graph
        self._objects = {thing.id: thing for thing in graph.objects}
        known = self._look.places
        vanished = {name: place for name, place in known.items() if name not in self._objects}
        kept = dict(itertools.islice(vanished.items(), MOST_VANISHED))
        self._look = self._look._replace(places={**complete(graph, known), **kept})
        if self._remembered and not self._objects.keys() <= known.keys():
            self._touch()  # where newcomers went depends on when they came
        self._tell(self.places())
        return names

    def expect(self, name: ObjectId, place: Place) -> None:
        """Remember where an object belongs that is not there yet."""
        if abs(place.x) <= FARTHEST and abs(place.y) <= FARTHEST:
            self._look = self._look._replace(places={**self._look.places, name: place})
            self._remembered = True
            self._touch()

    def _rename(self, names: Mapping[ObjectId, ObjectId]) -> None:
        """Let places and plots follow objects that got another name."""
        places = {names.get(name, name): place for name, place in self._look.places.items()}
        plots = tuple(
            msgspec.structs.replace(
                plot,
                object=names.get(plot.object, plot.object),
                also=tuple(
                    Source(names.get(other.object, other.object), other.dims) for other in plot.also
                ),
            )
            for plot in self.plots
        )
        if names:
            self._look = Look(places, plots)
            self._replotted()

    def write_again(self) -> None:
        """Have the look written although it is the same: the model got another name."""
        if self._remembered:
            self._touch()

    # What the user does

    def move(self, wanted: Mapping[ObjectId, Place]) -> None:
        """Put objects elsewhere; open and close networks, for which their neighbours make room."""
        for name, place in wanted.items():
            self._check(self.thing(name), place)
        after = {**self._look.places, **wanted}
        for name, place in wanted.items():
            if place.open != self._look.places[name].open:
                after = self._make_way(after, name)
        self._step(self._label_move(wanted), Look(after, self.plots))

    def _check(self, thing: GraphObject, place: Place) -> None:
        if not (abs(place.x) <= FARTHEST and abs(place.y) <= FARTHEST):
            raise Refusal(f"{thing.label} cannot be put at {place.x:g}, {place.y:g}.")
        if place.open and thing.kind != "network":
            raise Refusal(f"{thing.label} is no network, so it cannot be opened.")

    def _make_way(self, after: Mapping[ObjectId, Place], name: ObjectId) -> dict[ObjectId, Place]:
        """Let neighbours step aside when a network opens, and back when it closes."""
        if after[name].open:
            before = {**after, name: msgspec.structs.replace(after[name], open=False)}
            self._stepped_aside[name] = moves = make_room(self.graph, before, after, name)
        else:
            there = self._stepped_aside.get(name, {})
            moves = {other: (-dx, -dy) for other, (dx, dy) in there.items()}
        return stepped(after, moves)

    def _label_move(self, wanted: Mapping[ObjectId, Place]) -> str:
        if len(wanted) != 1:
            return f"Move {len(wanted)} objects"
        ((name, place),) = wanted.items()
        label = self.thing(name).label
        if place.open == self._look.places[name].open:
            return f"Move {label}"
        return f"Open {label}" if place.open else f"Close {label}"

    def relayout(self, network: ObjectId) -> None:
        """Lay a network out anew."""
        thing = self.thing(network)
        if thing.kind != "network":
            raise Refusal(f"{thing.label} is no network, so there is nothing to lay out in it.")
        before = self._look.places
        after = {**before, **lay_out_anew(self.graph, before, network)}
        after = stepped(after, make_room(self.graph, before, after, network))
        self._step(f"Lay out {thing.label}", Look(after, self.plots))

    def add_plot(self, plot: Plot) -> None:
        """Show something of an object."""
        if len(self.plots) >= MOST_PLOTS:
            raise Refusal(f"There are {MOST_PLOTS} plots already.", "Close some of them.")
        self._check_plot(plot)
        taken = {other.id for other in self.plots}
        if not plot.id or plot.id in taken:
            plot = msgspec.structs.replace(plot, id=self._free_id(taken))
        self._replot(f"Add {plot.kind} of {self._label(plot)}", (*self.plots, plot))

    def _free_id(self, taken: Iterable[str]) -> str:
        return next(name for n in itertools.count(1) if (name := f"plot{n}") not in taken)

    def change_plot(self, plot: Plot) -> None:
        """Move, resize or reconfigure a plot."""
        old = self._plot(plot.id)
        if plot.object != old.object:
            self._check_plot(plot)
        elif plot.also != old.also:
            self._check_sharing(plot, known={other.object for other in old.also})
        self._check_size(plot)
        plots = tuple(plot if other.id == plot.id else other for other in self.plots)
        self._replot(f"Change {plot.kind} of {self._label(plot)}", plots)

    def remove_plot(self, id: str) -> None:
        """Take a plot away."""
        old = self._plot(id)
        plots = tuple(plot for plot in self.plots if plot.id != id)
        self._replot(f"Close {old.kind} of {self._label(old)}", plots)

    def _plot(self, id: str) -> Plot:
        for plot in self.plots:
            if plot.id == id:
                return plot
        raise Refusal(f"There is no plot {id!r}.", "It may have been closed in another tab.")

    def _check_plot(self, plot: Plot) -> None:
        thing = self.thing(plot.object)
        self._check_shown(thing, plot)
        if plot.kind == "slider" and thing.kind != "node":
            raise Refusal(f"{thing.label} is no Node, and only Nodes have sliders.")
        self._check_sharing(plot)
        self._check_size(plot)

    def _check_shown(self, thing: GraphObject, plot: Plot) -> None:
        attr = shown_attr(plot)
        if attr not in thing.probeable:
            shown = ", ".join(thing.probeable) or "nothing"
            raise Refusal(f"{thing.label} has no {attr} to plot, only {shown}.")

    def _check_sharing(self, plot: Plot, known: Set[ObjectId] = frozenset()) -> None:
        """Check the further objects of a plot; those ``known`` were there and may have vanished."""
        if plot.also and plot.kind not in SHARED:
            raise Refusal(f"A {plot.kind} shows one object; value plots and rasters take several.")
        names = [plot.object, *(other.object for other in plot.also)]
        if len(names) > MOST_SHARING:
            raise Refusal(f"A plot takes {MOST_SHARING} objects.", "Begin another one.")
        for name in names[1:]:
            if names.count(name) > 1:
                raise Refusal(f"{self.thing(name).label} is in this plot already.")
            if name not in known:
                self._check_shown(self.thing(name), plot)

    def _check_size(self, plot: Plot) -> None:
        numbers = (plot.x, plot.y, plot.width, plot.height, plot.window)
        if not all(math.isfinite(number) and abs(number) <= FARTHEST for number in numbers):
            raise Refusal("A plot must have a place and a size within reach.")

    def _label(self, plot: Plot) -> str:
        thing = self._objects.get(plot.object)
        return thing.label if thing is not None else plot.object.rpartition(".")[2]

    def _replot(self, label: str, plots: tuple[Plot, ...]) -> None:
        self._step(label, self._look._replace(plots=plots))

    def _touch(self) -> None:
        self.changed, self.changed_at = True, time.monotonic()

    # Steps

    def _step(self, label: str, look: Look) -> None:
        self._history.record(Step.between(label, self._look, look))
        self._become(look)

    def undo(self) -> None:
        """Take back the last change."""
        self._become(self._history.undo(self._look), "There is nothing to undo.")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._become(self._history.redo(self._look), "There is nothing to do again.")

    def _become(self, look: Look | None, otherwise: str = "") -> None:
        if look is None:
            raise Refusal(otherwise)
        before, self._look = self._look, look
        self._remembered = True
        self._touch()
        moved_ones = {
            name: look.places[name]
            for name in self._objects
            if look.places[name] != before.places.get(name)
        }
        if moved_ones:
            self._tell(Places(places=moved_ones))
        if look.plots != before.plots:
            self._replotted()
        self._tell(self._history.event())
