"""What the names of a text stand for among the objects of this process; nothing is run for it."""

from __future__ import annotations

import builtins
import inspect
import keyword
import re
import sys
from types import ModuleType
from typing import Any, NamedTuple

_IMPORT = re.compile(r"^[ \t]*import[ \t]+(.+)$", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*|[^(\n]+)", re.MULTILINE)
_DEFINED = re.compile(r"^[ \t]*(def|class)[ \t]+(\w+)", re.MULTILINE)
_SET = re.compile(r"^[ \t]*(\w+)[ \t]*=[ \t]*([\w.]+)?(\()?", re.MULTILINE)
_WITH = re.compile(r"^[ \t]*with[ \t]+([\w.]+)\(.*\)[ \t]+as[ \t]+(\w+)", re.MULTILINE)


class Meaning(NamedTuple):
    """An object of this process; or, of what a text makes, its class."""

    value: Any
    is_instance: bool = False


class Scope:
    """The names of a text.

    Parameters
    ----------
    text : str
        As far as it has been written.
    """

    def __init__(self, text: str) -> None:
        self._imported: dict[str, str] = {}
        self._made: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._read_imports(text)
        for name, value, bracket in _SET.findall(text):
            self._types[name] = "instance"
            self._made[name] = value if bracket else ""
        for made, name in _WITH.findall(text):
            self._types[name], self._made[name] = "instance", made
        for kind, name in _DEFINED.findall(text):
            self._types[name] = "class" if kind == "class" else "function"
            self._made.pop(name, None)

    def _read_imports(self, text: str) -> None:
        for names in _IMPORT.findall(text):
            for module, alias in map(_split, names.split(",")):
                self._import(alias or module.split(".")[0], module if alias else "", module)
        for module, names in _FROM.findall(text):
            for name, alias in map(_split, re.sub(r"\(|#.*", "", names).split(",")):
                if name:
                    self._import(alias or name, f"{module}.{name}", module)

    def _import(self, name: str, meaning: str, module: str) -> None:
        self._imported[name] = meaning or name
        self._types[name] = "module" if meaning in ("", module) else "statement"

    def names(self) -> dict[str, str]:
        """Return all names that can be written as they are, and what kind of thing each is."""
        kept = {name: "keyword" for name in keyword.kwlist}
        for name in dir(builtins):
            kept[name] = "class" if inspect.isclass(getattr(builtins, name)) else "function"
        return kept | self._types

    def meaning(self, path: str) -> Meaning | None:
        """Return what a dotted name stands for, if that is an object of this process."""
        first, *rest = path.split(".")
        if self._made.get(first):
            made = self.meaning(self._made[first])
            if rest or made is None or not inspect.isclass(made.value):
                return None
            return Meaning(made.value, is_instance=True)
        found = self._imported_object(first)
        for name in rest:
            # Only what cannot run code when it is looked at.
            if not isinstance(found, ModuleType) and not inspect.isclass(found):
                return None
            found = inspect.getattr_static(found, name, None)
        return None if found is None else Meaning(found)

    def _imported_object(self, name: str) -> Any:
        if name not in self._imported:
            return None if name in self._types else getattr(builtins, name, None)
        path = self._imported[name]
        if path in sys.modules:
            return sys.modules[path]
        module, _, attribute = path.rpartition(".")
        return getattr(sys.modules.get(module), attribute, None)


def _split(written: str) -> tuple[str, str]:
    """Split ``numpy as np`` into both names."""
    name, _, alias = written.split("#")[0].strip().partition(" as ")
    return name.strip(), alias.strip()
