"""What lies within the walls: folders to read from, and one to write to."""

from __future__ import annotations

import functools
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from typing import NamedTuple

# Python's own, and what its libraries ask the system for. Not /etc and /proc as such: they tell
# about other people and other programs.
SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone",
    "/etc/mime.types", "/etc/os-release", "/etc/nsswitch.conf",
    "/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/loadavg", "/proc/version",
    "/proc/uptime", "/proc/filesystems", "/proc/sys/vm/overcommit_memory",
    "/proc/sys/kernel/cap_last_cap", "/sys/devices/system/cpu", "/sys/devices/system/node",
    "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
DEVICES = ("/dev/null", "/dev/full")
HOME_VARIABLES = ("HOME", "USERPROFILE")
SCRATCH_VARIABLES = ("TMPDIR", "TEMP", "TMP")
# The decoders of this model are kept here between edits; those of others are not its business.
CACHE_VARIABLE = "XDG_CACHE_HOME"
ENGINE_VARIABLE = "NENGO_COMPILED_CACHE"


class Enclosure(NamedTuple):
    """The world of one worker.

    ``folder`` is that of the model, which may be read; ``scratch`` and ``cache`` may be written,
    and go with the worker and with the server. Empty where there is none.
    """

    folder: str = ""
    scratch: str = ""
    cache: str = ""

    def to_json(self) -> bytes:
        """Write it as one line."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def from_json(cls, line: bytes) -> Enclosure:
        """Read what ``to_json`` wrote."""
        return cls(**json.loads(line))

    @property
    def readable(self) -> list[str]:
        """Files and folders to read from."""
        own = [*safely(self.folder)] if self.folder else []
        return [*installation(), f"/proc/{os.getpid()}", *own]

    @property
    def writable(self) -> list[str]:
        """Folders to write to."""
        return [folder for folder in (self.scratch, self.cache) if folder]

    def move_in(self) -> None:
        """Make these folders the home of this process."""
        if self.scratch:
            os.environ.update(dict.fromkeys((*HOME_VARIABLES, *SCRATCH_VARIABLES), self.scratch))
            os.chdir(self.scratch)
        if self.cache:
            os.environ[CACHE_VARIABLE] = self.cache
        tempfile.tempdir = None  # whoever forked us may have settled on another one
        # A forked process has the luck of its parent, and would choose the names of its files.
        tempfile._name_sequence = None  # type: ignore[attr-defined]
        random.seed()


@functools.cache
def installation() -> tuple[str, ...]:
    """Return where Python and its packages are; asked once, before any worker is forked."""
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    folders = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, *libraries, *_editable()]
    engine = os.environ.get(ENGINE_VARIABLE, "")
    known = dict.fromkeys(os.path.realpath(folder) for folder in (*folders, engine) if folder)
    return (*SYSTEM, *(path for folder in known for path in safely(folder)))


def _editable() -> Iterator[str]:
    """Yield the sources of packages that were installed with ``pip install -e``.

    Those that are not on the path are found by a module that setuptools leaves behind, whose
    ``MAPPING`` tells the folder of each.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("__editable__"):
            yield from getattr(module, "MAPPING", {}).values()


def safely(folder: str) -> Iterator[str]:
    """Yield a folder, or of a home folder and those above it only what a model may know.

    In a home folder, keys and passwords lie in what is hidden. Above it are the homes of others.
    """
    home = os.path.realpath(os.path.expanduser("~"))
    folder = os.path.realpath(folder)
    if os.path.commonpath([home, folder]) != folder:
        yield folder
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and (folder == home or entry.is_file()):
                yield entry.path
