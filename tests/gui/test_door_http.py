"""Attacks by HTTP: each is turned away in few words, and the server goes on as if nothing was."""

import random

import pytest
from gui.knocking import address, ask, knock, status, statuses

from nengo_gui.handlers.gate import Gate

LEAKS = [b"nengo-secret", b"root:", b"Traceback", b"import "]


@pytest.fixture(autouse=True)
def unimpressed(server):
    """Whatever came, the next request is answered; what the server complains of fails its end."""
    yield
    assert server.get("/frame")[0] == 200


def turned_away(answer, *allowed):
    assert not any(leak in answer for leak in LEAKS), answer
    assert status(answer) in (allowed or (400, 403, 404, 405, 421)), answer[:300]
    return True


HOSTS = {
    "a name that was rebound": "evil.example:{port}",
    "a name that begins like ours": "127.0.0.1.evil.example:{port}",
    "a user in front": "evil@127.0.0.1:{port}",
    "another port": "127.0.0.1:1",
    "no port": "127.0.0.1",
    "a dot behind": "localhost.:{port}",
    "an address of the network": "192.168.0.7:{port}",
    "any address": "0.0.0.0:{port}",
    "two names": "127.0.0.1:{port}, evil.example",
    "a number that is an address": "2130706433:{port}",
    "a short address": "127.1:{port}",
    "nothing": "",
    "a path behind": "127.0.0.1:{port}/x",
    "what is no name": "[::1:{port}",
}


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("path", ["/", "/socket", "/static/app.js"])
def test_names_that_are_not_ours_are_not_answered(server, name, path):
    host = HOSTS[name].format(port=address(server)[1])
    assert turned_away(ask(server, path, Host=host, Cookie=server.log_in()), 400, 421)


def test_a_second_host_is_no_way_around_the_first(server):
    host = address(server)[2]
    for pair in ((host, "evil.example"), ("evil.example", host)):
        lines = "".join(f"Host: {name}\r\n" for name in pair)
        assert turned_away(knock(server, f"GET / HTTP/1.1\r\n{lines}\r\n".encode()), 400, 421)


def test_an_absolute_address_does_not_stand_in_for_the_host(server):
    request = f"GET http://{address(server)[2]}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    assert turned_away(knock(server, request.encode()))


ORIGINS = [
    "http://evil.example",
    "null",
    "http://localhost:{port}",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}/",
    "file://",
    "chrome-extension://abcdef",
]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("path", ["/", "/socket", "/frame"])
def test_pages_of_others_get_nothing(server, origin, path):
    given = origin.format(port=address(server)[1])
    assert turned_away(ask(server, path, Origin=given, Cookie=server.log_in()), 403)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/frame", "/socket", "/static/app.js"])
def test_other_sites_of_this_machine_embed_nothing(server, site, path):
    assert turned_away(ask(server, path, Sec_Fetch_Site=site, Cookie=server.log_in()), 403)


COOKIES = [
    "",
    "nengo-{port}=",
    "nengo-{port}=guess",
    "nengo-1={cookie}",
    "={cookie}",
    "nengo-{port}=\udcff\udcfe",
]


@pytest.mark.parametrize("cookie", COOKIES)
def test_without_the_cookie_there_is_only_the_door(server, cookie):
    value = server.log_in().partition("=")[2]
    given = cookie.format(port=address(server)[1], cookie=value)
    assert turned_away(ask(server, Cookie=given), 401)


@pytest.mark.parametrize(
    "token", ["", "guess", "%00", "%ff%fe", "%F0%9F%92%A9", "a" * 5000, "{token}x", "{half}"]
)
def test_other_tokens_open_nothing(serve, token):
    server = serve()
    given = token.format(token=server.token, half=server.token[:20])
    answer = ask(server, f"/?token={given}")
    assert turned_away(answer, 400, 403) and b"Set-Cookie" not in answer


def test_a_token_of_an_earlier_run_is_of_no_use(serve):
    first = serve()
    token = first.token
    first.stop()
    assert turned_away(ask(serve(), f"/?token={token}"), 403)


def test_after_twenty_wrong_tokens_nothing_more_is_looked_at(serve):
    server = serve()
    cookie = server.log_in()
    answers = [status(ask(server, "/?token=guess")) for _ in range(22)]
    assert answers == [403] * 20 + [429] * 2
    assert status(ask(server, f"/?token={server.token}")) == 429
    assert status(ask(server, Cookie=cookie)) == 200, "who is in stays in"


def test_one_address_that_guesses_does_not_keep_others_out():
    gate = Gate("0.0.0.0", 80)
    for _ in range(30):
        gate.note_wrong("10.0.0.1")
    assert gate.tired("10.0.0.1") and not gate.tired("10.0.0.2")


PATHS = [
    "/static/../cli.py", "/static/..%2fcli.py", "/static/%2e%2e/cli.py", "/static/%2e%2e%2fcli.py",
    "/static/%252e%252e/cli.py", "/static/..\\cli.py", "/static/..%5ccli.py", "/static//etc/passwd",
    "/static/%2fetc%2fpasswd", "/static/....//cli.py", "/static/app.js/../../cli.py",
    "/static/app.js%00.css", "/static/%c0%ae%c0%ae/cli.py", "/static/", "/static/fonts/", "/static",
    "//etc/passwd", "/../etc/passwd", "/cli.py", "/.git/config", "/static/~root", "/frame/x",
    "/socket/", "/%00", "/%", "/?path=%ff", "/static/" + "a/" * 3000, "*",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:30])
