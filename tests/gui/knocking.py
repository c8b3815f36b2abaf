"""Bytes at the door of a server, as no browser would send them."""

import json
import re
import socket
import urllib.parse

from serving import PATIENCE
from websockets.sync.client import connect


def address(server):
    """Return where a server listens: host, port, and both as a ``Host`` header."""
    found = urllib.parse.urlsplit(server.base)
    return found.hostname, found.port, found.netloc


def knock(server, request):
    """Send bytes; return all that comes back until the server hangs up or falls silent."""
    host, port, _ = address(server)
    with socket.create_connection((host, port), timeout=PATIENCE) as line:
        line.sendall(request)
        line.settimeout(5)
        answer = b""
        try:
            while piece := line.recv(65536):
                answer += piece
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def ask(server, path="/", method="GET", body=b"", **headers):
    """Send a request that closes after its answer; return the answer."""
    given = {"Host": address(server)[2], "Connection": "close", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])
    return knock(server, head.encode("utf-8", "surrogateescape") + body)


def statuses(answer):
    """Return the status of each response in some bytes."""
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


def status(answer):
    """Return the status of the first response; 0 if there is none."""
    return next(iter(statuses(answer)), 0)


def open_socket(server, cookie=None, origin=None, **headers):
    """Open a websocket as a page does, or as one that pretends to be one."""
    url = server.base.replace("http", "ws", 1) + "/socket"
    cookies = {"Cookie": cookie} if cookie else {}
    given = server.base if origin is None else origin
    return connect(url, origin=given, additional_headers={**cookies, **headers}, max_size=None)


def frozen_tab(server, path):
    """Open a model as a page does, and read nothing of what comes; return the line."""
    host, port, _ = address(server)
    cookie = server.log_in()
    page = server.get("/", Cookie=cookie)[2]
    secret = re.search(r'name="nengo-secret" content="([^"]+)"', page)[1]
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(PATIENCE)
    line.connect((host, port))
    line.sendall(handshake(server, cookie))
    assert status(line.recv(1000)) == 101
    hello = json.dumps({"kind": "hello", "secret": secret, "path": path}).encode()
    line.sendall(b"\x81\xfe" + len(hello).to_bytes(2, "big") + b"\0\0\0\0" + hello)
    return line


def handshake(server, cookie, **changes):
    """Return the request that opens a websocket, some headers changed or left out (None)."""
    given = {
        "Host": address(server)[2],
        "Origin": server.base,
        "Cookie": cookie,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
        **changes,
    }
    lines = [f"{name}: {value}" for name, value in given.items() if value is not None]
    return "\r\n".join(["GET /socket HTTP/1.1", *lines, "", ""]).encode()
