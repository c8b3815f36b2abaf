"""Frameworks: JAX is needed, Keras only for training, and each says so kindly."""

import subprocess
import sys
import textwrap

import pytest

from nengo.exceptions import SimulationError

pytest.importorskip("nengo_dl")

from nengo_dl.frameworks import import_keras


def run(code):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_keras_is_not_imported_before_it_is_needed():
    done = run(
        """
        import os, sys, nengo, nengo_dl
        with nengo.Network() as net:
            probe = nengo.Probe(nengo.Node([1]))
        with nengo_dl.Simulator(net, progress_bar=False) as sim:
            sim.run_steps(1)
        assert "keras" not in sys.modules
        assert os.environ["KERAS_BACKEND"] == "jax"
        """
    )
    assert done.returncode == 0, done.stderr


def test_without_jax_one_is_told_what_to_install():
    done = run("import sys; sys.modules['jax'] = None; import nengo_dl")
    assert done.returncode == 1
    assert 'pip install "nengo[dl]"' in done.stderr


def test_keras_on_another_framework_is_refused(monkeypatch):
    keras = pytest.importorskip("keras")
    monkeypatch.setattr(keras.backend, "backend", lambda: "torch")
    with pytest.raises(SimulationError, match="before the first import"):
        import_keras()
