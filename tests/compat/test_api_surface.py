"""Names, parameters and members of Nengo 4.1 are ours too.

``surface.json`` lists what the published package offers: module, then name, then the parameters
and members of functions and classes. Ours may offer more, after what is listed. Not listed:
``nengo.sys``, which was an import that showed; names that begin with an underscore.
"""

import importlib
import inspect
import json
from pathlib import Path

import numpy as np
import pytest

import nengo

SURFACE = json.loads((Path(__file__).parent / "surface.json").read_text())

NAMED_OTHERWISE = {
    "cont2discrete": "SciPy's own function, as it is named there",
    "SignalDict": "takes an allocator, which a dict of signals is built with",
    "FunctionInfo": "a named tuple, whose fields are now shown",
    "BuiltEnsemble": "a named tuple, whose fields are now shown",
    "BuiltConnection": "a named tuple, whose fields are now shown",
    "CheckedCall": "a named tuple, whose fields are now shown",
}


def every_name():
    for module, names in SURFACE.items():
        for name, expected in names.items():
            yield pytest.param(module, name, expected, id=f"{module}.{name}")


def find(module, name):
    """Return an attribute of a module, or a module inside it."""
    try:
        return getattr(importlib.import_module(module), name)
    except AttributeError:
        return importlib.import_module(f"{module}.{name}")


@pytest.mark.parametrize(("module", "name", "expected"), list(every_name()))
def test_name_of_nengo_4_1_is_ours_too(module, name, expected):
    """It exists; a class has the same bases, a constant the same value."""
    ours = find(module, name)
    bases = {base.__name__ for base in getattr(ours, "__mro__", ())}
    assert bases >= set(expected.get("bases", ()))
    if "value" in expected:
        assert repr(ours) == expected["value"]


@pytest.mark.parametrize(
    ("module", "name", "expected"),
    [case for case in every_name() if "parameters" in case.values[2]],
)
def test_parameters_of_nengo_4_1_come_first_and_in_their_order(module, name, expected):
    """Calls by position keep their meaning; what we add comes after, with a default."""
    if name in NAMED_OTHERWISE:
        pytest.skip(NAMED_OTHERWISE[name])
    parameters = list(inspect.signature(find(module, name)).parameters.values())
    n_shared = len(expected["parameters"])
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    assert [stars.get(p.kind, "") + p.name for p in parameters[:n_shared]] == expected["parameters"]
    assert all(p.default is not inspect.Parameter.empty for p in parameters[n_shared:])


@pytest.mark.parametrize(
    ("module", "name", "expected"), [case for case in every_name() if "members" in case.values[2]]
)
def test_members_of_nengo_4_1_are_ours_too(module, name, expected, instances):
    """Methods are on the class; attributes are there, declared, or on an instance."""
    cls = find(module, name)
    declared = {key for base in cls.__mro__ for key in getattr(base, "__annotations__", ())}
    instance = instances.get(name)
    missing = {
        member
        for member in set(expected["members"]) - declared
        if not hasattr(cls, member) and not hasattr(instance, member)
    }
    assert not missing


@pytest.fixture(scope="module")
def instances():
    """Operators and signals of a model that needs many kinds of them, by the name of the class."""
    with nengo.Network(seed=0) as network:
        noise = nengo.Node(nengo.processes.WhiteNoise(seed=0), size_out=1)
        ens = nengo.Ensemble(5, 1, noise=nengo.processes.WhiteNoise(seed=0))
        nengo.Connection(noise, ens, synapse=None, learning_rule_type=None)
        nengo.Connection(ens, nengo.Node(np.sin, size_in=1, size_out=1), function=np.square)
        nengo.Connection(ens, nengo.Ensemble(5, 1), learning_rule_type=nengo.Voja())
    model = nengo.builder.Model()
    model.build(network)
    made = {type(op).__name__: op for op in model.operators}
    return {**made, "Operator": model.operators[0], "Signal": model.time}
