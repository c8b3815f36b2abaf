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


class Doorstep(Guarded):
    """A handler that can let somebody in, or show the way in."""

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return self.request.remote_ip or ""

    def let_in(self, cookie: str, path: str) -> None:
        """Hand out a cookie, and lead to the page without what was shown for it."""
        secure = (self.origin or "").startswith("https:")
        self.set_cookie(self.gate.cookie, cookie, httponly=True, samesite="Strict", secure=secure)
        self.lead_to(path)

    def lead_to(self, path: str) -> None:
        """Lead to the page of a model."""
        self.redirect("/?" + urlencode({"path": path}) if path else "/")

    def show_door(self, path: str, was_wrong: bool = False) -> None:
        """Say how to come in."""
        # Without a referrer browsers do not say either where a form comes from.
        self.set_header("Referrer-Policy", "same-origin")
        has_password = self.gate.password is not None
        self.render_page("door.html", path=path, has_password=has_password, was_wrong=was_wrong)

    def render_page(self, template: str, **values: object) -> None:
        """Answer with one of our pages."""
        nonce = secrets.token_urlsafe(16)
        policy = _policy(nonce, self.origin or "", template, self.gate.ancestors)
        self.set_header("Content-Security-Policy", policy)
        self.finish(TEMPLATES.get_template(template).render(nonce=nonce, **values))


class PageHandler(Doorstep):
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
        path = self.get_query_argument("path", "")
        if token is not None:
            self._show_token(token, path)
        elif (secret := self.gate.secret(self.cookie)) is not None:
            self._show(secret)
        else:
            self.set_status(401)
            self.show_door(path)

    def _show_token(self, token: str, path: str) -> None:
        """Exchange the token for a cookie, and take it out of the address bar."""
        if self.gate.tired(self.address):
            raise HTTPError(TOO_MANY)
        if self.gate.secret(self.cookie) is not None:
            self.lead_to(path)
            return
        cookie = self.gate.admit(token, self.address)
        if cookie is None:
            raise HTTPError(403)
        self.let_in(cookie, path)

    def _show(self, secret: str) -> None:
        if (self._screen / "app.js").is_file():
            self.render_page("page.html", secret=secret)
        else:
            self.set_status(503)
            self.render_page("unbuilt.html")


def _policy(nonce: str, origin: str, template: str, ancestors: str) -> str:
    """Return what a page may load: our own files, and styles that know the nonce."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        # The editor writes its style sheet while it runs.
        "style-src": f"'self' 'nonce-{nonce}'",
        "font-src": "'self'",
        "img-src": "'self' data: blob:",
        # Not all browsers take 'self' to mean websockets too.
        "connect-src": f"'self' {origin.replace('http', 'ws', 1)}",
        # Pages that models draw; what is in the frame has no origin.
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'" if template == "door.html" else "'none'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
