"""Which names a file of the workspace may have: one strict grammar on all systems."""

from __future__ import annotations

import re
from typing import NamedTuple

from nengo_gui.session.refusal import Refusal

EXAMPLE, NEW = "example:", "new:"
LONGEST = 200
"""Bytes of a name; file systems end at 255, and we append to it."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")
# Devices of Windows, whatever follows the first dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class NameRefused(Refusal):
    """A path that may not be shown or written."""


class Name(NamedTuple):
    """A path the screen may name: parts below the workspace, or below the examples."""

    parts: tuple[str, ...]
    example: bool = False

    def __str__(self) -> str:
        """Write the path as the screen does."""
        return (EXAMPLE if self.example else "") + "/".join(self.parts)

    @property
    def last(self) -> str:
        """The name without its folders; empty for the top folder."""
        return self.parts[-1] if self.parts else ""

    @property
    def folder(self) -> Name:
        """The folder it lies in."""
        return self._replace(parts=self.parts[:-1])

    def child(self, part: str) -> Name:
        """Name something in this folder."""
        return self._replace(parts=(*self.parts, part))

    def beside(self, suffix: str) -> Name:
        """Name a companion of this file: the same name with something appended."""
        return self.folder.child(self.last + suffix)


TOP = Name(())
"""The workspace itself."""


def called(path: str) -> str:
    """Return what to call a model in titles."""
    if not path.startswith(NEW):
        return path.rpartition("/")[2].removeprefix(EXAMPLE)
    number = path[len(NEW) :]
    return f"untitled-{number}.py" if number else "untitled.py"


def parse_folder(path: str) -> Name:
    """Read the path of a folder; empty is the workspace, ``example:`` the top of the examples.

    Raises
    ------
    NameRefused
        If a part of it could lead elsewhere, or would not be legal on some system.
    """
    if _ABSOLUTE.match(path) or ".." in path.split("/"):
        raise NameRefused(
            f"{path} leads out of the folder that is open here.",
            "Choose a name in this folder, such as my_model.py or ideas/my_model.py.",
        )
    example = path.startswith(EXAMPLE)
    rest = path[len(EXAMPLE) :] if example else path
    parts = tuple(rest.split("/")) if rest else ()
    for part in parts:
        check(part)
    return Name(parts, example)


def parse_model(path: str) -> Name:
    """Read the path of a model file; raises ``NameRefused`` as ``parse_folder`` does."""
    name = parse_folder(path)
    if not name.last.endswith(".py"):
        raise NameRefused(
            f"{name.last or 'The name'} does not end in .py, but models are Python files.",
            "Choose a name like my_model.py.",
        )
    return name


def check(part: str) -> None:
    """Raise ``NameRefused`` if this cannot be the name of a file or folder we show."""
    found = _FORBIDDEN.search(part)
    if found:
        raise NameRefused(
            f"The name {part!r} contains {found.group()!r}.", "Use letters, digits, - and _."
        )
    if part.startswith("."):
        raise NameRefused(f"{part!r} is hidden: its name starts with a dot.", "Leave out the dot.")
    if not part or part != part.strip() or part.endswith("."):
        raise NameRefused(
            f"The name {part!r} is empty, or begins or ends with a space or a dot.",
            "Write each folder and file with its plain name.",
        )
    if _DEVICES.match(part):
        raise NameRefused(f"{part!r} means a device on Windows.", "Choose another name.")
    if len(part.encode()) > LONGEST:
        raise NameRefused(f"The name is longer than {LONGEST} bytes.", "Choose a shorter name.")
