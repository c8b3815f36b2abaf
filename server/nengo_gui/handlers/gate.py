"""Who may come in: one gate for every request.

The server runs what people write, so another page in the same browser must not reach it, nor
another person on the same machine. Whoever knows the token of the printed link, or the password,
gets a cookie; who has the cookie gets pages; and each page holds a secret without which its socket
is closed. The cookie alone is never enough: cookies ignore ports, and another server on this
machine counts as the same site.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Iterable

from nengo_gui.handlers.password import Password
from nengo_gui.settings import is_loopback

MOST_WRONG = 20
"""Guesses in a minute from one address: no token is found so, but some passwords would be."""
MOST_ADDRESSES = 10_000
MOST_GUESTS = 10_000
_HOST = re.compile(r"(?P<name>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
_ORIGIN = re.compile(r"https?://(?P<host>[a-z0-9.-]+(:[0-9]{1,5})?)")
THIS_MACHINE = "http://localhost:* http://127.0.0.1:*"
"""Who may show our pages within theirs, as a policy says it, if anybody."""
USUAL_PORTS = {"http": 80, "https": 443}


def is_name(name: str) -> bool:
    """Say whether this names a host, or the origin of a proxy."""
    return (
        _ORIGIN.fullmatch(name.lower()) is not None
        or re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", name) is not None
    )


class Gate:
    """Knows the names of this server, the token, and whom it let in.

    Parameters
    ----------
    host : str
        Address the server listens on.
    port : int
        Port it listens on.
    allowed : iterable of str
        Further names it is reached by; ``https://name`` is that of a proxy before it.
    scheme : str
        ``"https"`` if it encrypts, else ``"http"``.
    password : Password, optional
        What lets in besides the token.
    framed : bool
        Whether pages of other programs on this machine, such as notebooks, may show ours in them.
    """

    def __init__(
        self,
        host: str,
        port: int,
        allowed: Iterable[str] = (),
        scheme: str = "http",
        password: Password | None = None,
        framed: bool = False,
    ) -> None:
        self.token = secrets.token_urlsafe(32)
        self.cookie = f"nengo-{port}"
        self.scheme = scheme
        self.password = password
        self.ancestors = THIS_MACHINE if framed else "'none'"
        self._host = host
        self._port = port
        origins = [found for name in allowed if (found := _ORIGIN.fullmatch(name.lower()))]
        self._proxied = {found["host"]: found.group() for found in origins}
        self._names = {"localhost", host, *(name.lower() for name in allowed)}
        self._secrets: OrderedDict[str, str] = OrderedDict()
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def knows_host(self, host: str) -> bool:
        """Say whether a ``Host`` header names this server."""
        return self.origin(host) is not None

    def origin(self, host: str) -> str | None:
        """Return the origin of our pages under a ``Host`` header; None if it is not one of ours.

        A page of another site can have its own name point to this machine; addresses cannot be
        pointed anywhere, so they are as good as our own names.
        """
        if host in self._proxied:
            return self._proxied[host]
        found = _HOST.fullmatch(host)
        if found is None or int(found["port"] or USUAL_PORTS[self.scheme]) != self._port:
            return None
        name = found["name"].strip("[]").lower()
        known = name in self._names or self._is_own_address(name)
        return f"{self.scheme}://{host}" if known else None

    def _is_own_address(self, name: str) -> bool:
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return is_loopback(name) or not is_loopback(self._host)

    # Guesses

    def admit(self, token: str, address: str = "") -> str | None:
        """Return a new cookie for who shows the token; None for who does not."""
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            self.note_wrong(address)
            return None
        return self.welcome()

    def welcome(self) -> str:
        """Return a new cookie; who knew the longest unused one has to show the token again."""
        cookie = secrets.token_urlsafe(32)
        self._secrets[cookie] = secrets.token_urlsafe(32)
        while len(self._secrets) > MOST_GUESTS:
            self._secrets.popitem(last=False)
        return cookie

    def note_wrong(self, address: str = "") -> None:
        """Remember a wrong guess."""
        self._wrong.setdefault(address, deque(maxlen=MOST_WRONG)).append(time.monotonic())
        self._wrong.move_to_end(address)
        while len(self._wrong) > MOST_ADDRESSES:
            self._wrong.popitem(last=False)

    def tired(self, address: str = "") -> bool:
        """Say whether too many wrong guesses came lately from there to look at another one."""
        wrong = self._wrong.get(address, deque())
        return len(wrong) == MOST_WRONG and wrong[0] > time.monotonic() - 60

    # Pages

    def secret(self, cookie: str | None) -> str | None:
        """Return the secret of the pages of who holds this cookie; None for a stranger."""
        if cookie is None or cookie not in self._secrets:
            return None
        self._secrets.move_to_end(cookie)
        return self._secrets[cookie]

    def is_secret(self, cookie: str | None, secret: str) -> bool:
        """Say whether a page of who holds this cookie knows this secret."""
        known = self.secret(cookie)
        shown = secret.encode("utf-8", "replace")
        return known is not None and hmac.compare_digest(known.encode(), shown)
