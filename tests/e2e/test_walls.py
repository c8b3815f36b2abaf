"""What the screen says of the walls around a model, and what it asks where there are none."""

import pytest
from serving import Server

MODEL = "import nengo\nwith nengo.Network() as model:\n    a = nengo.Ensemble(10, 1)\n"


@pytest.fixture
def open_server(workspace):
    """A server that walls nothing in, and a model."""
    (workspace / "model.py").write_text(MODEL)
    running = Server(workspace, "--sandbox", "off")
    yield running
    running.stop()


def test_where_nothing_is_walled_in_the_user_decides_first(page, open_server):
    page.goto(open_server.url.partition("?")[0] + f"?token={open_server.token}&path=model.py")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Do you trust").wait_for()
    assert page.evaluate("__app.state().graph.objects.length") == 0
    dialog.get_by_role("button", name="Only look at the text").click()
    dialog.wait_for(state="hidden")
    assert "nengo.Ensemble" in page.locator(".cm-content").inner_text()
    page.get_by_role("button", name="Run", exact=True).first.click()
    dialog.get_by_role("button", name="Trust and run").click()
    while page.evaluate("__app.state().graph.objects.length") == 0:
        page.wait_for_timeout(50)
    page.get_by_role("button", name="not sandboxed").click()
    dialog.get_by_text("they run as any Python program").wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
