"""A notebook shows the editor within its page."""

import http.server
import json
import sys
import threading

import pytest

import nengo
import nengo_gui

pytest.importorskip("anywidget")

PAGE = """<!doctype html><meta charset="utf-8"><div id="cell"></div><script type="module">
const { default: widget } = await import(URL.createObjectURL(new Blob([await (
  await fetch("/widget.js")).text()], { type: "text/javascript" })))
const traits = await (await fetch("/traits.json")).json()
widget.render({ model: { get: (name) => traits[name], on() {} },
  el: document.getElementById("cell") })
</script>"""


@pytest.fixture
def widget():
    """The widget of a model that a notebook made."""
    with nengo.Network() as model:
        thing = nengo.Ensemble(10, 1)  # noqa: F841  # its name is what the editor shows
    made = nengo_gui.widget(model, height=300)
    yield made
    made.close()


@pytest.fixture
def notebook(widget):
    """A page on another port of this machine that shows the widget."""
    told = json.dumps({"url": widget.url, "height": widget.height})

    class Handler(http.server.BaseHTTPRequestHandler):
        answers = {  # noqa: RUF012
            "/": ("text/html", PAGE),
            "/widget.js": ("text/javascript", str(widget._esm)),
            "/traits.json": ("application/json", told),
        }

        def do_GET(self):
            kind, text = self.answers.get(self.path, ("text/plain", ""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_notebook_shows_the_model_with_the_names_it_has_there(notebook, widget, browser):
    page = browser.new_page()
    page.goto(notebook)
    frame = page.frame_locator("iframe")
    frame.get_by_role("treeitem", name="thing").wait_for()
    assert page.get_attribute("iframe", "height") == "300"
    assert page.get_by_role("link").get_attribute("href") == widget.url
    page.close()


def test_others_are_not_framed(server):
    _, headers, _ = server.get("/", Cookie=server.log_in())
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_without_the_packages_it_says_how_to_get_them(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ImportError, match=r"nengo\[notebook\]"):
        nengo_gui.widget(nengo.Network())
