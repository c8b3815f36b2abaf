"""What the scripts in examples/deep say is so."""

import contextlib
import io
import runpy
from pathlib import Path

import pytest

pytest.importorskip("nengo_dl")
pytest.importorskip("keras")
pytest.importorskip("sklearn")

FOLDER = Path(__file__).parents[2] / "examples" / "deep"

pytestmark = pytest.mark.slow


def run(name):
    """Run a script; return its names."""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(FOLDER / f"{name}.py"))


def test_a_network_of_keras_keeps_its_accuracy_as_spikes():
    names = run("keras-to-snn")
    assert names["keras_accuracy"] > 0.97
    assert names["more"] > names["keras_accuracy"] - 0.02
    assert names["few"] < 0.5


def test_tuning_all_of_a_model_makes_it_better_and_stays_in_the_model():
    names = run("coming-from-nengo")
    assert names["after"] < 0.5 * names["before"]
    assert names["answer"] == pytest.approx(-0.3, abs=0.1)


def test_parts_of_three_frameworks_learn_together():
    assert run("integrating-a-layer")["accuracy"] > 0.9


def test_smoothed_spikes_answer_as_well_as_rates():
    assert run("from-keras")["accuracy"] > 0.94


def test_rates_can_be_pulled_down_without_much_loss():
    names = run("optimising")
    (free, free_rate), (frugal, frugal_rate) = names["free"], names["frugal"]
    assert free > 0.95 and frugal > free - 0.03
    assert frugal_rate < 0.3 * free_rate
