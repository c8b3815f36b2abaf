"""Everything that can be opened: the workspace and the built-in examples."""

from __future__ import annotations

from pathlib import Path

from nengo_gui.protocol.objects import FileEntry
from nengo_gui.session.files import Entry, Folder
from nengo_gui.session.handle import FileTrouble
from nengo_gui.session.names import Name, parse_folder
from nengo_gui.session.source import decode
from nengo_gui.session.titles import makes_model, title


class Library:
    """Finds the folder a name belongs to, and lists what is there."""

    def __init__(self, workspace: Path, examples: Path | None) -> None:
        self.workspace = Folder(workspace, writable=True)
        self._examples = Folder(examples, writable=False) if examples is not None else None

    def folder(self, name: Name) -> Folder:
        """Return the folder a name is to be looked for in.

        Raises
        ------
        FileTrouble
            If examples are asked for and this installation has none.
        """
        if not name.example:
            return self.workspace
        if self._examples is None:
            raise FileTrouble(
                "The built-in examples are not installed.", "Install nengo with pip again."
            )
        return self._examples

    def list(self, path: str) -> tuple[FileEntry, ...]:
        """List a folder for the file browser; raises ``FileTrouble`` and ``NameRefused``."""
        name = parse_folder(path)
        folder = self.folder(name)
        entries = (self._describe(folder, name, entry) for entry in folder.list(name))
        return tuple(entry for entry in entries if entry is not None)

    def _describe(self, folder: Folder, where: Name, entry: Entry) -> FileEntry | None:
        name = where.child(entry.name)
        if entry.is_folder:
            return FileEntry(path=str(name), name=entry.name, kind="folder")
        if not entry.name.endswith(".py"):
            return None
        try:
            text = decode(folder.read(name)).text
        except FileTrouble:
            return FileEntry(path=str(name), name=entry.name, kind="other")
        return FileEntry(
            path=str(name),
            name=entry.name,
            kind="model" if makes_model(text) else "other",
            title=title(text),
        )
