"""What a model file says about itself in its first lines, found without running or parsing it."""

from __future__ import annotations

import re

LOOKED_AT = 4_000
"""Characters; who has not said it by then does not want to say it."""

_DOCSTRING = re.compile(r'\s*(?:#[^\n]*\n\s*)*[rRuU]?("""|\'\'\')(.*?)(?:\1|\Z)', re.DOTALL)
_COMMENT = re.compile(r"\s*((?:#[^\n]*\n)+)")
_HEADLINE = re.compile(r"^(#!|#.*coding[:=])|^#\s*$")
_MAKES_MODEL = re.compile(r"^(?:model\b[^=\n]*=|with\b.*\bas\s+model\s*:)", re.MULTILINE)


def title(text: str) -> str:
    """Return the first sentence of a model's docstring, or else of its leading comment."""
    start = text[:LOOKED_AT]
    found = _DOCSTRING.match(start)
    if found:
        return _first_sentence(found.group(2))
    comment = _COMMENT.match(start)
    if comment is None:
        return ""
    lines = [line for line in comment.group(1).splitlines() if not _HEADLINE.match(line)]
    return _first_sentence("\n".join(line.lstrip("#").strip() for line in lines))


def makes_model(text: str) -> bool:
    """Say whether a file seems to define ``model`` at its top level."""
    return _MAKES_MODEL.search(text) is not None


def _first_sentence(prose: str) -> str:
    paragraph = re.split(r"\n\s*\n", prose.strip(), maxsplit=1)[0]
    line = " ".join(paragraph.split())
    sentence = re.match(r".*?[.!?](?=\s|$)", line)
    return (sentence.group() if sentence else line).rstrip(".")
