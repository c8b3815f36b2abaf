"""Scripts and notebooks open the editor; a model file that does so can be edited all the same."""

import os
import signal
import subprocess
import sys

import pytest

import nengo
import nengo_gui

SCRIPT = """
import nengo
import nengo_gui

with nengo.Network() as model:
    thing = nengo.Ensemble(10, 1)

if __name__ == "__main__":
    with nengo_gui.serve({what}, browser=False, options=("--port", "0")) as served:
        print(served.url, flush=True)
        input()
"""


@pytest.fixture
def script(tmp_path):
    """Run a script that opens the editor; gives the link it prints."""
    running = []

    def start(text):
        (tmp_path / "script.py").write_text(text)
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "script.py"],
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        url = process.stdout.readline().strip()
        assert url, process.stderr.read()
        return Link(url)

    yield start
    for process in running:
        _, errors = process.communicate("\n", timeout=30)
        assert (process.returncode, errors) == (0, "")


class Link:
    """What a tab needs to know of a server."""

    def __init__(self, url):
        from serving import Server

        self.url = url
        self.base, _, query = url.partition("/?")
        self.token = query.partition("=")[2]
        self.get = lambda *a, **k: Server.get(self, *a, **k)
        self.log_in = lambda: Server.log_in(self)


def names(event):
    return {thing["id"] for thing in event["graph"]["objects"]}


def test_a_script_shows_its_own_file(script, visit):
    tab = visit(script(SCRIPT.format(what="filename=__file__")))
    assert tab.until("opened")["path"] == "script.py"
    assert names(tab.until("graph")) == {"model", "model.thing"}


def test_a_model_in_memory_is_shown_with_the_names_it_has_there(script, visit):
    tab = visit(script(SCRIPT.format(what="model")))
    assert names(tab.until("graph")) == {"model", "model.thing"}
    tab.until("simulation", state="paused")


def test_gui_blocks_until_it_is_ended(tmp_path):
    (tmp_path / "model.py").write_text(
        "import nengo, nengo_gui\nmodel = nengo.Network()\nnengo_gui.GUI(__file__).start()\n"
    )
    with subprocess.Popen(
        [sys.executable, "model.py"],
        cwd=tmp_path,
        env={**os.environ, "BROWSER": "true"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert "nengo" in Link(process.stdout.readline().split()[-1]).log_in()
        finally:
            os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_inside_the_editor_opening_it_again_is_told_and_harmless(serve, visit, tmp_path):
    (tmp_path / "model.py").write_text(
        "import nengo, nengo_gui\nmodel = nengo.Network()\nnengo_gui.GUI(__file__).start()\n"
        "nengo_gui.serve(model)\n"
    )
    tab = visit(serve("model.py"))
    tab.until("simulation", state="paused")
    told = [problem["message"] for problem in tab.last("problems")["problems"]]
    lines = [problem["line"] for problem in tab.last("problems")["problems"]]
    assert len(told) == 2 and all("shows this model already" in text for text in told)
    assert lines == [3, 4]


def test_a_model_that_cannot_be_packed_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    with nengo.Network() as model:
        nengo.Node(lambda t: t)
    with pytest.raises(ValueError, match="cannot be handed to the editor"):
        nengo_gui.serve(model, browser=False)


def test_an_editor_that_does_not_start_says_why():
    with pytest.raises(RuntimeError, match="does not exist"):
        nengo_gui.serve(filename="no/such/model.py", browser=False)
