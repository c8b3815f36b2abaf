"""Notebooks become scripts, and spikes become pictures."""

import json
import sys

import numpy as np
import pytest

from nengo.exceptions import ValidationError
from nengo.utils import ipython
from nengo.utils import matplotlib as plotting

NOTEBOOK = {
    "nbformat": 4,
    "cells": [
        {"cell_type": "markdown", "source": ["# Title\n", "\n", "Text."], "metadata": {}},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "x = 1\n", "!ls\n", "x += 1"]},
        {"cell_type": "code", "source": "%%javascript\nalert(1)"},
    ],
}


@pytest.fixture
def notebook(tmp_path):
    (tmp_path / "book.ipynb").write_text(json.dumps(NOTEBOOK))
    return ipython.load_notebook(tmp_path / "book.ipynb")


def test_cells_of_a_notebook_are_texts(notebook):
    code, javascript = ipython.iter_cells(notebook)
    (text,) = ipython.iter_cells(notebook, cell_type="markdown")
    assert code.source.startswith("%matplotlib inline\nx = 1")
    assert javascript.source.endswith("alert(1)")
    assert text.source == "# Title\n\nText."


def test_a_notebook_becomes_a_script_that_runs(notebook, tmp_path):
    script = ipython.export_py(notebook, tmp_path / "book.py")
    assert (tmp_path / "book.py").read_text() == script
    names = {}
    exec(script, names)
    assert names["x"] == 2
    assert "# Text." in script and "# alert(1)" in script


def test_notebooks_of_old_formats_are_refused(tmp_path):
    (tmp_path / "old.ipynb").write_text(json.dumps({"nbformat": 3, "worksheets": []}))
    with pytest.raises(ValidationError, match="format 4"):
        ipython.load_notebook(tmp_path / "old.ipynb")


def test_we_are_in_no_notebook(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)  # another test may have loaded it
    assert ipython.get_ipython() is None
    assert not ipython.check_ipy_version((5, 0))


# ---- pictures


@pytest.fixture
def ax():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    with matplotlib.rc_context():
        yield plt.subplots()[1]
    plt.close("all")


SPIKES = np.array([[1, 0, 0], [0, 0, 0], [1, 1, 0], [0, 0, 0]]) * 1000.0
TIMES = np.arange(1, 5) * 0.1


def test_a_raster_has_a_row_for_each_neuron(ax):
    assert plotting.rasterplot(TIMES, SPIKES, ax=ax) is ax
    marks = [(list(line.get_xdata()), set(line.get_ydata())) for line in ax.lines]
    assert marks == [([0.1, TIMES[2]], {1}), ([TIMES[2]], {2}), ([], set())]
    assert ax.yaxis_inverted()
    assert list(ax.get_yticks()) == [1, 2, 3]


def test_a_raster_may_be_drawn_as_events(ax):
    plotting.rasterplot(TIMES, SPIKES, ax=ax, use_eventplot=True, linelengths=0.5)
    assert [list(c.get_positions()) for c in ax.collections] == [[0.1, TIMES[2]], [TIMES[2]], []]
    assert {c.get_linelength() for c in ax.collections} == {0.5}


@pytest.mark.parametrize(
    "kwargs, colors",
    [
        ({"color": "k"}, "kkk"),
        ({"colors": ["r", "g", "b"]}, "rgb"),
        ({"colors": ["r", "g"]}, "rgr"),
    ],
    ids=str,
)
def test_neurons_of_a_raster_have_colours(ax, kwargs, colors):
    plotting.rasterplot(TIMES, SPIKES, **kwargs)
    assert [line.get_color() for line in ax.lines] == list(colors)


def test_many_neurons_have_few_ticks(ax):
    plotting.rasterplot(TIMES, np.zeros((4, 30)), ax=ax)
    assert list(ax.get_yticks()) == [1, 30]


@pytest.mark.parametrize("spikes", [SPIKES[:, 0], SPIKES[:3]])
def test_a_raster_needs_a_row_for_each_time(ax, spikes):
    with pytest.raises(ValidationError, match="one row"):
        plotting.rasterplot(TIMES, spikes, ax=ax)


def test_an_image_spans_its_places(ax):
    import matplotlib.pyplot as plt

    x, y = np.linspace(0, 1, 5), np.linspace(-1, 1, 4)
    plotting.implot(plt, x, y, np.arange(20).reshape(4, 5), ax=ax, cmap="gray")
    (image,) = ax.images
    assert image.get_extent() == [0, 1, 1, -1]
    assert len(ax.figure.axes) == 2
    with pytest.raises(ValidationError, match="equally spaced"):
        plotting.implot(plt, [0, 1, 5], y, np.ones((4, 3)), ax=ax, colorbar=False)


def test_the_colour_cycle_can_be_changed(ax):
    plotting.set_color_cycle(["r", "g"], ax=ax)
    assert [ax.plot([0])[0].get_color() for _ in range(3)] == ["r", "g", "r"]
    assert plotting.get_color_cycle() != ["b", "k"]
    plotting.set_color_cycle(["b", "k"])
    assert plotting.get_color_cycle() == ["b", "k"]


def test_axes_have_a_size_in_pixels(ax):
    width, height = plotting.axis_size(ax)
    assert (width, height) == plotting.axis_size()
    assert 0 < width < ax.figure.get_figwidth() * ax.figure.dpi
