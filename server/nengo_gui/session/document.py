"""The text of one open model, and how it stands to the file on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nengo_gui.protocol.events import Notice, Opened, Saved, TextChanged
from nengo_gui.session.files import Folder
from nengo_gui.session.handle import FileTrouble, Stamp
from nengo_gui.session.library import Library
from nengo_gui.session.lineage import Lineage
from nengo_gui.session.merge import Merged, merge
from nengo_gui.session.names import Name, called, parse_model
from nengo_gui.session.source import Source, decode

TEMPLATE = """import nengo

with nengo.Network(seed=1) as model:
    stimulus = nengo.Node(0.5)
    ensemble = nengo.Ensemble(n_neurons=100, dimensions=1)
    nengo.Connection(stimulus, ensemble)
"""


class DiskChanged(Exception):
    """The file is not what we last saw of it; carries the text it has now."""

    def __init__(self, path: str, disk_text: str) -> None:
        super().__init__(f"{path} changed on disk.")
        self.path = path
        self.disk_text = disk_text


class Edited(NamedTuple):
    """What became of an edit.

    ``base`` is the text it came from, None if that is not known; ``overwritten`` is a text of
    somebody else some of which the edit replaced without knowing it; ``behind`` is True if its
    writer has another text now, or another number of it.
    """

    base: str | None
    overwritten: str | None
    behind: bool


class DiskNews(NamedTuple):
    """Something happened to the file: the text may be another, or no longer on disk."""

    notice: Notice | None = None


class Document:
    """A text that is edited here and stored there; it is never thrown away.

    ::

        saved ──edit──► edited ──save──► saved          edited ──edit back──► saved
          ├─disk changes─► saved, with the new text       └─disk changes─► conflict on save
          └─file vanishes─► edited: the text is only here

    Attributes
    ----------
    path : str
        What the screen calls it: in the workspace, ``example:…`` or ``new:…``.
    text : str
        As it was edited last.
    revision : int
        Counts edits.
    """

    def __init__(self, library: Library, path: str, name: Name | None, source: Source) -> None:
        self.path = path
        self.text = source.text
        self.revision = 0
        self._library = library
        self._name = name
        self._source = source
        self._vanished = False
        self._lineage = Lineage()
        self._lineage.add(self.text, self.revision)
        self._stamp: Stamp | None = self._look() if name is not None else None

    @classmethod
    def open(cls, library: Library, path: str) -> Document:
        """Read a model file; raises ``FileTrouble`` and ``NameRefused``."""
        name = parse_model(path)
        folder = library.folder(name)
        folder.sweep(name.folder)
        return cls(library, str(name), name, decode(folder.read(name)))

    @classmethod
    def lost(cls, library: Library, path: str, text: str) -> Document:
        """Go on with the text of a model whose file is not there."""
        document = cls(library, path, parse_model(path), Source(text))
        document._vanished = True
        return document

    @classmethod
    def new(cls, library: Library, path: str) -> Document:
        """Begin a model that has no file yet."""
        return cls(library, path, None, Source(TEMPLATE))

    @property
    def file(self) -> Name | None:
        """Where it is stored; None for a model that has no file yet."""
        return self._name

    @property
    def name(self) -> str:
        """What to call it in the title."""
        return called(self.path)

    @property
    def saved(self) -> bool:
        """Whether the text is on disk as it stands."""
        at_hand = self._name is not None and not self._vanished
        return at_hand and self.text == self._source.text

    @property
    def untouched(self) -> bool:
        """Whether it has no file and nothing was written into it yet."""
        return self._name is None and not self.revision

    @property
    def writable(self) -> bool:
        """Whether saving needs no other name."""
        return self._name is not None and not self._name.example

    @property
    def filename(self) -> str:
        """What Python calls the file."""
        if self._name is None:
            return str(self._library.workspace.root / self.name)
        return str(self._folder.path(self._name))

    @property
    def folder(self) -> str:
        """Working directory of the model."""
        if self._name is None:
            return str(self._library.workspace.root)
        return str(self._folder.path(self._name.folder))

    @property
    def _folder(self) -> Folder:
        assert self._name is not None
        return self._library.folder(self._name)

    def opened(self) -> Opened:
        """Tell somebody who sees it for the first time."""
        return Opened(
            path=self.path,
            name=self.name,
            text=self.text,
            saved=self.saved,
            revision=self.revision,
            writable=self.writable,
        )

    def changed(self, answers: int) -> TextChanged:
        """Tell that there is another text, which holds a screen's edits up to ``answers``."""
        return TextChanged(
            text=self.text, revision=self.revision, saved=self.saved, answers=answers
        )

    def stored(self) -> Saved:
        """Tell that it is on disk."""
        return Saved(
            path=self.path,
            name=self.name,
            text_hash=self._source.digest,
            revision=self.revision,
        )

    def replace(self, text: str) -> None:
        """Take over a text whatever it came from."""
        self._take(text, self.revision + 1)

    def edit(self, text: str, revision: int, bases: Sequence[int] = ()) -> Edited:
        """Take over what a screen made of an earlier text, with what others wrote meanwhile.

        Parameters
        ----------
        text : str
            All of it.
        revision : int
            The screen's count, which may lag behind ours.
        bases : sequence of int
            Checksums of the texts it came from, the latest first.
        """
        base = self._origin(revision, bases)
        before = self.text
        merged = Merged(text, text == before) if base is None else merge(base, before, text)
        behind = revision <= self.revision or merged.text != text
        self._lineage.add(text)  # the screen goes on from it until it knows better
        self._take(merged.text, max(self.revision + 1, revision))
        return Edited(base, None if merged.clean else before, behind)

    def _origin(self, revision: int, bases: Sequence[int]) -> str | None:
        if bases:
            return self._lineage.find(bases)
        return self.text if revision > self.revision else self._lineage.at(revision - 1)

    def _take(self, text: str, revision: int) -> None:
        self.text, self.revision = text, revision
        self._lineage.add(text, revision)

    def save(self, path: str | None, overwrite: bool) -> None:
        """Write the text to its file, or to another one that from now on is its file.

        Raises
        ------
        DiskChanged
            If the file is not what we last saw of it, unless ``overwrite``.
        FileTrouble, NameRefused
            If it cannot be written; the text stays here.
        """
        name = parse_model(path) if path is not None else self._name
        if name is None or name.example:
            raise FileTrouble(
                f"{self.name} has no file in your folder yet.", "Save it under a name."
            )
        source = self._source._replace(text=self.text)
        if not overwrite:
            self._refuse_to_overwrite(name)
        self._stamp = self._library.folder(name).write(name, source.encode())
        self._name, self.path, self._source = name, str(name), source
        self._vanished = False

    def _refuse_to_overwrite(self, name: Name) -> None:
        folder = self._library.folder(name)
        if folder.stamp(name) is None:
            return
        on_disk = decode(folder.read(name))
        known = name == self._name and on_disk.digest == self._source.digest
        if not known and on_disk.text != self.text:
            raise DiskChanged(str(name), on_disk.text)

    def _look(self) -> Stamp | None:
        assert self._name is not None
        return self._folder.stamp(self._name)

    def look_at_disk(self) -> DiskNews | None:
        """Notice what others did to the file; take over what they wrote if nothing was edited."""
        if self._name is None or self._name.example:
            return None
        stamp = self._look()
        if stamp is None:
            return None if self._vanished else self._gone()
        return self._written(stamp) if self._vanished or stamp != self._stamp else None

    def _gone(self) -> DiskNews:
        assert self._name is not None
        self._vanished = True
        found = self._stamp and self._folder.find(self._name.folder, self._stamp)
        done, instead = (f"renamed to {found}", f", or open {found}") if found else ("removed", "")
        return DiskNews(
            Notice(
                message=f"{self.name} was {done} on disk.",
                remedy=f"Your text is kept here. Save to write the file again{instead}.",
            )
        )

    def _written(self, stamp: Stamp) -> DiskNews | None:
        assert self._name is not None
        try:
            source = decode(self._folder.read(self._name))
        except FileTrouble:
            return None  # being written this moment; the next look will tell
        self._stamp, self._vanished = stamp, False
        if source.text == self.text:
            self._source = source
            return DiskNews()
        if self.text != self._source.text:
            return DiskNews(
                Notice(
                    message=f"{self.name} changed on disk, and was edited here.",
                    remedy="Save to compare the two.",
                )
            )
        self._source = source
        self.replace(source.text)
        return DiskNews()
