"""Recorded numbers: thirty seeded models must give what Nengo 4.1 gave."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import nengo

GOLDEN = Path(__file__).parent / "golden"
MODELS = sorted((GOLDEN / "models").glob("g*.py"))


@pytest.fixture
def checker():
    """The script that made the record; it turns the decoder cache off and leaves it so."""
    spec = importlib.util.spec_from_file_location("golden_checker", GOLDEN / "checker.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    nengo.rc.reload_rc([])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_the_recorded_numbers_hold(model, engine, checker):
    """Probes, seeds, built ensembles and weights equal the record within its tolerance."""
    with np.load(GOLDEN / f"{model.stem}.npz") as record:
        wanted = {name: record[name] for name in record.files if name != "meta"}
        tolerance = json.loads(str(record["meta"]))["tol"]
    got, _, _ = checker.run(str(model), engine=engine)
    difference, where = checker.maxdiff(got, wanted)
    assert difference <= tolerance, f"{where} differs by {difference:.1e}"
