"""Completion and help at a place of a text, marked here by ``|``."""

import pytest

from nengo_gui.editing.words import complete, explain

HEAD = """\
import nengo
import numpy as np
from nengo.dists import (
    Choice,
    Uniform as Flat,  # as flat as can be
)

def double(x, times=2):
    '''Multiply.'''
    return x * times

with nengo.Network(seed=1) as model:
    memory = nengo.Ensemble(100, dimensions=1)
    size = 3
"""


def options(line, folder=""):
    text = f"{HEAD}    {line}"
    at = text.index("|")
    found = complete(text.replace("|", ""), at, "model.py", folder)
    return found, [option.label for option in found.options]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("nengo.|", "Ensemble"),
        ("nengo.networks.Ens|", "EnsembleArray"),
        ("np.linalg.|", "norm"),
        ("Flat.|", "sample"),
        ("memory.ra|", "radius"),
        ("model.|", "ensembles"),
        ("mem|", "memory"),
        ("dou|", "double"),
        ("x = np.sin(np.|)", "pi"),
        ("nengo.Ensemble(100, rad|)", "radius="),
        ("nengo.Node(lambda t: max(t, 'a)('), size|)", "size_in="),
        ("pri|", "print"),
    ],
)
def test_names_are_completed_from_what_they_stand_for(line, expected):
    assert expected in options(line)[1]


def test_the_word_that_was_begun_is_replaced():
    found, _ = options("ä = '🧠'; nengo.Ens|")
    assert found.start == len(f"{HEAD}    ä = '🧠'; nengo.") + 1  # the brain has two units


def test_private_names_are_offered_to_those_who_ask():
    assert "_birthplace" not in options("memory.|")[1]
    assert "__init__" in options("memory.__i|")[1]


def test_what_no_object_can_tell_is_inferred(tmp_path):
    (tmp_path / "beside.py").write_text("def helpful(x): ...\n")
    assert options("import beside; beside.he|", str(tmp_path))[1] == ["helpful"]
    assert "upper" in options("'text'.up|")[1]


@pytest.mark.parametrize(
    ("line", "title", "about"),
    [
        ("nengo.Ens|emble", "Ensemble(n_neurons, dimensions, radius", "neurons"),
        ("np.lin|alg.norm", "module numpy.linalg", ""),
        ("mem|ory.radius", "memory: Ensemble", "neurons"),
        ("Fl|at", "Flat(low, high", ""),
        ("dou|ble(1)", "double(x, times)", "Multiply."),
        ("nengo.Ensemble(9, 1, rad|ius=2)", "radius: float", "longest vector"),
        ("1 + |2", "", ""),
    ],
)
def test_names_are_explained(line, title, about):
    text = f"{HEAD}    {line}"
    told = explain(text.replace("|", ""), text.index("|"), "model.py", "")
    assert told.title.startswith(title) and bool(told.title) == bool(title)
    assert about in told.about


@pytest.mark.parametrize(
    "text", ["", "|", "import", "from", "with (", "'''", "((((", "x = \\", "é.", "a..b"]
)
def test_text_that_is_no_python_is_no_hindrance(text):
    text = text.replace("|", "")
    assert complete(text, len(text), "model.py", "") is not None
    assert explain(text, 0, "model.py", "").title == ""
