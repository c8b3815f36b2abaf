"""Which engine a simulator gets, and what is said when it cannot have it."""

import importlib.util

import pytest

import nengo
from nengo.engine.targets import VARIABLE, choose_target
from nengo.exceptions import ValidationError


def kind(engine=None):
    """Return the name of the class that is chosen."""
    return type(choose_target(engine)).__name__


@pytest.fixture
def setting():
    """Return a function that sets the engine in the settings of the process."""
    before = nengo.rc.get("nengo.Simulator", "engine")
    yield lambda engine: nengo.rc.set("nengo.Simulator", "engine", engine)
    nengo.rc.set("nengo.Simulator", "engine", before)


def test_an_argument_beats_the_environment_which_beats_the_settings(setting, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert kind() == "AutoTarget"
    setting("numpy")
    assert kind() == "NumpyTarget"
    monkeypatch.setenv(VARIABLE, "auto")
    assert kind() == "AutoTarget"
    assert kind("numpy") == "NumpyTarget"
    monkeypatch.setenv(VARIABLE, "")
    assert kind() == "NumpyTarget"


def test_a_name_that_is_no_engine_is_refused_with_its_source(setting, monkeypatch):
    with pytest.raises(ValidationError, match=r"engine is 'gpu'.*'numpy'"):
        choose_target("gpu")
    monkeypatch.delenv(VARIABLE, raising=False)
    setting("fast")
    with pytest.raises(ValidationError, match=r"nengo\.Simulator\.engine is 'fast'"):
        choose_target()
    monkeypatch.setenv(VARIABLE, "slow")
    with pytest.raises(ValidationError, match="NENGO_ENGINE is 'slow'"):
        choose_target()


def test_without_a_compiler_the_compiled_engine_says_how_to_get_one(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install.*numba"):
        nengo.Simulator(nengo.Network(), engine="compiled", progress_bar=False)
    assert kind("auto") == "AutoTarget"
    with nengo.Simulator(nengo.Network(), engine="auto", progress_bar=False) as sim:
        sim.run_steps(3)
