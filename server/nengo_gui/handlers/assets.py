"""The files of the built screen."""

from __future__ import annotations

from typing import Any

from tornado.web import StaticFileHandler

from nengo_gui.handlers.gate import Gate
from nengo_gui.handlers.guarded import Guarded

FILE_NAME = r"(?:\w[\w-]*/)*\w[\w.-]*"
"""What the files of a built screen are called. Other names are not even looked for."""


class AssetHandler(Guarded, StaticFileHandler):  # type: ignore[misc]
    """``GET /static/…``: code and fonts, the same for everybody."""

    def initialize(self, gate: Gate, path: str) -> None:  # type: ignore[override]
        """Take what the application gives to each handler."""
        Guarded.initialize(self, gate)
        StaticFileHandler.initialize(self, path)

    def set_extra_headers(self, path: str) -> None:
        """Let browsers keep a file, but ask each time whether it is still the same."""
        self.set_header("Cache-Control", "no-cache")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer as all other handlers do."""
        Guarded.write_error(self, status_code, **kwargs)
