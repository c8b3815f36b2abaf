"""The frame in which pages that models draw are shown: a place without an origin of its own."""

from __future__ import annotations

import secrets

from nengo_gui.handlers.guarded import Guarded
from nengo_gui.handlers.page import TEMPLATES


class FrameHandler(Guarded):
    """``GET /frame``: an empty page that shows what our own page hands it, and can do nothing else.

    Only our script runs in it. It has no origin, so that even a hole in these rules would reach
    neither our page nor the cookie; and it loads nothing, so that nothing leaks by an address.
    """

    def get(self) -> None:
        """Answer with the frame."""
        nonce = secrets.token_urlsafe(16)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", _policy(nonce))
        self.set_header("X-DNS-Prefetch-Control", "off")  # a looked-up name says something, too
        self.finish(TEMPLATES.get_template("frame.html").render(nonce=nonce))


def _policy(nonce: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
