"""The code beside the graph: what it says leads back to its lines."""

import pytest

MODEL = """import warnings

import nengo


def watch(t):
    if 0.0095 < t < 0.0105:
        print("tenth step")
        warnings.warn("second thoughts")
    return 0.5


print("loading")
with nengo.Network() as model:
    source = nengo.Node(watch)
"""


@pytest.fixture
def model(screen, workspace):
    """A model that prints on lines 8 and 13, and warns on line 9."""
    (workspace / "model.py").write_text(MODEL)
    screen.open("model.py")
    return screen


def active_line(screen):
    """Number of the line the cursor is in, counted from 1."""
    screen.page.locator(".cm-focused .cm-activeLine").wait_for()
    lines = "[...document.querySelectorAll('.cm-line')]"
    return screen.page.evaluate(f"{lines}.findIndex(line => line.matches('.cm-activeLine')) + 1")


def test_what_was_printed_leads_to_its_line(model):
    """Prints while loading and while running, and warnings, name the line that did it."""
    model.page.get_by_role("tab", name="Log").click()
    model.press("Run")
    model.until("state => state.simulation.time > 0.05")
    model.until("state => state.log.length >= 3")
    log = model.page.get_by_role("list", name="Log").get_by_role("listitem")
    for said, line in {"loading": 13, "tenth step": 8, "second thoughts": 9}.items():
        entry = log.filter(has_text=said)
        entry.get_by_role("button", name=f"line {line}").click()
        assert active_line(model) == line
        model.page.get_by_role("tab", name="Log").click()


def test_dragging_the_slider_of_a_number_changes_the_model_in_one_step(screen, workspace):
    """The model follows the number under way, and one undo brings the number back."""
    text = "import nengo\n\nwith nengo.Network() as model:\n    a = nengo.Ensemble(100, 1)"
    (workspace / "model.py").write_text(text)
    screen.open("model.py")
    page, n_neurons = screen.page, "state.objects.get('model.a').n_neurons"
    page.locator(".tok-number", has_text="100").click()
    track = page.locator(".cm-slider").bounding_box()
    middle = track["y"] + track["height"] / 2
    page.mouse.move(track["x"] + track["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] / 4, middle, steps=5)
    screen.until(f"state => {n_neurons} < 70")
    page.mouse.move(track["x"] + 2 * track["width"], middle, steps=5)
    page.mouse.up()
    screen.until(f"state => {n_neurons} === 200")
    assert screen.text() == text.replace("100", "200")
    page.keyboard.press("Control+z")
    screen.until(f"state => {n_neurons} === 100")
    assert screen.text() == text
