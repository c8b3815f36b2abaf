"""How a word of the text could go on, and what it means.

The objects of this process are asked first: they know best, and at once. What only the text can
tell is inferred, which may take a while.
"""

from __future__ import annotations

import inspect
import re
from typing import Any

from nengo_gui.editing.changes import Change, character_at, in_editor_units
from nengo_gui.editing.cursor import Cursor
from nengo_gui.editing.inferred import inferred_help, inferred_options
from nengo_gui.editing.scope import Meaning, Scope
from nengo_gui.protocol.questions import Completion, Completions, Explanation

_LONGEST = 600
"""Characters of documentation: its first lines."""


def complete(text: str, at: int, filename: str, folder: str) -> Completions:
    """Return what could stand at a place, counted in UTF-16 units."""
    cursor = Cursor(text, character_at(text, at))
    options = _options(cursor, filename, folder)
    (place,) = in_editor_units(text, [Change(cursor.word_start, cursor.at, "")])
    return Completions(start=place.start, options=tuple(options))


def _options(cursor: Cursor, filename: str, folder: str) -> list[Completion]:
    scope = Scope(cursor.text)
    owner, dot, word = cursor.path.rpartition(".")
    if not dot and (cursor.path or not _hangs(cursor)):
        parameters = _parameters(scope.meaning(cursor.callee)) if cursor.callee else []
        return parameters + [Completion(name, kind) for name, kind in scope.names().items()]
    meaning = scope.meaning(owner) if owner else None
    if meaning is None:
        return inferred_options(cursor, filename, folder)
    names = [name for name in dir(meaning.value) if word.startswith("_") or name[:1] != "_"]
    return [Completion(name, _kind(meaning.value, name)) for name in names]


def _hangs(cursor: Cursor) -> bool:
    """Whether the word hangs by a dot on something that is no name, such as a call."""
    return cursor.text[: cursor.word_start].endswith(".")


def _parameters(meaning: Meaning | None) -> list[Completion]:
    if meaning is None or meaning.is_instance or not callable(meaning.value):
        return []
    return [Completion(f"{name}=", "param") for name in _parameter_names(meaning.value)]


def _parameter_names(value: Any) -> list[str]:
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return []  # some of those written in C keep theirs to themselves
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [parameter.name for parameter in parameters if parameter.kind in named]


def _kind(owner: Any, name: str) -> str:
    value = inspect.getattr_static(owner, name, None)
    if inspect.ismodule(value):
        return "module"
    if inspect.isclass(value):
        return "class"
    return "function" if callable(value) else "instance"


def explain(text: str, at: int, filename: str, folder: str) -> Explanation:
    """Return what the name at a place means."""
    cursor = Cursor(text, character_at(text, at)).to_word_end()
    (place,) = in_editor_units(text, [Change(cursor.word_start, cursor.at, "")])
    title, about = "", ""
    if cursor.word:
        scope = Scope(text)
        meaning = scope.meaning(cursor.path)
        told = _told(cursor.word, meaning) if meaning is not None else None
        told = _told_of_parameter(cursor, scope) or told
        title, about = told or inferred_help(cursor, filename, folder)
    about = about.strip().split("\n\n")[0][:_LONGEST]
    return Explanation(start=place.start, end=place.end, title=title, about=about)


def _told_of_parameter(cursor: Cursor, scope: Scope) -> tuple[str, str] | None:
    """Return what a word means that names an argument: ``radius=``."""
    names_argument = re.match(r"\s*=(?!=)", cursor.text[cursor.at :])
    meaning = scope.meaning(cursor.callee) if names_argument and cursor.callee else None
    if meaning is None or cursor.word not in _parameter_names(meaning.value):
        return None
    doc = inspect.getdoc(meaning.value) or ""
    said = re.search(rf"^{cursor.word} ?:(.*)\n((?:[ \t]+.*\n?|\n(?=[ \t]))*)", doc, re.MULTILINE)
    kind = said.group(1).strip() if said else ""
    about = inspect.cleandoc(said.group(2)) if said else ""
    return f"{cursor.word}: {kind}" if kind else cursor.word, about


def _told(name: str, meaning: Meaning) -> tuple[str, str] | None:
    """Return the signature or the type of an object, and its documentation."""
    value, is_instance = meaning
    about = inspect.getdoc(value) or ""
    if is_instance:
        return f"{name}: {value.__name__}", about
    if inspect.ismodule(value):
        return f"module {value.__name__}", about
    if callable(value):
        # Defaults are often objects that say little by how they are written.
        return f"{name}({', '.join(_parameter_names(value))})", about
    return f"{name}: {type(value).__name__}", ""
