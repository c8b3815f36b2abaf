"""Many at the door, and slow ones: those who belong here are served all the same."""

import contextlib
import os
import signal
import socket
import sys
import threading

import pytest
from gui.knocking import address, frozen_tab, knock, open_socket
from serving import PATIENCE

from nengo_gui.app import PATIENCE_SECONDS
from nengo_gui.handlers.crowd import MOST_CONNECTIONS

PROC = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def memory(server):
    """Return resident bytes of the server process."""
    with open(f"/proc/{server.process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def crowd(server):
    """Connections to the server that a test opens by the hundred."""
    with contextlib.ExitStack() as lines:

        def connect(say=b""):
            line = lines.enter_context(socket.create_connection(address(server)[:2], PATIENCE))
            with contextlib.suppress(OSError):
                line.sendall(say)
            return line

        yield connect


@PROC
@pytest.mark.parametrize(
    "say",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nX: ",
        b"POST /login HTTP/1.1\r\nContent-Length: 9999\r\n\r\na",
    ],
    ids=["silence", "half a line", "half a header", "half a body"],
)
def test_thousands_of_connections_do_not_keep_a_page_out(server, crowd, say):
    before = descriptors(server)
    for n in range(900):
        crowd(say)
        if n % 300 == 299:
            assert server.get("/frame")[0] == 200
    assert descriptors(server) <= before + MOST_CONNECTIONS + 8
    cookie = server.log_in()
    assert server.get("/", Cookie=cookie)[0] == 200


def test_a_flood_does_not_touch_tabs_that_are_open(client, crowd):
    tab = client("new:")
    tab.until("opened")
    for _ in range(MOST_CONNECTIONS + 100):
        crowd(b"GET / HTTP/1.1\r\n")
    tab.send("list", folder="")
    assert tab.until("listing")


def test_answers_that_nobody_reads_do_not_fill_the_memory(server, crowd):
    (request,) = [f"GET /static/app.js HTTP/1.1\r\nHost: {address(server)[2]}\r\n\r\n".encode()]
    before = memory(server)
    for _ in range(400):
        crowd(request * 20)
    assert server.get("/frame")[0] == 200
    assert memory(server) - before < 64 << 20


def test_requests_one_after_the_other_on_a_line_are_each_checked(server):
    host = address(server)[2]
    good = f"GET /frame HTTP/1.1\r\nHost: {host}\r\n\r\n"
    bad = "GET /frame HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    answer = knock(server, (good + bad).encode())
    assert b" 200 " in answer and b" 421 " in answer


def test_headers_that_come_drop_by_drop_end():
    """A request has half a minute to come in whole; no test waits that long for nothing."""
    assert PATIENCE_SECONDS["idle_connection_timeout"] <= 30
    assert PATIENCE_SECONDS["body_timeout"] <= 15


# Tabs that do not read


MODEL = """import nengo
import numpy as np

with nengo.Network(seed=1) as model:
    stim = nengo.Node(lambda t: np.sin(t * np.arange(1, 65)))
    ens = nengo.networks.EnsembleArray(20, 64)
    nengo.Connection(stim, ens.input)
"""


@PROC
def test_frozen_tabs_cost_the_server_little_and_the_others_nothing(serve, visit, tmp_path):
    (tmp_path / "model.py").write_text(MODEL)
    server = serve()
    lively = visit(server, "model.py")
    lively.until("simulation", state="paused")
    lively.send(
        "add_plot", plot={"id": "", "kind": "value", "object": "model.stim", "x": 0, "y": 0}
    )
    with contextlib.ExitStack() as frozen:
        for _ in range(20):
            frozen.enter_context(frozen_tab(server, "model.py"))
        lively.until("viewers", count=21)
        lively.send("run")
        lively.until_frames(lambda arrived: arrived[-1].t0 > 0.5)
        before = memory(server)
        for revision in range(1, 60):  # each is told to all tabs
            text = MODEL + "#" * 200_000 + f"{revision}\n"
            lively.send("edit", text=text, revision=revision)
        lively.until("graph", text_revision=59)
        lively.until_frames(lambda arrived: True)
        assert memory(server) - before < 80 << 20


def test_a_server_that_is_asked_to_end_does_not_wait_for_the_crowd(serve):
    server = serve()
    with contextlib.ExitStack() as lines:
        for _ in range(100):
            lines.enter_context(socket.create_connection(address(server)[:2], PATIENCE))
        for _ in range(10):
            lines.enter_context(open_socket(server, server.log_in()))
        waits = threading.Timer(PATIENCE, server.process.send_signal, [signal.SIGKILL])
        waits.start()
        assert server.stop() == (0, "")
        waits.cancel()
