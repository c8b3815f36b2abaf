"""Turns errors of the model into problems: which line, what was seen, what to do."""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Literal

from nengo.exceptions import NengoException
from nengo_gui.protocol.objects import ObjectId, Problem
from nengo_gui.worker.guards import RuleBroken
from nengo_gui.worker.positions import Span
from nengo_gui.worker.remedies import remedy_for
from nengo_gui.worker.source import Source
from nengo_gui.worker.texts import MAX_MESSAGE, shown

Phase = Literal["check", "load", "build", "step"]
MAX_TRACEBACK = 20_000


def problem_of(
    error: BaseException,
    source: Source,
    phase: Phase,
    namespace: Mapping[str, Any] | None = None,
    object_id: ObjectId | None = None,
    line: int | None = None,
) -> Problem:
    """Say what went wrong so that the user knows what to do next.

    Parameters
    ----------
    error : BaseException
        As caught.
    source : Source
        The model.
    phase : str
        When it happened.
    namespace : mapping, optional
        The names of the model file.
    object_id : str, optional
        The graph object it happened in, if that is known.
    line : int, optional
        Where to look if the error went through no line of the model.
    """
    span = _place(error, source, line)
    return Problem(
        message=shown(_message(error, source), MAX_MESSAGE),
        line=span and span.line,
        column=span and span.column,
        end_column=span and span.end_column,
        remedy=shown(remedy_for(error, namespace or {})),
        phase=phase,
        object=object_id,
        traceback=shown(_users_traceback(error, source)[-MAX_TRACEBACK:], MAX_TRACEBACK),
    )


def syntax_problem(error: SyntaxError, source: Source, in_bytes: bool) -> Problem:
    """Say what is wrong with text that is not Python.

    Parameters
    ----------
    in_bytes : bool
        Whether its columns are counted in bytes, as those of errors found after parsing are.
    """
    line = min(error.lineno or 1, len(source.positions.lines))
    column = max((error.offset or 1) - 1, 0)
    end_offset = error.end_offset or 0
    end = end_offset - 1 if end_offset > 0 and error.end_lineno == error.lineno else None
    if in_bytes:
        span = source.positions.of_bytes(line, column, end)
    else:
        span = source.positions.of_characters(line, column, end)
    return Problem(
        message=shown(f"{type(error).__name__}: {error.msg}", MAX_MESSAGE),
        line=span.line,
        column=span.column,
        end_column=span.end_column,
        phase="check",
    )


def _place(error: BaseException, source: Source, line: int | None) -> Span | None:
    """Return the innermost place in the model that the error went through, or where to look."""
    for cause in _with_causes(error):
        for trace in reversed(_traces(cause)):
            code = trace.tb_frame.f_code
            if code.co_filename == source.filename:
                return source.span_of(code, trace.tb_lasti, trace.tb_lineno)
    if line is not None:
        return Span(line)
    place = getattr(error, "birthplace", None)
    return Span(place.line) if place is not None and place.file == source.filename else None


def _with_causes(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__
    return chain


def _traces(error: BaseException) -> list[TracebackType]:
    """Return the steps of an error's traceback, outermost first."""
    traces, trace = [], error.__traceback__
    while trace is not None:
        traces.append(trace)
        trace = trace.tb_next
    return traces


def _message(error: BaseException, source: Source) -> str:
    if isinstance(error, SystemExit):
        return "The model ends the program here, but the editor runs it."
    text = _text_of(error, source)
    if isinstance(error, RuleBroken):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _text_of(error: BaseException, source: Source) -> str:
    try:
        text = str(error)
    except Exception as own_error:  # the model's own class of error
        return f"(its message cannot be shown: {type(own_error).__name__})"
    if isinstance(error, NengoException) and error.birthplace is not None:
        text = text.removesuffix(f" (made at {error.birthplace})")  # the line is marked instead
    return text + _elsewhere(error, source)


def _elsewhere(error: BaseException, source: Source) -> str:
    """Name the line of a module beside the model, if the error began there."""
    for trace in reversed(_traces(error)):
        file = trace.tb_frame.f_code.co_filename
        if file == source.filename:
            break
        if source.is_users(file):
            return f" (in {os.path.relpath(file, source.folder)}, line {trace.tb_lineno})"
    return ""


def _users_traceback(error: BaseException, source: Source) -> str:
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if source.is_users(frame.filename)
    ]
    if not frames:
        return ""
    lines = ["Traceback (most recent call last):\n", *traceback.format_list(frames)]
    return "".join([*lines, *traceback.format_exception_only(type(error), error)])
