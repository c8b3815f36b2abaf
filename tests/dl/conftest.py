"""What tests of nengo_dl may ask for."""

import functools

import pytest


@pytest.fixture
def DLSimulator():
    """A quiet ``nengo_dl.Simulator``."""
    nengo_dl = pytest.importorskip("nengo_dl")
    return functools.partial(nengo_dl.Simulator, progress_bar=False)
