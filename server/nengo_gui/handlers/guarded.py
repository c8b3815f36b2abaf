"""What all handlers have in common: the gate, and headers that keep browsers honest."""

from __future__ import annotations

from typing import Any

from tornado.web import HTTPError, RequestHandler

from nengo_gui.handlers.gate import Gate

MISDIRECTED, FORBIDDEN = 421, 403
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Guarded(RequestHandler):
    """A handler behind the gate: exact host, exact origin, not called by another site."""

    gate: Gate
    origin: str | None = None
    """Of our pages under the name that was asked for; None for a name that is not ours."""
    from_other_sites = False
    """Whether a link on another site may lead here; true of the page, and of nothing else."""

    def initialize(self, gate: Gate) -> None:
        """Take what the application gives to each handler."""
        self.gate = gate

    def set_default_headers(self) -> None:
        """Send the headers that go with everything, errors included."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Turn away who should not be here; runs before anything else is looked at."""
        headers = self.request.headers
        self.origin = self.gate.origin(headers.get("Host", ""))
        if self.origin is None:
            raise HTTPError(MISDIRECTED)
        # Browsers name the origin of whatever changes something.
        must_tell = self.request.method not in ("GET", "HEAD")
        if headers.get("Origin", "" if must_tell else self.origin) != self.origin:
            raise HTTPError(FORBIDDEN)
        site = headers.get("Sec-Fetch-Site", "none")
        if site not in ("none", "same-origin") and not self.from_other_sites:
            raise HTTPError(FORBIDDEN)

    @property
    def cookie(self) -> str | None:
        """What the browser has been given when it showed the token."""
        return self.get_cookie(self.gate.cookie)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Say in the terminal what went wrong with us, not who was turned away."""
        if not isinstance(value, HTTPError):
            super().log_exception(typ, value, tb)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the status alone: nothing of the request is echoed."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Nothing(Guarded):
    """All other addresses: nothing is there."""

    def prepare(self) -> None:
        """Answer that there is nothing, to those who may ask."""
        super().prepare()
        raise HTTPError(404)
