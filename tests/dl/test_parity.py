"""The core is the definition: every recorded model gives the same numbers in nengo_dl."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import nengo

nengo_dl = pytest.importorskip("nengo_dl", exc_type=ImportError)

GOLDEN = Path(__file__).parents[1] / "core" / "golden"
MODELS = sorted((GOLDEN / "models").glob("g*.py"))

DRAWN_IN_JAX = {"g05_rates_to_spikes": slice(0, 6)}
"""Model → the probes that are no draws of StochasticSpiking or PoissonSpiking neurons."""

CALM = ["g03_rate_neurons", "g10_synapses", "g15_processes", "g23_conv_sparse", "g30_float32"]
"""Models in which rounding does not decide when a neuron spikes."""


@pytest.fixture
def load():
    """Loads a recorded model with its settings, and puts these back in the end."""
    spec = importlib.util.spec_from_file_location("golden_checker", GOLDEN / "checker.py")
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    yield lambda model: checker.load(str(model), "nengo")[1]
    nengo.rc.reload_rc([])


def run(names, dtype):
    """Run a model as it was recorded; return the data of its probes."""
    with names["model"]:
        nengo_dl.configure_settings(dtype=dtype)
    options = {**names.get("sim_kwargs", {}), "progress_bar": False}
    options.pop("optimize", None)
    np.random.seed(0)
    with nengo_dl.Simulator(names["model"], **options) as sim:
        sim.run_steps(names["steps"])
        return [sim.data[probe] for probe in names["probes"]]


def difference(got, wanted):
    return np.abs(got - wanted).max(initial=0) / max(1, np.abs(wanted).max(initial=0))


def recorded(model):
    with np.load(GOLDEN / f"{model.stem}.npz") as record:
        n_probes = sum(name.startswith("probe") for name in record.files)
        tolerance = json.loads(str(record["meta"]))["tol"]
        return [record[f"probe{i}"] for i in range(n_probes)], tolerance


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_the_recorded_numbers_hold_in_double_precision(model, load):
    wanted, tolerance = recorded(model)
    got = run(load(model), "float64")
    chosen = DRAWN_IN_JAX.get(model.stem, slice(None))
    assert [x.shape for x in got] == [x.shape for x in wanted]
    for ours, theirs in zip(got[chosen], wanted[chosen], strict=True):
        assert difference(ours, theirs) <= max(tolerance, 1e-6)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CALM)
def test_calm_models_hold_in_single_precision(name, load):
    model = GOLDEN / "models" / f"{name}.py"
    wanted, _ = recorded(model)
    for ours, theirs in zip(run(load(model), "float32"), wanted, strict=True):
        assert difference(ours, theirs) < 1e-4
