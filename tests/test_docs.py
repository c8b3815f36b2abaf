"""Every public name says what it is, and what it takes.

Public is what can be reached without an underscore in modules of `nengo`; the parameters of the
names that Nengo 4.1 published too, which libraries and models call, must each be mentioned: in the
docstring itself, in that of a base or of the class, or in one that the docstring says to see.
"""

import importlib
import inspect
import json
import pkgutil
import re
from pathlib import Path

import pytest

import nengo

PUBLISHED = json.loads((Path(__file__).parent / "compat" / "surface.json").read_text())

CONTRACTS = {
    "coerce": {"obj", "conn", "probe", "value"},
    "check_type": {"obj"},
    "hashvalue": {"obj"},
    "function_args": {"conn", "obj"},
}
"""Parameters explained once, at `nengo.params.Parameter`, for methods that users never call."""

PLAIN = {"self", "cls", "args", "kwargs", "add_to_container"}
"""Parameters that mean the same everywhere."""


def every_module():
    names = ["nengo", *(found.name for found in pkgutil.walk_packages(nengo.__path__, "nengo."))]
    return [name for name in names if not any(part.startswith("_") for part in name.split("."))]


def documented_members(cls):
    """Yield the name and the function of public methods and properties that a class defines."""
    for name, member in vars(cls).items():
        function = member.fget if isinstance(member, property) else member
        function = getattr(function, "__func__", function)
        if not name.startswith("_") and inspect.isfunction(function):
            yield name, function


@pytest.mark.parametrize("module_name", every_module())
def test_every_public_name_has_a_docstring(module_name):
    """The module, its classes and functions, their methods and properties."""
    module = importlib.import_module(module_name)
    silent = [] if module.__doc__ else [module_name]
    for name, thing in vars(module).items():
        is_own = getattr(thing, "__module__", None) == module_name and not name.startswith("_")
        if is_own and (inspect.isclass(thing) or inspect.isfunction(thing)) and not thing.__doc__:
            silent.append(name)
        if is_own and inspect.isclass(thing):
            members = documented_members(thing)
            silent += [f"{name}.{key}" for key, method in members if not method.__doc__]
    assert not silent


def published():
    """List classes, functions and methods that both Nengos have, with what documents them."""
    cases = {}
    for module_name, names in PUBLISHED.items():
        module = importlib.import_module(module_name)
        for name in names:
            thing = getattr(module, name, None)
            if inspect.isclass(thing) and thing.__module__.startswith("nengo."):
                docs = [base.__doc__ or "" for base in thing.__mro__[:-1]]
                cases[f"{thing.__module__}.{name}"] = (name, thing, docs)
                for key, method in documented_members(thing):
                    inherited = [getattr(base, key).__doc__ or "" for base in having(thing, key)]
                    cases[f"{thing.__module__}.{name}.{key}"] = (key, method, inherited + docs)
            elif inspect.isfunction(thing) and thing.__module__.startswith("nengo."):
                cases[f"{thing.__module__}.{name}"] = (name, thing, [thing.__doc__ or ""])
    return [pytest.param(*case, id=path) for path, case in cases.items()]


def having(cls, key):
    return [base for base in cls.__mro__ if hasattr(base, key)]


@pytest.mark.parametrize(("name", "thing", "docs"), published())
def test_every_published_parameter_is_mentioned(name, thing, docs):
    """By its name, unless the docstring sends the reader elsewhere."""
    try:
        parameters = set(inspect.signature(thing).parameters)
    except ValueError:  # exceptions without a constructor of their own
        return
    if re.search(r"[Ss]ee\s+`", docs[0]):
        return
    unsaid = parameters - PLAIN - CONTRACTS.get(name, set())
    text = " ".join(docs)
    assert not {word for word in unsaid if not re.search(rf"\b{re.escape(word)}\b", text)}
