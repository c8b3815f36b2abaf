"""Read and write the file beside a model that remembers its layout."""

from __future__ import annotations

from nengo_gui.layout.store import SUFFIX, Sidecar, dump, parse
from nengo_gui.session.handle import FileTrouble
from nengo_gui.session.library import Library
from nengo_gui.session.names import Name

FOREIGN = ".old"
"""What is appended to a file of that name which is not ours, before we write our own."""


def read(library: Library, model: Name) -> Sidecar:
    """Return what is remembered of a model; nothing, if nothing can be read."""
    try:
        content = library.folder(model).read(model.beside(SUFFIX))
        return parse(content.decode("utf-8"))
    except (FileTrouble, ValueError):
        return Sidecar()


def write(library: Library, model: Name, sidecar: Sidecar) -> None:
    """Remember the layout of a model; raises ``FileTrouble`` if that is not possible."""
    folder, name = library.folder(model), model.beside(SUFFIX)
    if folder.stamp(name) is not None and not _ours(library, name):
        folder.set_aside(name, FOREIGN)
    folder.write(name, dump(sidecar).encode("utf-8"))


def _ours(library: Library, name: Name) -> bool:
    try:
        parse(library.folder(name).read(name).decode("utf-8"))
    except (FileTrouble, ValueError):
        return False
    return True
