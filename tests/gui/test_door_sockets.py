"""Attacks by websocket: strangers learn nothing, and no message hurts who sent it or others."""

import contextlib
import json
import os
import random
import socket
import struct

import pytest
from gui.knocking import ask, handshake, knock, open_socket, status, statuses
from websockets.exceptions import ConnectionClosed, InvalidStatus

from nengo_gui.handlers.socket import MOST_SOCKETS

HELLO_SECONDS_AND_MORE = 20


@pytest.fixture(autouse=True)
def unimpressed(server, client):
    """Whatever came, the next tab is served; what the server complains of fails its end."""
    yield
    assert client().until("welcome")


def closing_code(tab):
    with pytest.raises(ConnectionClosed) as caught:
        while True:
            tab.recv(timeout=HELLO_SECONDS_AND_MORE)
    return caught.value.rcvd.code if caught.value.rcvd else 1006


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:1", "ws://127.0.0.1"]
)
def test_a_page_of_another_site_opens_no_socket(server, origin):
    with pytest.raises(InvalidStatus) as caught, open_socket(server, server.log_in(), origin):
        pass
    assert caught.value.response.status_code == 403


def test_a_page_of_another_server_on_this_machine_opens_no_socket(server):
    with pytest.raises(InvalidStatus) as caught:
        with open_socket(server, server.log_in(), **{"Sec-Fetch-Site": "same-site"}):
            pass
    assert caught.value.response.status_code == 403


