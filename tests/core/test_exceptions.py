"""Errors: what they say, and what they know."""

import pickle
import types

import pytest

import nengo
from nengo import exceptions
from nengo.exceptions import (
    BuildError,
    MovedError,
    NengoException,
    ObsoleteError,
    ReadonlyError,
    ValidationError,
)


def test_a_validation_error_names_the_attribute_and_its_owner():
    assert str(ValidationError("too big", attr="radius")) == "radius: too big"
    assert str(ValidationError("too big", attr="tau", obj=nengo.LIF)) == "LIF.tau: too big"
    assert str(ValidationError("too big", attr="tau", obj=nengo.LIF())) == "LIF.tau: too big"


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        ("ValidationError", ValueError),
        ("ReadonlyError", ValueError),
        ("ConvergenceError", RuntimeError),
        ("BuildError", ValueError),
        ("ConfigError", ValueError),
        ("SpaModuleError", ValueError),
        ("SpaParseError", ValueError),
        ("SimulationError", RuntimeError),
        ("SignalError", ValueError),
        ("FingerprintError", ValueError),
        ("NetworkContextError", RuntimeError),
        ("Unconvertible", ValueError),
        ("CacheIOError", OSError),
    ],
)
def test_errors_can_be_caught_as_ours_and_as_python_s(error, builtin):
    assert issubclass(getattr(exceptions, error), NengoException)
    assert issubclass(getattr(exceptions, error), builtin)


def test_an_error_tells_where_its_object_was_made():
    made_in_line_7 = types.SimpleNamespace(_birthplace=("/models/model.py", 7))
    error = ValidationError("too big", attr="radius", obj=made_in_line_7)
    assert error.birthplace == ("/models/model.py", 7)
    assert str(error) == "SimpleNamespace.radius: too big (made at model.py line 7)"


def test_the_first_birthplace_known_stays():
    inner = types.SimpleNamespace(_birthplace=("a.py", 1))
    outer = types.SimpleNamespace(_birthplace=("a.py", 2))
    assert BuildError("no decoders").at(inner).at(outer).birthplace.line == 1
    assert BuildError("no decoders").at(object()).birthplace is None


def test_a_readonly_error_explains_itself():
    assert "read-only" in str(ReadonlyError("seed"))
    assert str(ReadonlyError("seed", msg="is fixed")) == "seed: is fixed"


def test_former_names_say_what_to_use_now():
    text = str(ObsoleteError("Use Node.", since="2.1.0", url="https://example.org"))
    assert text.startswith("Obsolete since 2.1.0: Use Node.")
    assert text.endswith("https://example.org")
    assert str(ObsoleteError("Use Node.")) == "Obsolete: Use Node."
    assert "nengo_extras" in str(MovedError("nengo_extras.gui"))


@pytest.mark.parametrize(
    "error",
    [
        ValidationError("too big", "radius", nengo.LIF()),
        ReadonlyError("seed", nengo.LIF()),
        ObsoleteError("Use Node.", since="2"),
        MovedError("elsewhere"),
        BuildError("no decoders"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_travel_between_processes(error):
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
