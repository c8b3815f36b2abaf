"""The gate lets in our own pages and nobody else; the doors say no in few words."""

import json
import socket
import urllib.parse

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from nengo_gui.handlers.gate import MOST_WRONG, Gate


def address(server):
    return urllib.parse.urlsplit(server.base)


def open_socket(server, origin, cookie):
    headers = {"Cookie": cookie} if cookie else {}
    url = server.base.replace("http", "ws") + "/socket"
    return connect(url, origin=origin, additional_headers=headers)


def closing_code(tab):
    with pytest.raises(ConnectionClosed) as caught:
        while True:
            tab.recv(timeout=20)
    return caught.value.rcvd.code


def test_the_token_becomes_a_cookie_and_leaves_the_address(server):
    path = urllib.parse.quote("a b/ü.py")
    status, headers, _ = server.get(f"/?token={server.token}&path={path}")
    assert status == 302
    assert urllib.parse.parse_qs(headers["Location"][2:]) == {"path": ["a b/ü.py"]}
    cookie = headers["Set-Cookie"]
    assert cookie.startswith(f"nengo-{address(server).port}=")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert server.token not in cookie + headers["Location"]


def test_the_page_is_for_who_holds_the_cookie(server):
    status, _, body = server.get("/")
    assert status == 401 and "nengo-secret" not in body and "link" in body
    status, headers, body = server.get("/", Cookie=server.log_in())
    assert status == 200 and "nengo-secret" in body and "/static/app.js" in body
    assert headers["Cache-Control"] == "no-store"


def test_a_wrong_token_opens_nothing(server):
    status, headers, _ = server.get("/?token=wrong")
    assert status == 403 and "Set-Cookie" not in headers


def test_guessing_tokens_is_slowed_down():
    gate = Gate("127.0.0.1", 80)
    for _ in range(MOST_WRONG):
        assert not gate.tired()
        assert gate.admit("wrong") is None
    assert gate.tired()


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8080", True),
        ("localhost:8080", True),
        ("[::1]:8080", True),
        ("localhost:8081", False),
        ("localhost", False),
        ("evil.example:8080", False),
        ("127.0.0.1.evil.example:8080", False),
        ("192.168.0.7:8080", False),
        ("", False),
        ("[", False),
    ],
)
def test_only_own_names_are_answered(host, known):
    assert Gate("127.0.0.1", 8080).knows_host(host) is known


def test_a_server_for_others_is_reached_by_address_but_not_by_foreign_names():
    gate = Gate("0.0.0.0", 8080)
    assert gate.knows_host("192.168.0.7:8080")
    assert not gate.knows_host("evil.example:8080")


@pytest.mark.parametrize("path", ["/", "/frame", "/static/app.js", "/socket", "/nothing"])
def test_other_hosts_and_origins_are_turned_away(server, path):
    cookie = server.log_in()
    assert server.get(path, Cookie=cookie, Host="evil.example")[0] == 421
    for origin in ("http://evil.example", "null", server.base.replace("127.0.0.1", "localhost")):
        assert server.get(path, Cookie=cookie, Origin=origin)[0] == 403


def test_other_sites_may_link_to_the_page_but_embed_nothing(server):
    crossing = {"Sec-Fetch-Site": "cross-site", "Cookie": server.log_in()}
    assert server.get("/", **crossing)[0] == 200
    assert server.get("/static/app.js", **crossing)[0] == 403


def test_nothing_inline_runs_and_nobody_frames_us(server):
    _, headers, body = server.get("/", Cookie=server.log_in())
    rules = dict(
        rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "<script>" not in body
    nonce = rules["style-src"].partition("'nonce-")[2].rstrip("'")
    assert f'<meta name="csp-nonce" content="{nonce}">' in body
    assert headers["X-Content-Type-Options"] == "nosniff"
    _, again, _ = server.get("/", Cookie=server.log_in())
    assert nonce not in again["Content-Security-Policy"]


def test_the_frame_of_pages_has_no_origin_and_loads_nothing(server):
    _, headers, body = server.get("/frame")
    rules = dict(
        rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";")
    )
    assert rules["sandbox"] == "allow-scripts"
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert rules["frame-ancestors"] == "'self'"
    nonce = rules["script-src"].removeprefix("'nonce-").rstrip("'")
    assert body.count("<script") == body.count(f'<script nonce="{nonce}"') == 1


