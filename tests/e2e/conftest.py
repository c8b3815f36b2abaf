"""A real server in a process of its own, and a real browser looking at it."""

import os
import shutil
import time

import pytest
from serving import Server

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def workspace(tmp_path):
    """The folder the server is started in."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture
def server(workspace):
    """A server with nothing open."""
    running = Server(workspace)
    yield running
    running.stop()


# Not for the whole session: Playwright keeps an event loop running, and other tests need their own.
@pytest.fixture(scope="module")
def browser():
    """Headless Chromium; where there is none the test is skipped, or fails if one is required."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is on the PATH"
        assert os.environ.get("NENGO_TEST_BROWSER") != "require", reason
        pytest.skip(reason)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """An empty page that fails the test if its scripts threw anything."""
    context = browser.new_context(viewport={"width": 1520, "height": 900})
    fresh = context.new_page()
    thrown = []
    fresh.on("pageerror", lambda error: thrown.append(error))
    yield fresh
    context.close()
    assert not thrown, thrown


class Screen:
    """A page that shows the editor, and what a user does with it."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        page.goto(server.url)
        self.until("state => state.link === 'open'")

    def open(self, path):
        """Open a model and wait for its graph."""
        address = self.server.url.partition("?")[0]
        self.page.goto(f"{address}?path={path}")
        self.until("state => state.file && state.graph.objects.length > 0")

    def state(self, expression):
        """Return what a function of the State gives."""
        return self.page.evaluate(f"({expression})(__app.state())")

    def until(self, expression, patience=30.0):
        """Wait for a function of the State to be true."""
        # Not wait_for_function: the page's policy forbids the eval that it needs.
        deadline = time.monotonic() + patience
        while not self.page.evaluate(f"!!window.__app && !!({expression})(__app.state())"):
            assert time.monotonic() < deadline, f"{expression}; but {self.summary()}"
            self.page.wait_for_timeout(30)

    def summary(self):
        """Return what a failed wait should show."""
        return self.page.evaluate(
            "window.__app && JSON.stringify((({simulation, problems, ended, progress, link}) =>"
            " ({simulation, problems, ended, progress, link}))(__app.state()))"
        )

    def press(self, name):
        """Press the first button of this name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def append(self, text):
        """Type at the end of the code."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(text)

    def replace_text(self, text):
        """Replace all of the code."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def text(self):
        """Return the code as the editor shows it."""
        lines = self.page.locator(".cm-line").all_inner_texts()
        return "\n".join(line.rstrip("\n") for line in lines)

    def series(self, plot):
        """Return the samples of a plot, as the page holds them."""
        return self.page.evaluate(f"__app.series({plot!r})")


@pytest.fixture
def screen(page, server):
    """The editor with nothing open."""
    return Screen(page, server)
