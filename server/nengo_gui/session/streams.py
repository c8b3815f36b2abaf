"""Which stream of samples feeds which plot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from nengo_gui.protocol.frames import FIRST_STREAM
from nengo_gui.protocol.inside import Form, Watch, Watching
from nengo_gui.protocol.objects import Plot, PlotKind, Problem, Stream

_FORMS: Mapping[PlotKind, Form] = {
    "raster": "spikes",
    "voltage": "voltage",
    "heat": "snapshots",
    "grid": "snapshots",
    "image": "snapshots",
    "similarity": "similarity",
    "pointer": "similarity",
    "html": "html",
}


_ATTRS: Mapping[PlotKind, str] = {
    "raster": "spikes",
    "voltage": "voltage",
    "similarity": "similarity",
    "pointer": "similarity",
    "html": "html",
}


PEEK = "peek:"
"""Begins the name of what is looked at without a plot: if it cannot be, nobody is bothered."""

SHARED: frozenset[PlotKind] = frozenset({"value", "raster"})
"""Kinds of plots that show several objects at once."""


def shown_attr(plot: Plot) -> str:
    """Return which of the ``probeable`` names of its object a plot shows."""
    return _ATTRS.get(plot.kind, plot.attr)


class Streams:
    """Numbers for what plots show.

    A plot keeps its number as long as it shows the same thing, also from worker to worker. When it
    shows something else it gets a new one, so that old and new samples cannot be mixed up.
    """

    def __init__(self) -> None:
        self._next = FIRST_STREAM
        self._watches: dict[str, Watch] = {}

    def follow(
        self, plots: Iterable[Plot], peeked: Mapping[str, Watch] = MappingProxyType({})
    ) -> dict[int, Watch]:
        """Take note of what is shown; return what a worker should send, by stream.

        Parameters
        ----------
        plots : iterable of Plot
            The plots there are.
        peeked : mapping of str to Watch
            What is looked at beside them, by a name that is no id of a plot; the number of the
            stream is chosen here.
        """
        wanted = {**{plot.id: _watch(plot) for plot in plots}, **peeked}
        self._watches = {name: self._numbered(name, watch) for name, watch in wanted.items()}
        return {watch.stream: watch for watch in self._watches.values()}

    def _numbered(self, name: str, watch: Watch) -> Watch:
        known = self._watches.get(name)
        if known is not None and known == msgspec.structs.replace(watch, stream=known.stream):
            return known
        self._next += 1
        return msgspec.structs.replace(watch, stream=self._next - 1)

    def described(self, answers: Mapping[int, Watching]) -> tuple[Stream, ...]:
        """Return the streams that exist, from what the worker answered."""
        return tuple(
            Stream(
                plot=plot,
                stream=watch.stream,
                channels=answer.channels,
                labels=answer.labels,
                parts=answer.parts,
            )
            for plot, watch in self._watches.items()
            if (answer := answers.get(watch.stream)) is not None and not answer.problem
        )

    def problems(self, answers: Mapping[int, Watching]) -> tuple[Problem, ...]:
        """Return why the others do not."""
        return tuple(
            Problem(
                message=answer.problem,
                severity="warning",
                remedy="Change what the plot shows, or close it.",
                phase="worker",
                object=watch.object,
            )
            for name, watch in self._watches.items()
            if not name.startswith(PEEK)
            and (answer := answers.get(watch.stream)) is not None
            and answer.problem
        )


def _watch(plot: Plot) -> Watch:
    """Return what a plot needs to be sent; the number of the stream is still to be chosen."""
    attr = shown_attr(plot)
    if plot.kind == "slider":
        # What the model itself puts out, unfiltered, as long as nothing is held.
        return Watch(stream=0, object=plot.object, attr=attr)
    form = _form(plot)
    synapse = None if form in ("spikes", "voltage", "html") else plot.synapse
    return Watch(
        stream=0,
        object=plot.object,
        attr=attr,
        dims=plot.dims,
        also=plot.also,
        synapse=synapse,
        form=form,
    )


def _form(plot: Plot) -> Form:
    if plot.kind == "histogram":  # of neurons it shows one instant, of values the last seconds
        return "snapshots" if plot.attr in ("spikes", "rates") else "samples"
    return _FORMS.get(plot.kind, "samples")