def test_files_of_the_screen_are_asked_for_again_only_if_they_changed(server):
    status, headers, _ = server.get("/static/app.js")
    assert status == 200 and headers["Cache-Control"] == "no-cache"
    unchanged = {"If-None-Match": headers["Etag"]}
    assert server.get("/static/app.js", **unchanged)[0] == 304


@pytest.mark.parametrize(
    "path", ["/static/../cli.py", "/static/%2e%2e/cli.py", "/static//etc/passwd"]
)
def test_the_screens_folder_is_not_left(server, path):
    with socket.create_connection((address(server).hostname, address(server).port)) as line:
        line.sendall(
            f"GET /static/{path} HTTP/1.1\r\nHost: {address(server).netloc}\r\n\r\n".encode()
        )
        status = line.recv(1000).split()[1]
    assert status in (b"403", b"404")


def test_a_screen_that_is_not_built_says_how_to_build_it(serve, tmp_path):
    server = serve("--screen", str(tmp_path / "nothing"))
    status, _, body = server.get("/", Cookie=server.log_in())
    assert status == 503
    assert "npm --prefix static ci &amp;&amp; npm --prefix static run build" in body


def test_errors_echo_nothing(server):
    status, headers, body = server.get("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert status == 404 and "script" not in body
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("origin", [None, "http://evil.example"])
def test_a_socket_must_come_from_our_page(server, origin):
    with pytest.raises(InvalidStatus) as caught:
        with open_socket(server, origin, server.log_in()):
            pass
    assert caught.value.response.status_code == 403


@pytest.mark.parametrize(
    "first",
    [
        {"kind": "hello", "secret": "wrong"},
        {"kind": "run"},
        {"kind": "list", "folder": ""},
        {"kind": "nonsense"},
    ],
)
def test_a_socket_without_the_pages_secret_is_closed_for_good(server, first):
    with open_socket(server, server.base, server.log_in()) as tab:
        tab.send(json.dumps(first))
        assert closing_code(tab) >= 4400


def test_the_secret_of_another_browser_is_of_no_use(server, client):
    tab = client()
    with open_socket(server, server.base, server.log_in()) as other:
        other.send(json.dumps({"kind": "hello", "secret": tab.secret}))
        assert closing_code(other) >= 4400
    with open_socket(server, server.base, None) as other:
        other.send(json.dumps({"kind": "hello", "secret": tab.secret}))
        assert closing_code(other) >= 4400


def test_a_socket_that_stays_silent_is_closed(server):
    with open_socket(server, server.base, server.log_in()) as tab:
        assert closing_code(tab) >= 4400


def test_the_same_page_may_come_back(server, client):
    tab = client()
    tab.until("welcome")
    tab.send("hello", secret=tab.secret, ref=1)
    assert tab.until("refused", ref=1)


@pytest.mark.parametrize(
    "message",
    ["{", '{"kind": "nonsense"}', '{"kind": "run", "speed": 3}', '{"kind": "step", "n": "3"}', "[]",
     '{"kind": "speed", "value": NaN}'],
)  # fmt: skip
def test_nonsense_is_refused_and_the_socket_goes_on(client, message):
    tab = client()
    tab.socket.send(message)
    assert "did not understand" in tab.until("refused")["message"]
    tab.send("list", folder="")
    assert tab.until("listing")


def test_a_message_that_is_too_long_ends_the_socket(client):
    tab = client()
    tab.until("welcome")
    with pytest.raises(ConnectionClosed):
        tab.send("edit", text="#" * (5 << 20), revision=1)
        while True:
            tab.take()
    assert client().until("welcome"), "the others do not notice"


def test_without_a_model_only_opening_and_listing_make_sense(client):
    tab = client()
    tab.send("run", ref=3)
    refused = tab.until("refused", ref=3)
    assert "No model is open" in refused["message"] and refused["remedy"]
