"""Models run, and are checked, from the shell."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from nengo_gui.cli import main
from nengo_gui.subcommands import SENTENCES

MODEL = '''"""A wave, represented by few neurons."""
import nengo
import numpy as np
n_neurons = 20
speed: float = (2 *
                np.pi)
with nengo.Network(seed=3) as model:
    wave = nengo.Node(lambda t: np.sin(speed * t))
    ens = nengo.Ensemble(n_neurons, 2)
    nengo.Connection(wave, ens[0])
    out = nengo.Probe(ens, synapse=0.01)
    spikes = nengo.Probe(ens.neurons, sample_every=0.01)
'''
FAILING = "    broken = nengo.Node(lambda t: 1 if t < 0.05 else [1, 2])\n"


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """Run ``nengo`` in a folder that holds a model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wave.py").write_text(MODEL)

    def command(*words):
        command = [sys.executable, "-W", "error", "-m", "nengo_gui", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    return command


def test_what_the_probes_recorded_is_saved_under_their_names(shell):
    done = shell("run", "wave.py", "--time", "0.1", "--out", "wave.npz", "--seed", "1")
    assert done.returncode == 0, done.stderr
    data = np.load("wave.npz")
    assert {name: data[name].shape for name in data.files} == {
        "t": (100,),
        "out": (100, 2),
        "spikes.t": (10,),
        "spikes": (10, 20),
    }
    np.testing.assert_allclose(data["t"], np.arange(1, 101) * 0.001)
    assert data["spikes"].any()
    assert "out: (100, 2)" in done.stdout and "× real time" in done.stdout


def test_a_table_has_a_column_for_each_number(shell, tmp_path):
    (tmp_path / "wave.py").write_text(MODEL.replace(", sample_every=0.01", ""))
    assert shell("run", "wave.py", "--time", "0.02", "-o", "wave.csv").returncode == 0
    header, *rows = (tmp_path / "wave.csv").read_text().splitlines()
    assert header.split(",")[:4] == ["t", "out[0]", "out[1]", "spikes[0]"]
    assert len(rows) == 20
    assert all(len(row.split(",")) == 1 + 2 + 20 for row in rows)


def test_a_table_refuses_samples_of_different_times(shell, tmp_path):
    done = shell("run", "wave.py", "--time", "0.02", "-o", "wave.csv")
    assert done.returncode == 1
    assert "sample_every" in done.stderr and ".npz" in done.stderr
    assert list(tmp_path.glob("*.csv*")) == []


def test_parameters_replace_values_of_the_file_and_move_no_line(shell, tmp_path):
    (tmp_path / "wave.py").write_text(MODEL + FAILING)
    done = shell("run", "wave.py", "-p", "n_neurons=31", "-p", "speed=1.5", "--time", "0.02")
    assert "31 neurons" in done.stdout
    done = shell("run", "wave.py", "-p", "speed=1.5", "--time", "0.1")
    line = (MODEL + FAILING).splitlines().index(FAILING.rstrip()) + 1
    assert f"wave.py:{line}: error" in done.stderr


def test_a_parameter_that_the_file_does_not_have_is_named(shell):
    done = shell("check", "wave.py", "-p", "neurons=3")
    assert done.returncode == 1
    assert "`neurons`" in done.stderr and "n_neurons, speed" in done.stderr


def test_what_was_recorded_before_an_error_is_kept(shell, tmp_path):
    (tmp_path / "wave.py").write_text(MODEL + FAILING)
    done = shell("run", "wave.py", "--time", "0.1", "--out", "wave.npz")
    assert done.returncode == 1
    data = np.load("wave.npz")
    assert len(data["t"]) == len(data["out"]) == 49


def test_saving_without_probes_is_refused_before_time_is_spent(shell, tmp_path):
    (tmp_path / "wave.py").write_text("import nengo\nmodel = nengo.Network()\n")
    done = shell("run", "wave.py", "--out", "wave.npz")
    assert done.returncode == 1
    assert "no probes" in done.stderr and "nengo.Probe" in done.stderr


def test_a_good_model_passes_the_check(shell):
    done = shell("check", "wave.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing is wrong" in done.stdout and "20 neurons" in done.stdout


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (MODEL + "x = (\n", "13:5", "never closed"),
        (MODEL + "import matplotlib\n", "13:1", "Matplotlib"),
        (MODEL + "sim = nengo.Simulator(model)\n", "13:7", "Simulator"),
        (MODEL.replace("as model", "as net"), "7", "not `model`"),
        (MODEL.replace("n_neurons = 20", "n_neurons = -1"), "9:11", "n_neurons"),
        (MODEL.replace("ens = nengo.Ensemble(n_neurons, 2)", "ens = enigma"), "9:11", "NameError"),
    ],
)
def test_a_faulty_model_is_told_at_its_line(shell, tmp_path, text, place, words):
    (tmp_path / "wave.py").write_text(text)
    done = shell("check", "wave.py")
    assert done.returncode == 1
    assert f"wave.py:{place}" in done.stderr and words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_is_told(shell, tmp_path):
    assert "no such file" in shell("check", "gone.py").stderr
    (tmp_path / "wave.py").write_bytes(b"# \xff\n")
    done = shell("check", "wave.py")
    assert done.returncode == 1 and "UTF-8" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_an_interrupt_keeps_what_was_recorded(shell, tmp_path):
    command = [sys.executable, "-m", "nengo_gui", "run", "wave.py", "-t", "1e6", "-o", "wave.npz"]
    (tmp_path / "wave.py").write_text(
        MODEL.replace("np.sin(", "print('on', flush=True) or np.sin(")
    )
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        for _ in range(200):
            assert process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGINT, errors
    assert len(np.load("wave.npz")["t"]) > 50


def test_examples_are_listed_and_copied_but_nothing_is_overwritten(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["examples"]) == 0
    assert "tutorial/15-lorenz.py" in capsys.readouterr().out
    assert main(["examples", "tutorial/15-lorenz.py"]) == 0
    assert {file.name for file in tmp_path.iterdir()} == {"15-lorenz.py", "15-lorenz.py.cfg"}
    (tmp_path / "15-lorenz.py").write_text("mine")
    assert main(["examples", "tutorial/15-lorenz.py"]) == 1
    assert (tmp_path / "15-lorenz.py").read_text() == "mine"
    assert main(["examples", "../README.md"]) == 2


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(f"nengo {name}" in told for name in SENTENCES)


def test_warming_up_leaves_machine_code_behind(shell):
    """Where it is there already, nothing is compiled again."""
    assert shell("warmup").returncode == 0
    done = shell("warmup", "float64")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert shell("warmup", "float7").returncode != 0
