"""What every test may ask for: a simulator of each engine, a seed, a generator."""

import functools
import os
from pathlib import Path

import numpy as np
import pytest

from nengo.paths import cache_dir

ENGINES = ["numpy", "compiled"]


@pytest.fixture(params=ENGINES)
def engine(request):
    """Name of the engine under test; a test that asks for it runs once on each."""
    return request.param


@pytest.fixture
def Simulator(engine):
    """A quiet ``nengo.Simulator`` on the engine under test."""
    import nengo

    return functools.partial(nengo.Simulator, engine=engine, progress_bar=False)


@pytest.fixture
def seed(request):
    """A seed that differs from test to test and never from run to run."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(request.node.name)) % 10_000


@pytest.fixture
def rng(seed):
    """A generator of the kind Nengo draws from, seeded by the test's name."""
    return np.random.RandomState(seed)


# The compiled loop depends on nothing that a test does: it stays where this person has it.
os.environ.setdefault("NENGO_COMPILED_CACHE", str(Path(cache_dir()) / "compiled"))


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch, tmp_path):
    """Keep the person who runs the tests out of them, and the tests out of that person's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
