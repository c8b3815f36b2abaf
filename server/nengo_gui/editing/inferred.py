"""What names stand for that no installed object can tell: inferred by Jedi from the text alone."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jedi
from jedi.api.classes import BaseSignature, Name
from jedi.api.environment import InterpreterEnvironment

from nengo_gui.editing.cursor import Cursor
from nengo_gui.protocol.questions import Completion

MOST = 300
"""Options; nobody looks at more, and another letter narrows them."""
PATIENCE = 5.0
"""Seconds of computing for a guess."""


def inferred_options(cursor: Cursor, filename: str, folder: str) -> list[Completion]:
    """Return what could stand at a place."""
    script = _script(cursor.text, filename, folder)
    found = _quietly(lambda: script.complete(cursor.line, cursor.column))
    # What belongs to the inside of things is offered only to those who ask by an underscore.
    wanted = [each for each in found if cursor.word.startswith("_") or each.name[:1] != "_"]
    return [Completion(label=each.name, type=each.type) for each in wanted[:MOST]]


def inferred_help(cursor: Cursor, filename: str, folder: str) -> tuple[str, str]:
    """Return the signature of what a name stands for, or its type, and what is said of it."""
    script = _script(cursor.text, filename, folder)
    found = _quietly(lambda: script.help(cursor.line, cursor.column))
    if not found or found[0].type == "keyword":
        return "", ""
    return _title(found[0]), str(found[0].docstring(raw=True))


def _script(text: str, filename: str, folder: str) -> jedi.Script:
    _keep_what_was_parsed()
    project = jedi.Project(
        folder or os.sep, sys_path=[*([folder] if folder else []), *sys.path], smart_sys_path=False
    )
    # This very interpreter: another one would be another process, which nobody may start here.
    environment = InterpreterEnvironment()
    return jedi.Script(text, path=filename or None, environment=environment, project=project)


@functools.cache
def _keep_what_was_parsed() -> None:
    """Give parsed packages a folder to lie in as long as this process lives.

    Once a day the old ones are cleared out there, and that is noted by touching a file, which is
    forbidden behind our walls; where there is a fresh note, nobody tries.
    """
    folder = Path(tempfile.mkdtemp(prefix="parsed-"))
    (folder / "PARSO-CACHE-LOCK").touch()
    jedi.settings.cache_directory = folder


def _quietly(ask: Callable[[], list[Any]]) -> list[Any]:
    """Return what is found; a text half written may confuse even those who expect it."""
    with warnings.catch_warnings(), _alarm():
        warnings.simplefilter("ignore")
        try:
            return ask()
        except (_Late, Exception):  # it is a guess by a foreign parser: none is an answer too
            return []


class _Late(BaseException):
    """It takes too long. Nobody in between should take this for an error of his own."""


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    """Give up after a while: what some packages say of themselves takes minutes to read."""
    is_main = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "setitimer") or not is_main:
        yield
        return

    def ring(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _title(name: Name) -> str:
    signatures: list[BaseSignature] = name.get_signatures()
    if signatures:
        return f"{signatures[0].name}({', '.join(_parameter(p) for p in signatures[0].params)})"
    return name.description


def _parameter(parameter: Name) -> str:
    """Write a parameter as in a signature; ours say by a sentinel that a default is elsewhere."""
    written = parameter.description.removeprefix("param ")
    return written.split(":")[0].split("=")[0].strip()