@pytest.mark.parametrize(
    "first",
    [
        '{"kind": "hello", "secret": ""}',
        '{"kind": "hello", "secret": "guess"}',
        '{"kind": "hello", "secret": null}',
        '{"kind": "hello", "secret": "\\ud800"}',
        '{"kind": "hello", "secret": "\\u0000"}',
        '{"kind": "hello"}',
        '{"kind": "list", "folder": ""}',
        '{"kind": "open", "path": "model.py"}',
        "[]", "null", "", "{", '{"kind": 5}', b"\x00\xff", "[" * 100_000,
        '{"kind": "hello", "secret": "x", "kind": "list"}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("knows", ["the cookie", "nothing"])
def test_without_the_pages_secret_a_socket_is_closed(server, first, knows):
    with open_socket(server, server.log_in() if knows == "the cookie" else None) as tab:
        tab.send(first)
        assert closing_code(tab) >= 4400


def test_many_messages_before_hello_are_not_queued(server):
    with open_socket(server, server.log_in()) as tab:
        with pytest.raises(ConnectionClosed):
            for _ in range(1000):
                tab.send('{"kind": "run"}')
            closing_code(tab)
            tab.send("x")


def test_a_secret_without_its_cookie_is_of_no_use(server, client):
    secret = client().secret
    for cookie in (None, server.log_in(), "nengo-1=x"):
        with open_socket(server, cookie) as tab:
            tab.send(json.dumps({"kind": "hello", "secret": secret}))
            assert closing_code(tab) >= 4400


COMMANDS = [
    '{"kind": "edit", "text": 5, "revision": 1}',
    '{"kind": "edit", "text": "x", "revision": 1e400}',
    '{"kind": "edit", "text": "x", "revision": 10000000000000000000000}',
    '{"kind": "edit", "text": "x", "revision": 1, "bases": ["a"]}',
    '{"kind": "step", "n": 99999999999999999999}',
    '{"kind": "speed", "value": Infinity}',
    '{"kind": "move", "places": {"model": {"x": NaN, "y": 0}}}',
    '{"kind": "ack", "seq": "1"}',
    '{"kind": "run", "__proto__": {}}',
    '{"kind": "load", "text": "import os"}',
    '{"kind": "opened", "path": "x"}',
    '{"kind": "open", "path": "\\ud800.py"}',
    '{"kind": ["run"]}',
    '{"kind": "run"}{"kind": "stop"}',
    '{"kind": "hold", "object": "model", "values": ' + "[" * 5000 + "]" * 5000 + "}",
    b"\x93NUMPY",
    random.Random(1).randbytes(1000),
    "\ufeff{}",
]


@pytest.mark.parametrize("message", COMMANDS, ids=lambda message: repr(message)[:40])
def test_nonsense_is_refused_and_the_tab_lives_on(client, message):
    tab = client("new:")
    tab.until("opened")
    tab.socket.send(message)
    assert tab.until("refused")["message"]
    tab.send("list", folder="")
    assert tab.until("listing")


PATHS = [
    "../secret.py", "/etc/passwd", "/etc/x.py", "a/../../secret.py", "..\\secret.py", "C:\\x.py",
    "\\\\host\\x.py", "~/x.py", ".ssh/id.py", ".hidden.py", "a\0b.py", "a\nb.py", "con.py", "x.py.",
    "x.py ", "", ".", "/", "//x.py", "example:../secret.py", "example:/etc/passwd", "new:x",
    "new:../x", "example:", "%2e%2e/secret.py", "..%2fsecret.py", "x" * 5000 + ".py",
    "a/" * 900 + "x.py", "file:///etc/passwd", "\u2025/secret.py", "\uff0e\uff0e/secret.py",
    "link.py", "linked/inner.py", "pipe.py", "folder.py",
]  # fmt: skip


@pytest.fixture
def baited(server):
    """Put bait around and into the workspace; the secret lies beside it."""
    root = server.workspace
    secret = root.parent / "secret.py"
    secret.write_text("# the secret\n")
    (root.parent / "inner").mkdir(exist_ok=True)
    (root.parent / "inner" / "inner.py").write_text("# the secret\n")
    for name, make in {
        "link.py": lambda path: path.symlink_to(secret),
        "linked": lambda path: path.symlink_to(root.parent / "inner"),
        "pipe.py": os.mkfifo,
        "folder.py": os.mkdir,
        ".hidden.py": lambda path: path.write_text("# the secret\n"),
    }.items():
        if not os.path.lexists(root / name):
            make(root / name)
    return server


@pytest.mark.parametrize("path", PATHS, ids=lambda path: repr(path)[:30])
def test_no_path_leads_out_of_the_workspace(baited, client, path):
    tab = client()
    for kind, fields in (("open", {"path": path}), ("list", {"folder": path})):
        tab.send(kind, ref=1, **fields)
        answer = tab.take()
        while answer["kind"] not in ("refused", "opened", "listing"):
            answer = tab.take()
        assert answer["kind"] != "opened"
        if answer["kind"] == "refused":
            assert answer["message"]
        else:
            assert path in ("", "example:", "folder.py")
    assert "the secret" not in json.dumps(tab.events)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: repr(path)[:30])
def test_no_path_writes_out_of_the_workspace(baited, client, path):
    before = (baited.workspace.parent / "secret.py").read_text()
    tab = client("new:")
    tab.until("opened")
    tab.send("save", text="x = 1\n", path=path, overwrite=True, ref=1)
    assert tab.until("refused", ref=1)["message"]
    assert (baited.workspace.parent / "secret.py").read_text() == before
    assert not os.path.exists("/etc/x.py")
    tab.send("edit", text="import nengo\nmodel = nengo.Network()\n", revision=99)
    tab.until("graph")


def test_what_is_not_shown_is_not_listed(baited, client):
    tab = client()
    tab.send("list", folder="")
    names = {entry["name"] for entry in tab.until("listing")["entries"]}
    assert not names & {"link.py", "linked", ".hidden.py"}


def test_examples_cannot_be_written(client):
    tab = client("example:tutorial/00-intro.py")
    text = tab.until("opened")["text"]
    for fields in ({}, {"path": "example:tutorial/00-intro.py"}, {"overwrite": True}):
        tab.send("save", text=text + "# mine\n", ref=1, **fields)
        assert tab.until("refused", ref=1)["remedy"]


def test_a_message_that_is_too_long_ends_its_own_tab_only(server, client):
    other = client()
    other.until("welcome")
    tab = client()
    with pytest.raises(ConnectionClosed):
        tab.send("open", path="x" * (5 << 20))
        while True:
            tab.take()
    other.send("list", folder="")
    assert other.until("listing")


@pytest.mark.parametrize(
    "changes",
    [{"Upgrade": None}, {"Upgrade": "h2c"}, {"Sec-WebSocket-Version": "99"}, {"Origin": None},
     {"Sec-WebSocket-Key": None}, {"Connection": "close"}],
    ids=str,
)  # fmt: skip
def test_a_broken_handshake_opens_nothing(server, changes):
    assert 101 not in statuses(knock(server, handshake(server, server.log_in(), **changes)))


BROKEN_FRAMES = {
    "not masked": b"\x81\x05hello",
    "reserved bits": b"\xf1\x80\0\0\0\0",
    "an unknown kind": b"\x83\x80\0\0\0\0",
    "a length beyond all": b"\x81\xff" + b"\xff" * 8 + b"\0\0\0\0",
    "text that is none": b"\x81\x82\0\0\0\0\xff\xfe",
    "a long ping": b"\x89\xfe\x10\x00\0\0\0\0" + b"a" * 4096,
    "a continuation of nothing": b"\x80\x80\0\0\0\0",
    "half a frame": b"\x81\xfe",
    "a close of one byte": b"\x88\x81\0\0\0\0x",
}


@pytest.mark.parametrize("frame", BROKEN_FRAMES)
def test_broken_frames_end_the_socket_without_a_word(server, frame):
    answer = knock(server, handshake(server, server.log_in()) + BROKEN_FRAMES[frame])
    assert statuses(answer) == [101]
    assert b"Traceback" not in answer


def test_a_page_without_its_socket_still_gets_no_data_by_plain_requests(server):
    for path in ("/socket", "/socket?secret=x", "/list", "/files", "/model.py"):
        assert status(ask(server, path, Cookie=server.log_in(), Origin=server.base)) in (400, 404)


def test_tabs_beyond_the_most_are_told_so_and_the_others_stay(serve, visit):
    server = serve()
    tabs = [visit(server, None) for _ in range(MOST_SOCKETS)]
    for tab in tabs:
        tab.until("welcome")
    late = visit(server, None)
    with pytest.raises(ConnectionClosed) as caught:
        late.until("welcome")
    assert caught.value.rcvd.code == 4429
    tabs[0].send("list", folder="")
    assert tabs[0].until("listing")
    tabs[1].close()
    tabs[2].send("list", folder="")
    tabs[2].until("listing")
    assert visit(server, None).until("welcome"), "there is room again"


def test_sockets_that_say_nothing_do_not_take_the_place_of_tabs(serve, visit):
    server = serve()
    cookie = server.log_in()
    with contextlib.ExitStack() as silent:
        for _ in range(MOST_SOCKETS + 20):
            silent.enter_context(open_socket(server, cookie))
        assert visit(server, None).until("welcome")


def test_a_socket_that_is_torn_off_leaves_nothing_behind(serve, visit):
    server = serve()
    for _ in range(20):
        tab = visit(server, "new:")
        tab.until("opened")
        line = tab.socket.socket
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()
    last = visit(server, "new:")
    while last.until("viewers")["count"] != 1:
        pass
