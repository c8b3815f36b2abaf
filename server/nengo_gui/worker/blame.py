"""Which object, and which function of the model, gave a wrong value in a step."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

import nengo
from nengo_gui.protocol.objects import ObjectId
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.source import Source


class Culprit(NamedTuple):
    """The object, and the line of its function; None where that is not known."""

    object_id: ObjectId | None
    line: int | None


def find_culprit(error: BaseException, naming: Naming, source: Source) -> Culprit:
    """Find who gave a wrong value, from where the object was made that the error tells.

    An object that has a function is preferred: several objects may be made in one line.
    """
    place = getattr(error, "birthplace", None)
    suspects = [Culprit(*suspect) for suspect in _made_at(place, naming, source)]
    guilty = [suspect for suspect in suspects if suspect.line is not None]
    return (guilty or suspects or [Culprit(None, None)])[0]


def _made_at(place: Any, naming: Naming, source: Source) -> Iterator[tuple[ObjectId, int | None]]:
    for object_id, obj in naming.objects.items():
        if place is not None and obj._birthplace == place:
            yield object_id, _function_line(obj, source)


def _function_line(obj: Any, source: Source) -> int | None:
    function = obj.output if isinstance(obj, nengo.Node) else getattr(obj, "function", None)
    code = getattr(inspect.unwrap(function), "__code__", None) if callable(function) else None
    if code is None or code.co_filename != source.filename:
        return None
    return code.co_firstlineno
