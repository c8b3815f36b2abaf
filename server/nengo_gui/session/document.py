"""The text of one open model, and how it stands to the file on disk."""

from __future__ import annotations

from nengo_gui.protocol.events import Opened, Saved, TextChanged
from nengo_gui.session.files import FileTrouble, Folder, Stamp
from nengo_gui.session.library import Library
from nengo_gui.session.names import NEW, Name, parse_model
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


class Document:
    """A text that is edited here and stored there; it is never thrown away.

    ::

        saved ──edit──► edited ──save──► saved          edited ──edit back──► saved
          └─disk changes─► saved, with the new text       └─disk changes─► conflict on save

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
        self._stamp: Stamp | None = self._look() if name is not None else None

    @classmethod
    def open(cls, library: Library, path: str) -> Document:
        """Read a model file; raises ``FileTrouble`` and ``NameRefused``."""
        name = parse_model(path)
        return cls(library, str(name), name, decode(library.folder(name).read(name)))

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
        if self._name is not None:
            return self._name.last
        number = self.path[len(NEW) :]
        return f"untitled-{number}.py" if number else "untitled.py"

    @property
    def saved(self) -> bool:
        """Whether the text is on disk as it stands."""
        return self._name is not None and self.text == self._source.text

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

    def changed(self) -> TextChanged:
        """Tell that there is another text."""
        return TextChanged(text=self.text, revision=self.revision, saved=self.saved)

    def stored(self) -> Saved:
        """Tell that it is on disk."""
        return Saved(path=self.path, name=self.name, text_hash=self._source.digest)

    def edit(self, text: str, revision: int) -> None:
        """Take over a text; ``revision`` is the screen's count, which may lag behind ours."""
        self.text = text
        self.revision = max(self.revision + 1, revision)

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

    def look_at_disk(self) -> bool:
        """Take over what somebody else wrote, if nothing was edited here; say whether we did."""
        if self._name is None or self._name.example:
            return False
        stamp = self._look()
        if stamp is None or stamp == self._stamp:
            return False
        try:
            source = decode(self._folder.read(self._name))
        except FileTrouble:
            return False  # being written this moment; the next look will tell
        self._stamp = stamp
        was_saved, differs = self.saved, source.text != self.text
        if was_saved or not differs:
            self._source = source
        if was_saved and differs:
            self.edit(source.text, 0)
        return was_saved and differs
