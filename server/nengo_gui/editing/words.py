"""How a word of the text could go on, and what it means, read from the installed packages.

Nothing of the text is run for it: what names stand for is inferred.
"""

from __future__ import annotations

import functools
import os
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jedi
from jedi.api.classes import BaseSignature, Name
from jedi.api.environment import InterpreterEnvironment

from nengo_gui.editing.changes import Change, character_at, in_editor_units
from nengo_gui.protocol.questions import Completion, Completions, Explanation

MOST = 300
"""Options; nobody looks at more, and another letter narrows them."""
_LONGEST = 600
"""Characters of documentation: its first lines."""


def complete(text: str, at: int, filename: str, folder: str) -> Completions:
    """Return what could stand at a place, counted in UTF-16 units."""
    here = character_at(text, at)
    line, column = _position(text, here)
    script = _script(text, filename, folder)
    found = _quietly(lambda: script.complete(line, column))
    begun = max((option.get_completion_prefix_length() for option in found), default=0)
    (start,) = in_editor_units(text, [Change(here - begun, here, "")])
    # What belongs to the inside of things is offered only to those who ask by an underscore.
    wanted = text[here - begun : here].startswith("_")
    options = [each for each in found if wanted or not each.name.startswith("_")]
    return Completions(
        start=start.start,
        options=tuple(
            Completion(label=each.name_with_symbols, type=each.type) for each in options[:MOST]
        ),
    )


def explain(text: str, at: int, filename: str, folder: str) -> Explanation:
    """Return what the name at a place means."""
    here = character_at(text, at)
    start, end = _word_at(text, here)
    nothing = Explanation(start=at, end=at, title="", about="")
    if start == end:
        return nothing
    line, column = _position(text, here)
    script = _script(text, filename, folder)
    found = _quietly(lambda: script.help(line, column))
    if not found or found[0].type == "keyword":
        return nothing
    (span,) = in_editor_units(text, [Change(start, end, "")])
    return Explanation(
        start=span.start, end=span.end, title=_title(found[0]), about=_about(found[0])
    )


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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ask()
        except Exception:  # it is a guess by a foreign parser: no guess is an answer too
            return []


def _position(text: str, character: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, character) + 1
    return text.count("\n", 0, character) + 1, character - line_start


def _word_at(text: str, character: int) -> tuple[int, int]:
    start = end = character
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return start, end


def _title(name: Name) -> str:
    signatures: list[BaseSignature] = name.get_signatures()
    if signatures:
        return f"{signatures[0].name}({', '.join(_parameter(p) for p in signatures[0].params)})"
    return name.description


def _parameter(parameter: Name) -> str:
    """Write a parameter as in a signature; ours say by a sentinel that a default is elsewhere."""
    written = parameter.description.removeprefix("param ")
    return written.split(":")[0].split("=")[0].strip()


def _about(name: Name) -> str:
    text = name.docstring(raw=True).strip()
    first = text.split("\n\n")[0].strip()
    return first[:_LONGEST]
