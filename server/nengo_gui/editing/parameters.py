"""What can be given to something of Nengo, and what it makes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import nengo
from nengo.params import Default
from nengo.signatures import constructor_signature

Made = Literal["ensemble", "node", "network", "connection", "probe"]

_MADE: tuple[tuple[type, Made], ...] = (
    (nengo.Ensemble, "ensemble"),
    (nengo.Node, "node"),
    (nengo.Network, "network"),
    (nengo.Connection, "connection"),
    (nengo.Probe, "probe"),
)
_READY_MADE = ("nengo.networks.", "nengo.spa.")
"""Where functions make networks."""
_LONGEST = 120
"""Characters of a default; longer ones tell nobody anything."""


class Parameter(NamedTuple):
    """Something that can be given; ``default`` as it would be written, empty if there is none."""

    name: str
    default: str


def what_makes(meaning: str) -> Made | None:
    """Return what a call of this full name makes; None if it is none of ours, or no object."""
    called = _called(meaning)
    if inspect.isclass(called):
        return next((made for cls, made in _MADE if issubclass(called, cls)), None)
    return "network" if called is not None and meaning.startswith(_READY_MADE) else None


def parameters_of(meaning: str) -> tuple[Parameter, ...]:
    """Return what a call of this full name takes, by position; empty if that is not known."""
    called = _called(meaning)
    if called is None:
        return ()
    signature = (
        constructor_signature(called) if inspect.isclass(called) else inspect.signature(called)
    )
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return tuple(
        Parameter(name, _default(called, name, parameter.default))
        for name, parameter in signature.parameters.items()
        if parameter.kind in named
    )


def _called(meaning: str) -> Callable[..., Any] | None:
    """Return what a full name stands for, if it is a class or a function of Nengo."""
    first, *rest = meaning.split(".")
    found: Any = nengo if first == "nengo" else None
    for name in rest:
        found = getattr(found, name, None)
    return found if callable(found) else None


def _default(called: Any, name: str, default: object) -> str:
    if default is inspect.Parameter.empty:
        return ""
    if default is Default:  # then it is said where the attribute is described
        default = getattr(getattr(called, name, None), "default", None)
    text = repr(default)
    return text if len(text) <= _LONGEST and not text.startswith("<") else ""
