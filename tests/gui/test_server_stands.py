"""Whatever a model says, writes or is: the server answers, says so, and does not grow."""

import contextlib
import re
import sys
import time

import pytest
from soaking import Holding, children, rounds

MODEL = "import nengo\nwith nengo.Network() as model:\n    a = nengo.Ensemble(10, 1)\n"
# Content of a file, and words of the problem or refusal it leads to; None if it is fine.
CONTENTS = {
    "byte order mark": (b"\xef\xbb\xbf" + MODEL.encode(), None),
    "windows lines": (MODEL.replace("\n", "\r\n").encode(), None),
    "old mac lines": (MODEL.replace("\n", "\r").encode(), None),
    "mixed lines": (MODEL.replace("\n", "\r\n", 1).encode(), None),
    "no end of line": (MODEL.rstrip().encode(), None),
    "form feed": (b"\x0c" + MODEL.encode(), None),
    "latin": ("# -*- coding: latin-1 -*-\n# \xe9\n".encode("latin-1") + MODEL.encode(), None),
    "utf-7": (b"# coding: utf-7\nx = '+AOk-'\n" + MODEL.encode(), None),
    "utf-16": (MODEL.encode("utf-16"), "coding|text|null"),
    "wrong bytes": (MODEL.encode() + b"# \xff\xfe\n", "Line 4 is not text"),
    "unknown coding": (b"# coding: klingon\n" + MODEL.encode(), "klingon"),
    "coding is no text": (b"# coding: base64\n" + MODEL.encode(), "cod|text"),
    "coding of nothing": (b"# coding: undefined\n" + MODEL.encode(), "cannot be read"),
    "null bytes": (MODEL.encode() + b"x = '\0'\n", "null bytes"),
    "nothing": (b"", "no network called"),
    "blanks": (b" \n\t\n", "no network called"),
    "large": (MODEL.encode() + b"# " + b"x" * 1_200_000 + b"\n", "larger|too large|at most"),
    "one long line": (MODEL.encode() + b"x = '" + b"y" * 900_000 + b"'\n", None),
    "many lines": (MODEL.encode() + b"x = 1\n" * 100_000, None),
    "tabs and blanks": (b"if 1:\n\tx = 1\n        y = 2\n", "TabError|[Ii]ndentation"),
    "not python": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "text|coding|null"),
    "a link upwards": (b"from .. import secret\n", "relative import"),
}


@pytest.mark.parametrize("content, words", CONTENTS.values(), ids=CONTENTS)
def test_files_of_every_kind_open_or_say_why_not(content, words, server, folder, client):
    (folder / "model.py").write_bytes(content)
    tab = client(f"{folder.name}/model.py")
    said = outcome(tab)
    if words is None:
        assert said is None
    else:
        assert said is not None and re.search(words, said), said


def outcome(tab):
    """Wait for the graph, or for the words that there is none."""
    while True:
        event = tab.take()
        match event:
            case {"kind": "graph"}:
                return None
            case {"kind": "refused"}:
                return f"{event['message']} {event['remedy']}"
            case {"kind": "problems", "problems": [*problems]} if problems:
                return " ".join(problem["message"] for problem in problems)


LOUD = MODEL + "    nengo.Node(lambda t: print('x' * 10_000) or 0)\n"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_model_that_never_stops_printing_leaves_the_server_as_it_is(server, folder, client):
    """Ten thousand letters a step, as fast as it can: what nobody reads is thrown away."""
    (folder / "loud.py").write_text(LOUD)
    tab = client(f"{folder.name}/loud.py")
    tab.until("graph")
    tab.send("speed", value=None)
    tab.send("run")
    tab.until("log")
    before, began = Holding.of(server.process.pid).memory, time.monotonic()
    while time.monotonic() - began < 4:
        tab.take()
    tab.send("list", folder="")
    tab.until("listing")
    assert Holding.of(server.process.pid).memory - before < 30 << 20
    assert tab.last("log")["dropped"] > 0


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_models_come_and_go_and_leave_nothing_behind(serve, visit, tmp_path):
    """A few rounds of what ``tests/soaking.py`` does for an hour."""
    server = serve()
    life = rounds(lambda path: visit(server, path), tmp_path)
    for _ in range(6):
        next(life)  # buffers and caches fill
    before = [Holding.of(pid) for pid in pids(server)]
    for _ in range(8):
        next(life)
    with contextlib.closing(visit(server, "soak-0.py")) as tab:
        tab.until("graph")
        tab.send("stop")
        tab.until("ended")
    after = [Holding.of(pid) for pid in pids(server)]
    assert sum(h.files for h in after) <= sum(h.files for h in before) + 10
    assert sum(h.memory for h in after) <= sum(h.memory for h in before) + (30 << 20)


def pids(server):
    """The server, and the process its workers come from."""
    return [server.process.pid, *children(server.process.pid)]
