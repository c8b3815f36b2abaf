"""The first minute of a newcomer: open the Lorenz example, press play, watch, edit, err, save."""

import numpy as np
import pytest

LORENZ = "example:tutorial/15-lorenz.py"


@pytest.fixture
def lorenz(screen):
    screen.open(LORENZ)
    return screen


def xy_plots(screen):
    return screen.state("state => state.plots.filter(plot => plot.kind === 'xy')")


def samples(screen, plot):
    """(n_channels, n_samples) of a plot."""
    return np.array(screen.series(plot["id"])["values"])


def test_pressing_play_draws_a_butterfly(lorenz):
    """The path visits both lobes, returns to each, and stays on the attractor."""
    lorenz.page.evaluate("__app.send({kind: 'speed', value: null})")
    lorenz.press("Run")
    lorenz.until("state => state.simulation.time > 12", patience=120)
    (plot,) = [plot for plot in xy_plots(lorenz) if list(plot["dims"]) == [0, 2]]
    x, z = samples(lorenz, plot)
    assert x.max() > 8 and x.min() < -8, "one wing is missing"
    lobes = np.sign(x[np.abs(x) > 4])
    assert np.count_nonzero(np.diff(lobes)) >= 4, "it does not go back and forth"
    assert np.abs(x).max() < 40 and np.abs(z).max() < 60, "it left the attractor"


def test_an_edited_line_changes_the_graph(lorenz):
    before = lorenz.state("state => state.graph.objects.length")
    lorenz.append("\nwith model:\n    extra = nengo.Ensemble(30, dimensions=2)\n")
    lorenz.until(f"state => state.graph.objects.length === {before + 1}")
    assert lorenz.state("state => state.objects.get('model.extra').n_neurons") == 30


def test_an_error_is_underlined_while_the_last_good_model_runs(lorenz):
    lorenz.press("Run")
    lorenz.until("state => state.simulation.time > 0.1")
    objects = lorenz.state("state => state.graph.objects.length")
    n_lines = len(lorenz.state("state => state.file.text").rstrip().splitlines())
    lorenz.append("\nnengo.Ensembel(10, 1)")
    lorenz.until("state => state.problems.length > 0")
    problem = lorenz.state("state => state.problems[0]")
    assert problem["line"] in (n_lines + 1, n_lines + 2)
    assert "Ensemble" in problem["message"] + problem["remedy"]
    lorenz.page.locator(".cm-lintRange-error").wait_for()
    time = lorenz.state("state => state.simulation.time")
    lorenz.until(f"state => state.simulation.time > {time} + 0.1")
    assert lorenz.state("state => state.simulation.state") == "running"
    assert lorenz.state("state => state.graph.objects.length") == objects


def test_saving_writes_the_text_to_disk(screen, workspace):
    path = workspace / "mine.py"
    path.write_text("import nengo\n\nwith nengo.Network() as model:\n    a = nengo.Ensemble(10, 1)")
    screen.open("mine.py")
    screen.append("  # é π “quoted”")
    screen.until("state => state.unsaved")
    screen.page.keyboard.press("Control+s")
    screen.until("state => !state.unsaved")
    assert path.read_text(encoding="utf-8").endswith("1)  # é π “quoted”")
