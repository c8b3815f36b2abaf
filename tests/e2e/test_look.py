"""How the screen presents itself: to newcomers, to an audience, to everybody."""

import json
from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "static/node_modules/axe-core/axe.min.js"
MODEL = """
import nengo
with nengo.Network(seed=1) as model:
    stim = nengo.Node([0.5])
    memory = nengo.Ensemble(50, 1)
    nengo.Connection(stim, memory)
"""


@pytest.fixture
def look(screen, workspace):
    """A small model, in the editor."""
    (workspace / "look.py").write_text(MODEL, encoding="utf-8")
    screen.open("look.py")
    screen.until("state => state.simulation.state === 'paused'")
    return screen


def test_the_tour_is_taken_by_keyboard_and_not_offered_again(look):
    look.page.get_by_role("button", name="Show me").press("Enter")
    titles = []
    for _ in range(5):
        tour = look.page.get_by_role("dialog", name="Tour")
        titles.append(tour.get_by_role("heading").inner_text())
        look.page.keyboard.press("ArrowRight")
        look.page.wait_for_timeout(50)
    assert len(set(titles)) == 5
    look.until("state => state.screen.tour === null && state.screen.toured")
    look.page.reload()
    look.until("state => state.file !== null")
    assert look.page.get_by_role("button", name="Show me").count() == 0


def test_the_tour_is_left_at_any_step(look):
    look.page.get_by_role("button", name="Show me").click()
    look.page.keyboard.press("ArrowRight")
    look.page.keyboard.press("Escape")
    look.until("state => state.screen.tour === null && state.screen.toured")


def test_a_projector_shows_what_happens_and_changes_nothing(look):
    address = look.server.url.partition("?")[0]
    projector = look.page.context.new_page()
    projector.goto(f"{address}?path=look.py&view=present")
    projector.get_by_text("Watching.").wait_for()
    assert projector.locator(".code-side").is_hidden()
    assert projector.evaluate("__app.send({kind: 'run'})") is False
    projector.keyboard.press("Space")
    look.page.evaluate("__app.send({kind: 'step', n: 20})")
    look.until("state => state.simulation.time > 0.01")
    projector.wait_for_function("() => __app.state().simulation.time > 0.01")
    assert look.state("state => state.simulation.time") == pytest.approx(0.02)
    projector.get_by_role("button", name="Take control").click()
    assert projector.evaluate("__app.send({kind: 'run'})") is True
    assert "view=" not in projector.url


def test_what_shows_everything_goes_on_doing_so_in_another_window(look):
    def inside():
        stage = look.page.locator(".stage").bounding_box()
        items = [item.bounding_box() for item in look.page.get_by_role("treeitem").all()]
        return all(
            stage["x"] <= item["x"] and item["x"] + item["width"] <= stage["x"] + stage["width"]
            for item in items
        )

    zoom = look.page.locator(".zoombar .percent")
    look.page.set_viewport_size({"width": 1000, "height": 500})
    look.page.wait_for_timeout(400)
    assert inside()
    small = zoom.inner_text()
    look.page.set_viewport_size({"width": 1520, "height": 900})
    look.page.wait_for_timeout(400)
    assert inside()
    assert int(small.strip(" %")) <= int(zoom.inner_text().strip(" %"))


VALUE = {"id": "", "kind": "value", "object": "model.memory", "x": -100, "y": 100}
SPIKES = {**VALUE, "kind": "raster", "attr": "spikes", "y": -300}
STATES = {
    "empty": None,
    "running": MODEL,
    "error": MODEL + "    nengo.Connection(memory, nothing)\n",
    "inspector": MODEL,
    "settings": MODEL,
    "tour": MODEL,
    "renaming": MODEL,
    "connecting": MODEL,
}


MEDIA = (
    {"color_scheme": "light", "contrast": "no-preference"},
    {"color_scheme": "dark", "contrast": "no-preference"},
    {"color_scheme": "light", "contrast": "more"},
)
RUN = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
}"""


@pytest.mark.parametrize("state", STATES)
def test_everybody_can_use_the_page(screen, workspace, state):
    """No rule of axe-core is broken: names, roles, contrast, focus."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm --prefix static ci")
    show(screen, workspace, state)
    screen.page.evaluate(AXE.read_text(encoding="utf-8"))
    for media in MEDIA:
        screen.page.emulate_media(**media)
        screen.page.wait_for_timeout(300)
        found = screen.page.evaluate(RUN)
        assert found == [], f"{media}: {json.dumps(found, indent=1)}"


def show(screen, workspace, state):
    """Bring the page into a state."""
    text = STATES[state]
    if text is None:
        screen.page.get_by_role("heading", name="What would you like").wait_for()
        return
    (workspace / "look.py").write_text(text, encoding="utf-8")
    address = screen.server.url.partition("?")[0]
    screen.page.goto(f"{address}?path=look.py")
    if state == "error":
        screen.until("state => state.problems.length > 0")
        return
    screen.until("state => state.simulation.state === 'paused'")
    for plot in (VALUE, SPIKES):
        screen.page.evaluate("plot => __app.send({kind: 'add_plot', plot})", plot)
    screen.until("state => state.plots.length === 2 && state.streams.length >= 2")
    if state == "running":
        screen.press("Run")
        screen.until("state => state.simulation.time > 0.1")
    elif state == "inspector":
        screen.page.get_by_role("treeitem", name="memory").first.focus()
        screen.page.keyboard.press("i")
        screen.page.get_by_role("img", name="Response curves").wait_for()
    elif state == "settings":
        screen.page.keyboard.press("Control+,")
    elif state == "tour":
        screen.press("Show me")
    elif state in ("renaming", "connecting"):
        screen.page.get_by_role("treeitem", name="memory").first.focus()
        screen.page.keyboard.press({"renaming": "F2", "connecting": "c"}[state])
