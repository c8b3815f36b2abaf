"""Tests of models written for the published plugin run with ours."""

import subprocess
import sys

MODEL_TEST = """
import nengo

def test_it_fires(Simulator, PositiveNeuronType):
    with nengo.Network(seed=1) as model:
        ens = nengo.Ensemble(10, 1, neuron_type=PositiveNeuronType())
    with Simulator(model, progress_bar=False) as sim:
        sim.run_steps(3)
"""


def test_the_plugin_gives_simulator_and_neuron_types(tmp_path):
    (tmp_path / "test_model.py").write_text(MODEL_TEST)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "pytest_nengo",
        "--neurons",
        "LIF,LIFRate",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
