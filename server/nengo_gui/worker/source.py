"""The model file as it is being edited: its text, its name, and what belongs to the user."""

from __future__ import annotations

import linecache
import os
from types import CodeType, FrameType

from nengo_gui.worker.positions import Positions, Span


class Source:
    """A model file.

    Parameters
    ----------
    text : str
        Its text, which may differ from what is on disk.
    filename : str
        Its name in tracebacks.
    folder : str
        Where helper modules of the user lie; empty for nowhere.
    """

    def __init__(self, text: str, filename: str, folder: str = "") -> None:
        self.text = text
        self.filename = filename
        self.folder = folder
        self.positions = Positions(text)

    def show_in_tracebacks(self) -> None:
        """Let tracebacks quote this text rather than what is on disk."""
        lines = self.text.splitlines(keepends=True)
        linecache.cache[self.filename] = (len(self.text), None, lines, self.filename)

    def is_users(self, filename: str) -> bool:
        """Whether a file is the model, or a module beside or below it."""
        if filename == self.filename:
            return True
        if not self.folder or "site-packages" in filename:
            return False
        return filename.startswith(os.path.join(self.folder, ""))

    def running_line(self, frame: FrameType | None) -> int | None:
        """Return the innermost line of the model among a frame and its callers."""
        while frame is not None:
            if frame.f_code.co_filename == self.filename:
                return frame.f_lineno
            frame = frame.f_back
        return None

    def span_of(self, code: CodeType, instruction: int, line: int) -> Span:
        """Return what a piece of byte code came from, as exactly as this Python knows."""
        if not hasattr(code, "co_positions"):  # before Python 3.11
            return Span(line)
        start, end_line, column, end = list(code.co_positions())[instruction // 2]
        if start is None or start != line:
            return Span(line)
        return self.positions.of_bytes(line, column, end if end_line == line else None)
