"""Who may come in: one gate for every request.

The server runs what people write, so another page in the same browser must not reach it, nor
another person on the same machine. Whoever knows the token of the printed link gets a cookie;
who has the cookie gets pages; and each page holds a secret without which its socket is closed.
The cookie alone is never enough: cookies ignore ports, and another server on this machine counts
as the same site.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
import time
from collections import deque
from urllib.parse import urlsplit

from nengo_gui.settings import is_loopback

MOST_WRONG_TOKENS = 20
"""In a minute; guessing 256 bits is hopeless, but noise should stay cheap."""


class Gate:
    """Knows the names of this server, the token, and whom it let in.

    Parameters
    ----------
    host : str
        Address the server listens on.
    port : int
        Port it listens on.
    """

    def __init__(self, host: str, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self.cookie = f"nengo-{port}"
        self._host = host
        self._port = port
        self._names = {"localhost", host, socket.gethostname()}
        self._secrets: dict[str, str] = {}
        self._wrong: deque[float] = deque()

    def knows_host(self, host: str) -> bool:
        """Say whether a ``Host`` header names this server.

        A page of another site can have its own name point to this machine; addresses cannot be
        pointed anywhere, so they are as good as our own names.
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if (port or 80) != self._port:
            return False
        return name in self._names or self._is_own_address(name)

    def _is_own_address(self, name: str) -> bool:
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return is_loopback(name) or not is_loopback(self._host)

    def admit(self, token: str) -> str | None:
        """Return a new cookie for who shows the token; None for who does not."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            self._wrong.append(time.monotonic())
            return None
        cookie = secrets.token_urlsafe(32)
        self._secrets[cookie] = secrets.token_urlsafe(32)
        return cookie

    def tired(self) -> bool:
        """Say whether too many wrong tokens came lately to look at another one."""
        while self._wrong and self._wrong[0] < time.monotonic() - 60:
            self._wrong.popleft()
        return len(self._wrong) >= MOST_WRONG_TOKENS

    def secret(self, cookie: str | None) -> str | None:
        """Return the secret of the pages of who holds this cookie; None for a stranger."""
        return self._secrets.get(cookie) if cookie is not None else None

    def is_secret(self, cookie: str | None, secret: str) -> bool:
        """Say whether a page of who holds this cookie knows this secret."""
        known = self.secret(cookie)
        return known is not None and hmac.compare_digest(known.encode(), secret.encode())
