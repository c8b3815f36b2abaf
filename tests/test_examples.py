"""Every built-in example loads, runs, and is shown as its layout says."""

import ast
import contextlib
import functools
import itertools
import runpy
from pathlib import Path

import pytest

import nengo
from nengo_gui.layout import store
from nengo_gui.layout.boxes import Box, all_boxes
from nengo_gui.worker.describe import describe
from nengo_gui.worker.load import parse, read_rules
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.source import Source

FOLDER = Path(__file__).parents[1] / "examples"
SCRIPTS = "deep"
"""Folder of scripts: they are run, not opened. See ``dl/test_deep_examples.py``."""

NAMES = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.glob("*/*.py")
    if path.parent.name != SCRIPTS
)
STAGE = 742, 676
"""Graph units that a window of usual size shows at zoom 1."""

BIG = "gui/thousand_ensembles.py", "networks/circular_convolution.py", "spa/binding.py"

every_example = pytest.mark.parametrize("name", NAMES)
every_example_by_size = pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in BIG else ()) for name in NAMES],
)


@functools.cache
def load(name):
    """Run an example as a module and return its names."""
    is_legacy = name.startswith("spa/")
    with pytest.warns(DeprecationWarning) if is_legacy else contextlib.nullcontext():
        return runpy.run_path(str(FOLDER / name), run_name="__nengo_model__")


@functools.cache
def graph_of(name):
    names = load(name)
    return describe(Naming(names["model"], names), source_of(name), revision=0)


def source_of(name):
    return Source((FOLDER / name).read_text("utf-8"), str(FOLDER / name))


def objects_of(name):
    return {thing.id: thing for thing in graph_of(name).objects}


def layout_text(name):
    return (FOLDER / f"{name}{store.SUFFIX}").read_text("utf-8")


def layout_of(name):
    return store.parse(layout_text(name))


def test_there_are_nineteen_lessons_in_order():
    lessons = [name for name in NAMES if name.startswith("tutorial/")]
    assert [int(name[9:11]) for name in lessons] == list(range(19))


@every_example
def test_first_line_says_what_is_seen(name):
    tree = ast.parse((FOLDER / name).read_text("utf-8"))
    first, *_ = ast.get_docstring(tree).splitlines()
    assert first[-1] in ".…" and 25 < len(first) < 80


@every_example
def test_example_keeps_the_rules(name):
    source = source_of(name)
    assert read_rules(parse(source), source) == []


@every_example_by_size
def test_example_builds_and_runs(Simulator, name):
    model = load(name)["model"]
    assert isinstance(model, nengo.Network)
    with Simulator(model) as sim:
        sim.run_steps(5 if name in BIG else 100)


@every_example
def test_layout_says_what_it_means(name):
    """It is written as the screen writes it, and nothing in it is unknown to the reader."""
    assert store.dump(layout_of(name)) == layout_text(name)


@every_example
def test_everything_in_the_model_has_its_place(name):
    """All that is seen at the start stands where the author put it, and nothing else is named."""
    layout, objects = layout_of(name), objects_of(name)
    shown = {"model"} | {place for place in layout.places if layout.places[place].open}
    visible = {thing.id for thing in objects.values() if thing.parent in shown}
    assert set(layout.places) == visible


@every_example
def test_plots_show_what_is_there(name):
    layout, objects = layout_of(name), objects_of(name)
    assert layout.plots
    assert len({plot.id for plot in layout.plots}) == len(layout.plots)
    for plot in layout.plots:
        thing = objects[plot.object]
        assert plot.attr in thing.probeable
        size = thing.size_out if plot.attr == "output" else thing.n_neurons
        assert all(0 <= dim < size for dim in plot.dims or ())
        if plot.kind == "slider":
            assert thing.kind == "node"
        if plot.kind == "xy":
            assert len(plot.dims) == 2 and plot.width == plot.height


@every_example
def test_nothing_lies_on_anything_else(name):
    boxes = drawn_boxes(name)
    for (one, box), (other, other_box) in itertools.combinations(boxes.items(), 2):
        assert not box.overlaps(other_box), f"{one} and {other}"


@every_example
def test_all_of_it_fits_on_the_stage(name):
    whole = Box.union(drawn_boxes(name).values())
    width, height = STAGE
    assert whole.width <= width and whole.height <= height


def drawn_boxes(name):
    """The boxes of plots and of what lies directly in the model, in graph units at zoom 1."""
    layout, graph = layout_of(name), graph_of(name)
    boxes = all_boxes(graph.objects, layout.places)
    drawn = {
        thing.id: boxes[thing.id].at(layout.places[thing.id].x, layout.places[thing.id].y)
        for thing in graph.objects
        if thing.parent == "model"
    }
    for plot in layout.plots:
        drawn[plot.id] = Box(plot.x, plot.y, plot.x + plot.width, plot.y + plot.height)
    return drawn


def test_no_layout_is_without_its_model():
    layouts = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.cfg")}
    assert layouts == {f"{name}{store.SUFFIX}" for name in NAMES}
