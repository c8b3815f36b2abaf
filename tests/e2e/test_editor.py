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