def test_no_spelling_leads_out_of_the_screens_folder(server, path):
    assert turned_away(ask(server, path), 301, 400, 401, 403, 404, 405)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"]
)
@pytest.mark.parametrize("path", ["/", "/frame", "/static/app.js", "/socket"])
def test_only_reading_is_possible(server, method, path):
    origin = f"http://{address(server)[2]}"
    answer = ask(server, path, method, Cookie=server.log_in(), Origin=origin)
    assert turned_away(answer, 400, 403, 405) and b"Access-Control" not in answer


def test_another_method_by_a_header_changes_nothing(server):
    cookie = server.log_in()
    answer = ask(
        server, Cookie=cookie, X_HTTP_Method_Override="DELETE", X_Forwarded_Host="evil.example"
    )
    assert status(answer) == 200 and b"evil" not in answer


@pytest.mark.parametrize(
    "value", ["bytes=0-3", "bytes=-5", "bytes=9999-", "bytes=5-1", "bytes=0-,0-,0-", "lines=1"]
)
def test_parts_of_files_are_parts_of_that_file(server, value):
    answer = ask(server, "/static/app.js", Range=value)
    assert status(answer) in (200, 206, 416)
    assert len(answer.partition(b"\r\n\r\n")[2]) <= 1000


SMUGGLED = {
    "two lengths": "Content-Length: 5\r\nContent-Length: 60\r\n",
    "length and chunks": "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "a strange encoding": "Transfer-Encoding: xchunked\r\n",
    "two encodings": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    "a negative length": "Content-Length: -1\r\n",
    "a length with a sign": "Content-Length: +5\r\n",
    "a length in another base": "Content-Length: 0x5\r\n",
    "a space before the colon": "Content-Length : 60\r\n",
    "a folded header": "X: a\r\n Content-Length: 60\r\n",
    "a bare carriage return": "X: a\rContent-Length: 60\r\n",
    "a zero byte": "X: a\0b\r\n",
}


@pytest.mark.parametrize("trick", SMUGGLED)
def test_a_request_within_a_request_is_not_answered(server, trick):
    """The second request asks for something that would be answered, were it seen as one."""
    host = address(server)[2]
    inner = f"GET /frame HTTP/1.1\r\nHost: {host}\r\n\r\n"
    head = f"POST / HTTP/1.1\r\nHost: {host}\r\n{SMUGGLED[trick]}\r\n"
    answer = knock(server, (head + "0\r\n\r\n" + inner).encode())
    assert 200 not in statuses(answer)


NONSENSE = [
    b"\r\n\r\n", b"\0" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    random.Random(1).randbytes(4000),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET " + b"/" * 70000 + b" HTTP/1.1\r\n\r\n",
]  # fmt: skip


@pytest.mark.parametrize("request_", NONSENSE, ids=range(len(NONSENSE)))
def test_what_is_no_request_is_not_answered_as_one(server, request_):
    assert 200 not in statuses(knock(server, request_))


def test_huge_headers_are_not_read_to_the_end(server):
    answer = ask(server, X="a" * (20 << 10))
    assert status(answer) in (0, 400, 431)


def test_many_small_headers_are_not_read_to_the_end(server):
    head = "GET / HTTP/1.1\r\n" + "".join(f"X-{n}: 1\r\n" for n in range(5000))
    assert 200 not in statuses(knock(server, head.encode() + b"\r\n"))


def test_huge_bodies_are_not_read(server):
    origin = f"http://{address(server)[2]}"
    for length in (1 << 20, 10**15, 10**30):
        answer = ask(server, "/login", "POST", b"a" * 1000, Origin=origin, Content_Length=length)
        assert status(answer) in (0, 400, 413)


def test_endless_chunks_are_not_read(server):
    origin = f"http://{address(server)[2]}"
    body = b"fff\r\n" + b"a" * 0xFFF + b"\r\n"
    answer = ask(server, "/login", "POST", body * 40, Origin=origin, Transfer_Encoding="chunked")
    assert status(answer) in (0, 400, 413)


def test_nothing_says_what_we_are_made_of(server):
    for path in ("/", "/nothing", "/static/app.js", "/socket"):
        answer = ask(server, path).lower()
        assert b"tornado" not in answer and b"python" not in answer


def test_an_answer_is_never_kept_by_others(server):
    for path in ("/", f"/?token={server.token}"):
        assert b"Cache-Control: no-store" in ask(server, path, Cookie=server.log_in())


def test_a_line_end_in_an_address_writes_no_header(server):
    answer = ask(server, f"/?token={server.token}&path=x%0d%0aSet-Cookie:%20evil=1")
    head = answer.partition(b"\r\n\r\n")[0]
    lines = head.split(b"\r\n")
    assert status(answer) == 302
    assert len([line for line in lines if line.startswith(b"Set-Cookie:")]) == 1


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_coming_in_leads_nowhere_else(server, path):
    answer = ask(server, f"/?token={server.token}&path={path}")
    location = answer.partition(b"Location: ")[2].partition(b"\r\n")[0]
    assert location.startswith(b"/?path=")


def test_markup_in_a_path_is_not_markup_in_the_page(server):
    answer = ask(
        server, '/?path="><script>alert(1)</script>'.replace("<", "%3C").replace(">", "%3E")
    )
    assert b"<script>alert" not in answer
