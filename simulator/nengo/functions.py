"""Calling and naming functions that somebody else wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class CheckedCall(NamedTuple):
    """The ``value`` a call gave, and whether the function was ``invoked`` at all."""

    value: Any
    invoked: bool


def checked_call(func: Callable, *args: Any, **kwargs: Any) -> CheckedCall:
    """Call ``func(*args, **kwargs)``; tell a wrong signature apart from an error inside.

    Returns
    -------
    CheckedCall
        ``(result, True)``, or ``(None, False)`` if ``func`` does not take these arguments.
        Errors raised by the body of the function pass through.
    """
    try:
        return CheckedCall(func(*args, **kwargs), True)
    except TypeError as error:
        if _body_was_entered(error):
            raise
        return CheckedCall(None, False)


def function_name(func: Any) -> str:
    """Name of the function ``func``, or the class name of a callable object."""
    return getattr(func, "__name__", type(func).__name__)


def _body_was_entered(error: TypeError) -> bool:
    # A refused argument list leaves no frame below our own. Neither does a function written in
    # C that fails inside; it is blamed on the signature, which is the likelier mistake.
    return error.__traceback__ is not None and error.__traceback__.tb_next is not None
