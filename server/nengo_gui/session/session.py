"""One open model: its text, its worker, its look and those who watch."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from nengo_gui.protocol.events import (
    Drawn,
    Ended,
    GraphChanged,
    Held,
    Inspected,
    Log,
    Plots,
    Pointed,
    Problems,
    Progress,
    Recorded,
    ServerEvent,
    TrustAsked,
    Viewers,
)
from nengo_gui.protocol.objects import LogEntry, ObjectId
from nengo_gui.session import sidecar
from nengo_gui.session.attempt import Opener
from nengo_gui.session.document import Document
from nengo_gui.session.journal import Journal
from nengo_gui.session.keeping import Keeping
from nengo_gui.session.library import Library
from nengo_gui.session.peeks import Peeks
from nengo_gui.session.playback import Playback, Values, any_held
from nengo_gui.session.questions import Questions
from nengo_gui.session.recording import record
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.replay import Replay
from nengo_gui.session.scene import Scene
from nengo_gui.session.streams import Streams
from nengo_gui.session.trust import Trust
from nengo_gui.session.viewers import Audience, Viewer
from nengo_gui.settings import Settings

MOST_LOG_ENTRIES = 1_000
LONGEST_POINTER = 1_000


class Session:
    """One open model. It outlives its viewers: closing the lid loses nothing.

    ::

        open ──► awake ──everybody left for long──► paused ──others need the room──► asleep
                   ▲                                                                    │
                   └───────────────────── somebody watches again ──────────────────────┘

    Its parts each know one thing: ``document`` the text, ``keeping`` what would else
    be lost, ``playback`` the workers, ``scene`` the look, ``questions`` who reads the text,
    ``streams`` who plots what, ``replay`` the samples of the last minute, ``audience`` who watches.
    What happens between them happens here.
    """

    def __init__(
        self,
        settings: Settings,
        library: Library,
        open_worker: Opener,
        document: Document,
        journal: Journal,
        trust: Trust,
        is_open: Callable[[str], bool],
    ) -> None:
        self.document = document
        self._trust = trust
        self.audience = Audience()
        self.keeping = Keeping(journal, document, self.audience.tell)
        later = asyncio.get_running_loop().call_later
        self.playback = Playback(open_worker, stage=self, later=later)
        self.scene = Scene(self.audience.tell, self._replotted)
        self.questions = Questions(open_worker, document, self.scene)
        self.last_watched = time.monotonic()
        self.asleep = True
        self._settings = settings
        self._library = library
        self._is_open = is_open
        self._streams = Streams()
        self._peeks = Peeks()
        self._replay = Replay(settings.kept_seconds, settings.kept_bytes)
        self._holds: dict[ObjectId, Values] = {}
        self._log: deque[LogEntry] = deque(maxlen=MOST_LOG_ENTRIES)
        self._pointers: dict[ObjectId, str] = {}
        self._pages: dict[int, str] = {}
        self._ended: Ended | None = None
        if document.file is not None:
            self.scene.restore(sidecar.read(library, document.file))

    # Those who watch

    def join(self, viewer: Viewer) -> None:
        """Let somebody watch: tell all there is, then what happens from now on."""
        if self.asleep:
            self.load()
        viewer.heard = 0  # it counts its edits anew
        for event in self._all_there_is():
            viewer.tell(event)
        for frame in self._replay:
            viewer.show(frame)
        self.audience.join(viewer)
        self.audience.tell(Viewers(count=len(self.audience)))

    def leave(self, viewer: Viewer) -> None:
        """Let somebody go."""
        self.audience.leave(viewer)
        self._peeks.leave(viewer)
        self._replotted()
        self.audience.tell(Viewers(count=len(self.audience)))
        self.last_watched = time.monotonic()
        if not self.audience:
            self.questions.end()

    def _all_there_is(self) -> list[ServerEvent]:
        scene = self.scene
        events: list[ServerEvent] = [self.document.opened(), self.keeping.offers()]
        if scene.graph.objects:
            graph = GraphChanged(graph=scene.graph, text_revision=scene.graph.revision)
            events += [graph, scene.places()]
        events += [
            self._plots(),
            *(Drawn(stream=stream, html=html) for stream, html in self._pages.items()),
            *(Held(object=name, values=values) for name, values in self._holds.items()),
            *(Pointed(object=name, pointer=text) for name, text in self._pointers.items()),
            self._problems(),
            self.playback.simulation(),
            scene.history(),
            Log(entries=tuple(self._log)),
        ]
        question = self._trust.question(self.document)
        return events + [event for event in (question, self._ended) if event is not None]

    def _plots(self) -> Plots:
        shown = self.playback.shown
        answers = shown.watching if shown is not None else {}
        return Plots(plots=self.scene.plots, streams=self._streams.described(answers))

    def _problems(self) -> Problems:
        judged, shown = self.playback.judged, self.playback.shown
        problems = self.playback.problems
        if judged is shown and shown is not None:
            problems += self._streams.problems(shown.watching)
        revision = judged.revision if judged is not None else self.document.revision
        return Problems(problems=problems, text_revision=revision)

    # What may be asked for

    def edit(self, text: str, revision: int, bases: Sequence[int], by: Viewer) -> None:
        """Take over what a viewer wrote and bring it to life; see ``Document.edit``."""
        edited = self.document.edit(text, revision, bases)
        by.heard = revision
        self.keeping.continued(edited.base)
        if edited.overwritten is not None:
            self.keeping.offer(edited.overwritten, "overwritten")
        # A tab that did not know of another's edit learns what came of its own.
        self._tell_text(but=None if edited.behind else by)
        self._text_is_new()

    def decide(self, offer: str, take: bool) -> None:
        """Take a text that is offered, offering the present one instead; or let it go."""
        chosen = self.keeping.offered(offer)
        if take:
            before, was_saved = self.document.text, self.document.saved
            touched = not self.document.untouched
            self.document.replace(chosen.text)
            if touched and not was_saved:
                self.keeping.offer(before, "overwritten")
            self._tell_text()
            self._text_is_new()
        self.keeping.let_go(chosen)

    def _tell_text(self, but: Viewer | None = None) -> None:
        for viewer in self.audience:
            if viewer is not but:
                viewer.tell(self.document.changed(viewer.heard))

    def _text_is_new(self) -> None:
        self.keeping.keep()
        self._come_to_life()

    def _come_to_life(self) -> None:
        """Load the text, unless a model we have means the same."""
        if self._trust.question(self.document) is not None:
            return  # who is asked has been asked; not again with every letter
        if not self.playback.adopt(self.document.text, self.document.revision):
            self.load()

    def load(self) -> None:
        """Bring the text to life in a fresh worker, if somebody trusts it or it is walled in."""
        document = self.document
        question = self._trust.question(document)
        if question is not None:
            self.audience.tell(question)
            return
        self.asleep = False
        self._ended = None
        self.playback.load(document.text, document.revision, document.filename, document.folder)

    def trust(self) -> None:
        """Let this model run, and others of its folder."""
        self._trust.grant(self.document)
        self.audience.tell(TrustAsked(folder=self.document.folder))
        self.load()

    def save(self, path: str | None, overwrite: bool) -> None:
        """Write the text, and the look beside it; raises ``DiskChanged`` and ``Refusal``."""
        elsewhere = path is not None and path != self.document.path
        if elsewhere and path is not None and self._is_open(path):
            raise Refusal(f"{path} is open in another tab.", "Save under another name.")
        self.document.save(path, overwrite)
        self.keeping.keep()
        if elsewhere:
            self.scene.write_again()
        self.audience.tell(self.document.stored())
        self.remember_look()

    def hold(self, name: ObjectId, values: Values) -> None:
        """Override the output of a Node, or leave it to the model again."""
        thing = self.scene.thing(name)
        if thing.kind != "node" or len(values) != thing.size_out:
            raise Refusal(
                f"{thing.label} puts out {thing.size_out} values, but {len(values)} were given."
                if thing.kind == "node"
                else f"{thing.label} is no Node, and only the output of Nodes can be held."
            )
        self._holds[name] = values
        self.playback.hold(self._holds, name)
        if not any_held(values):
            del self._holds[name]
        self.audience.tell(Held(object=name, values=values))

    def point(self, name: ObjectId, pointer: str) -> None:
        """Put a semantic pointer into a module, or leave its input to the model again."""
        thing = self.scene.thing(name)
        if "similarity" not in thing.probeable:
            raise Refusal(f"{thing.label} has no vocabulary, so no pointer can be put into it.")
        if len(pointer) > LONGEST_POINTER:
            raise Refusal(f"A pointer may have {LONGEST_POINTER} characters, not {len(pointer)}.")
        self._pointers.pop(name, None)
        if pointer:
            self._pointers[name] = pointer
        self.playback.point(self._pointers, name)
        self.audience.tell(Pointed(object=name, pointer=pointer))

    def peek(self, viewer: Viewer, names: tuple[ObjectId, ...]) -> None:
        """Send a viewer what no plot shows; the others get it as well, and do not mind."""
        self._peeks.look(viewer, names)
        self._replotted()

    def record(self, start: float | None, end: float | None) -> Recorded:
        """Return the samples that are kept, as a file."""
        frames = (frame.data for frame in self._replay)
        told = self._plots()
        content = record(frames, told.plots, told.streams, start, end)
        return Recorded(name=self.document.name.removesuffix(".py") + ".npz", content=content)

    def run(self) -> None:
        """Let time pass; in a fresh worker, if there is none."""
        if self.playback.shown is None and self.playback.next is None:
            self.load()
        self.playback.run()

    def reset(self) -> None:
        """Go back to time zero; in a fresh worker, if this one has nothing to reset."""
        if not self.playback.reset():
            self.load()

    def stop(self) -> None:
        """End the workers whatever they do."""
        self.playback.end()
        self.happened(Ended(message="The model was stopped.", remedy="Press Restart."))

    # The passing of time

    def tick(self, now: float) -> None:
        """Do what is due: once a second or so; ``now`` in seconds of the monotonic clock."""
        settings = self._settings
        if not self.audience and now - self.last_watched > 60 * settings.idle_minutes:
            self.playback.rest()
        if now - self.scene.changed_at > settings.sidecar_delay_seconds:
            self.remember_look()
        if self.audience:
            self._look_at_disk()

    def _look_at_disk(self) -> None:
        """Follow what others do to the file."""
        before = self.document.text
        news = self.document.look_at_disk()
        if news is None:
            return
        if news.notice is not None:
            self.audience.tell(news.notice)
        self._tell_text()
        self.keeping.keep()
        if self.document.text != before:
            self._come_to_life()

    def remember_look(self) -> None:
        """Write the look beside the model, if it changed and the model is ours to write."""
        file = self.document.file
        if not self.scene.changed or file is None or file.example:
            return
        self.scene.changed = False
        try:
            sidecar.write(self._library, file, self.scene.sidecar())
        except Refusal as refusal:
            self.happened(Log(entries=(LogEntry(text=refusal.message, source="server"),)))

    def sleep(self) -> None:
        """Give the memory of the workers back; text, look and graph stay."""
        self.remember_look()
        self.playback.end()
        self.asleep = True

    # What the playback tells (Stage)

    def new_model(self) -> None:
        """Show another graph, or the same one with other lines."""
        assert self.playback.shown is not None
        graph = self.playback.shown.graph
        self.audience.tell(GraphChanged(graph=graph, text_revision=graph.revision))
        self._follow_names(self.scene.show(graph))
        self._let_go_of_misfits()
        self.audience.tell(self._plots())

    def _follow_names(self, names: Mapping[ObjectId, ObjectId]) -> None:
        """Go on holding what was held, and pointing at what was pointed at, under new names."""
        for was, now in names.items():
            values, pointer = self._holds.pop(was, None), self._pointers.pop(was, None)
            if values is not None:
                self.audience.tell(Held(object=was, values=(None,) * len(values)))
                if len(values) == self.scene.thing(now).size_out:
                    self.hold(now, values)
            if pointer is not None:
                self.audience.tell(Pointed(object=was, pointer=""))
                self.point(now, pointer)

    def _let_go_of_misfits(self) -> None:
        """Stop holding Nodes that now put out more or fewer values."""
        for thing in self.scene.graph.objects:
            if len(self._holds.get(thing.id, ())) not in (0, thing.size_out):
                self.hold(thing.id, (None,) * thing.size_out)

    def new_verdict(self) -> None:
        """Tell what is wrong now."""
        self.audience.tell(self._problems())

    def new_streams(self) -> None:
        """Tell which plots are fed now, and which cannot be."""
        self.audience.tell(self._plots())
        self.audience.tell(self._problems())

    def new_state(self) -> None:
        """Tell where time stands."""
        self.audience.tell(self.playback.simulation())

    def new_epoch(self) -> None:
        """Forget samples of before."""
        self._replay.clear()
        self.audience.forget_frames()

    def happened(self, event: Progress | Log | Ended | Inspected) -> None:
        """Pass on what only concerns those who watch; keep what latecomers should know."""
        if isinstance(event, Log):
            self._log.extend(event.entries)
        elif isinstance(event, Ended):
            self._ended = event
        self.audience.tell(event)

    def framed(self, frame: bytes, epoch: int) -> None:
        """Pass samples on."""
        stamped = self._replay.take(frame, epoch)
        if stamped is not None:
            self.audience.show(stamped)

    def drawn(self, stream: int, html: str) -> None:
        """Pass a page on."""
        self._pages[stream] = html
        self.audience.tell(Drawn(stream=stream, html=html))

    # What the scene tells

    def _replotted(self) -> None:
        peeked = self._peeks.watches(self.scene.graph)
        watches = self._streams.follow(self.scene.plots, peeked)
        self._pages = {stream: html for stream, html in self._pages.items() if stream in watches}
        self.playback.watch(watches)
        self.audience.tell(self._plots())
