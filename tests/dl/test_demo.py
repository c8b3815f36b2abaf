"""The demo that nengo_dl began with, and its classifier of digits."""

import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

import nengo

pytest.importorskip("nengo_dl")

FOLDER = Path(__file__).parents[2] / "examples" / "deep"


def run(name):
    """Run a script; return its names."""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(FOLDER / f"{name}.py"))


def test_the_demo_draws_three_figures_and_spikes_as_the_core_does(monkeypatch):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    monkeypatch.setattr(pyplot, "show", lambda: None)
    names = run("spiking-demo")
    assert len(pyplot.get_fignums()) == 3
    pyplot.close("all")
    with nengo.Simulator(names["net"], progress_bar=False) as sim:
        sim.run_steps(1000)
    ours = names["sim"].data
    assert np.array_equal(ours[names["p_c"]], sim.data[names["p_c"]])
    assert np.allclose(ours[names["p_b"]], sim.data[names["p_b"]], rtol=1e-5, atol=1e-3)


@pytest.mark.slow
def test_digits_are_recognised_as_rates_and_as_spikes():
    pytest.importorskip("sklearn")
    pytest.importorskip("keras")
    names = run("digits")
    assert names["as_rates"] >= 97
    assert names["as_spikes"] >= 95
