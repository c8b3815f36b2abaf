"""What an object was made with, what each of it means, and who decided it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

import nengo
from nengo.params import iter_params
from nengo.transforms import NoTransform
from nengo_gui.protocol.objects import Attribute, ObjectId
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.texts import shown

_ENTRY = re.compile(r"^(\w[\w, ]*) :.*\n((?:[ \t]+.*\n?|\n)*)", re.MULTILINE)
HIDDEN = frozenset({"pre", "post"})
"""Ends of a connection, which are told by their names elsewhere."""
NAMES = {"function_info": "function"}
"""Parameters that users write by another name."""


def attributes_of(object_id: ObjectId, naming: Naming) -> Iterator[Attribute]:
    """Yield the parameters of an object, in the order in which its class declares them."""
    obj = naming.objects[object_id]
    meanings = _meanings(type(obj))  # type: ignore[arg-type]  # classes are hashable
    configs = [network.config for network in _around(object_id, naming)]
    for name in iter_params(obj):
        if name in HIDDEN:
            continue
        origin = _origin(obj, name, getattr(obj, name), configs)
        name = NAMES.get(name, name)
        yield Attribute(name, _text(getattr(obj, name)), origin, meanings.get(name, ""))


def _around(object_id: ObjectId, naming: Naming) -> Iterator[nengo.Network]:
    """Yield the networks around an object, the innermost first."""
    parent = object_id
    while parent := parent.rpartition(".")[0]:
        yield naming.objects[parent]


def _origin(obj: Any, name: str, value: Any, configs: list) -> Any:
    """Say who decided a value.

    A value given where the object is made cannot be told from a config or default that is the
    same; then it makes no difference either.
    """
    for config in configs:
        for base in type(obj).__mro__:
            settings = config.params.get(base)
            if settings is not None and name in settings.params and name in settings:
                return "config" if _same(value, getattr(settings, name)) else "object"
    is_default = _same(value, getattr(type(obj), name).default) or isinstance(value, NoTransform)
    return "default" if is_default else "object"


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    return type(one) is type(other) and bool(one == other)


def _text(value: Any) -> str:
    """Write a value in a few words."""
    if value is None:
        return "none"
    if isinstance(value, np.ndarray) and value.size > 4:
        size = "×".join(map(str, value.shape))
        return f"{size} array from {value.min():.3g} to {value.max():.3g}"
    if inspect.isfunction(value):
        return shown(f"function {value.__name__}")
    return shown(repr(value))


@cache
def _meanings(cls: type) -> Mapping[str, str]:
    """Read what each parameter means from the documentation of a class and its bases."""
    meanings: dict[str, str] = {}
    for base in cls.__mro__:
        for names, text in _ENTRY.findall(inspect.cleandoc(base.__doc__ or "") + "\n"):
            for name in names.split(","):
                meanings.setdefault(name.strip(), " ".join(text.split()))
    return meanings
