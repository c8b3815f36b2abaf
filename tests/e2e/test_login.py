"""The way in by password, as a browser goes it."""

import pytest
from serving import Server

from nengo_gui.handlers import password

SECRET = "correct horse"


@pytest.fixture
def guarded(workspace):
    password.choose(workspace.parent / f"{workspace.name}-state" / "nengo", SECRET)
    (workspace / "model.py").write_text("import nengo\nmodel = nengo.Network()\n")
    running = Server(workspace, "--password", "--host", "0.0.0.0", "--insecure-i-know")
    yield running
    running.stop()


def come_in(page, text):
    page.get_by_label("Password").fill(text)
    page.get_by_role("button", name="Come in").click()


def test_a_password_leads_to_the_model_and_the_page_says_who_can_reach_it(page, guarded):
    page.goto(f"{guarded.base}/?path=model.py")
    come_in(page, "not the password")
    assert "not the password" in page.get_by_role("alert").inner_text()
    come_in(page, SECRET)
    page.locator(".cm-content").wait_for()
    banner = page.get_by_text("Other machines can reach this server, and nothing is encrypted.")
    banner.wait_for()
    page.get_by_role("button", name="Understood").click()
    banner.wait_for(state="detached")
    assert page.url == f"{guarded.base}/?path=model.py"
