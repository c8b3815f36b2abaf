"""The graph shows what passes through it, and where its lines lead."""

import xml.etree.ElementTree as ElementTree

import pytest

MODEL = """
import nengo


def page(t, x):
    page._nengo_html_ = f"<b id='value'>{x[0]:.1f}</b>"


with nengo.Network(seed=2) as model:
    drive = nengo.Node([0.5])
    double = nengo.Node(lambda t, x: x, size_in=1)
    link = nengo.Connection(drive, double, transform=2, synapse=None)
    show = nengo.Node(page, size_in=1)
    nengo.Connection(double, show, synapse=None)
"""


@pytest.fixture
def graph(screen, workspace):
    """The model above, in the editor, after some simulated time."""
    (workspace / "graph.py").write_text(MODEL, encoding="utf-8")
    screen.open("graph.py")
    screen.until("state => state.simulation.state === 'paused'")
    return screen


def run(screen, seconds):
    """Let some simulated time pass, then hold it."""
    screen.page.evaluate("__app.send({kind: 'run'})")
    screen.until(f"state => state.simulation.time > {seconds}")
    screen.page.evaluate("__app.send({kind: 'pause'})")
    screen.until("state => state.simulation.state === 'paused'")


def middle(screen, name):
    box = screen.page.get_by_role("treeitem", name=name).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_clicked_connection_shows_the_value_it_delivers_until_another_is_clicked(graph):
    (x1, y1), (x2, y2) = middle(graph, "drive"), middle(graph, "double")
    graph.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    graph.until("state => state.streams.some(each => each.plot === 'peek:model.link')")
    run(graph, 0.3)
    value = graph.page.locator(".wire-value")
    value.filter(has_text="1.00").wait_for()
    graph.page.keyboard.press("Escape")
    value.wait_for(state="detached")
    graph.until("state => state.streams.every(each => each.plot !== 'peek:model.link')")
    assert graph.state("state => state.plots.length") == 0


def test_a_node_that_draws_a_page_shows_it_in_its_place(graph):
    run(graph, 0.3)
    frame = graph.page.frame_locator(".node-page iframe")
    frame.locator("#value", has_text="1.0").wait_for()
    page = graph.page.locator(".node-page").bounding_box()
    item = graph.page.get_by_role("treeitem", name="show").bounding_box()
    assert [round(page[side]) for side in page] == [round(item[side]) for side in page]


def test_the_graph_is_saved_with_its_plots_as_one_figure(graph):
    plot = {"id": "", "kind": "value", "object": "model.double", "x": -50, "y": 120}
    graph.page.evaluate("plot => __app.send({kind: 'add_plot', plot})", plot)
    graph.until("state => state.plots.length === 1")
    run(graph, 0.2)
    graph.page.keyboard.press("Control+k")
    sought = graph.page.get_by_role("combobox", name="Search commands")
    sought.fill("graph with its plots")
    with graph.page.expect_download() as saved:
        sought.press("Enter")
    figure = ElementTree.parse(saved.value.path()).getroot()
    written = ["".join(each.itertext()) for each in figure.iter() if each.tag.endswith("text")]
    assert {"drive", "double", "show", "double · value"} <= set(written)


def test_a_plot_whose_object_is_gone_can_show_another(graph):
    plot = {"id": "", "kind": "value", "object": "model.double", "x": -50, "y": 120}
    graph.page.evaluate("plot => __app.send({kind: 'add_plot', plot})", plot)
    graph.until("state => state.plots.length === 1")
    graph.replace_text(
        "import nengo\nwith nengo.Network() as model:\n    other = nengo.Node([1, 2])\n"
    )
    graph.page.get_by_label("Show another object").select_option("other")
    graph.until("state => state.plots[0].object === 'model.other'")
    graph.until("state => state.streams[0]?.channels === 2")
