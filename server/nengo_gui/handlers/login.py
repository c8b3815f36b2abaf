"""The way in by password."""

from __future__ import annotations

import asyncio

from tornado.web import HTTPError

from nengo_gui.handlers.gate import Gate
from nengo_gui.handlers.page import TOO_MANY, Doorstep

NOWHERE, WRONG = 404, 403


class LoginHandler(Doorstep):
    """``POST /login``: the password becomes a cookie, the cookie gets the page."""

    def initialize(self, gate: Gate, one_at_a_time: asyncio.Lock) -> None:  # type: ignore[override]
        """Take what the application gives to each handler."""
        super().initialize(gate)
        self._one_at_a_time = one_at_a_time

    async def post(self) -> None:
        """Let in who knows the password."""
        self.set_header("Cache-Control", "no-store")
        if self.gate.password is None:
            raise HTTPError(NOWHERE)
        # One at a time, and looked at again after the wait: many guesses at once are no more.
        async with self._one_at_a_time:
            if self.gate.tired(self.address):
                raise HTTPError(TOO_MANY)
            shown = self.get_body_argument("password", "", strip=False)
            is_right = await asyncio.to_thread(self.gate.password.fits, shown)
            if not is_right:
                self.gate.note_wrong(self.address)
        path = self.get_body_argument("path", "")
        if is_right:
            self.let_in(self.gate.welcome(), path)
        else:
            self.set_status(WRONG)
            self.show_door(path, was_wrong=True)
