"""The page: for those who may see it the screen, for others the way in."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlencode

import jinja2
from tornado.web import HTTPError

from nengo_gui.handlers.gate import Gate
from nengo_gui.handlers.guarded import Guarded

TOO_MANY = 429
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


class PageHandler(Guarded):
    """``GET /``: the token in the link becomes a cookie, the cookie gets the page."""

    from_other_sites = True
    _screen: Path

    def initialize(self, gate: Gate, screen: Path) -> None:  # type: ignore[override]
        """Take what the application gives to each handler."""
        super().initialize(gate)
        self._screen = screen

    def get(self) -> None:
        """Answer with the page, or with the way to it."""
        self.set_header("Cache-Control", "no-store")
        token = self.get_query_argument("token", None)
        if token is not None:
            self._let_in(token)
        elif (secret := self.gate.secret(self.cookie)) is not None:
            self._show(secret)
        else:
            self.set_status(401)
            self._render("door.html", nonce=secrets.token_urlsafe(16))

    def _let_in(self, token: str) -> None:
        """Exchange the token for a cookie, and take it out of the address bar."""
        if self.gate.tired():
            raise HTTPError(TOO_MANY)
        if self.gate.secret(self.cookie) is None:
            cookie = self.gate.admit(token)
            if cookie is None:
                raise HTTPError(403)
            self.set_cookie(self.gate.cookie, cookie, httponly=True, samesite="Strict")
        path = self.get_query_argument("path", None)
        self.redirect("/?" + urlencode({"path": path}) if path is not None else "/")

    def _show(self, secret: str) -> None:
        nonce = secrets.token_urlsafe(16)
        if (self._screen / "app.js").is_file():
            self._render("page.html", nonce=nonce, secret=secret)
        else:
            self.set_status(503)
            self._render("unbuilt.html", nonce=nonce)

    def _render(self, template: str, nonce: str, **values: str) -> None:
        self.set_header("Content-Security-Policy", _policy(nonce, self.request.host))
        self.finish(TEMPLATES.get_template(template).render(nonce=nonce, **values))


def _policy(nonce: str, host: str) -> str:
    """Return what the page may load: our own files, and styles that know the nonce."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        # The editor writes its style sheet while it runs.
        "style-src": f"'self' 'nonce-{nonce}'",
        "font-src": "'self'",
        "img-src": "'self' data: blob:",
        # Not all browsers take 'self' to mean websockets too.
        "connect-src": f"'self' ws://{host}",
        # Pages that models draw; what is in the frame has no origin.
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
