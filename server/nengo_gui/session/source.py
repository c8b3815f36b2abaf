"""The text of a Python file and the bytes it is stored as."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import tokenize
from typing import NamedTuple

from nengo_gui.session.handle import FileTrouble


class Source(NamedTuple):
    r"""A text as the editor shows it, and how its file writes it.

    ``newline`` is what ends the file's lines; in ``text`` it is always ``\n``.
    """

    text: str
    newline: str = "\n"
    bom: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, in hexadecimal: a short name for it."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def encode(self) -> bytes:
        """Write the text the way Python will read it.

        Raises
        ------
        FileTrouble
            If the text declares a coding that cannot hold it.
        """
        content = self.text.replace("\n", self.newline)
        coding = _coding((codecs.BOM_UTF8 if self.bom else b"") + content.encode("utf-8"))
        try:
            return content.encode(coding)
        except UnicodeEncodeError as error:
            letter = content[error.start]
            raise FileTrouble(
                f"The file declares its coding as {coding}, which cannot hold {letter!r}.",
                "Take the coding comment out of the first two lines.",
            ) from error


def decode(content: bytes) -> Source:
    """Read the bytes of a Python file as Python does: byte order mark, then coding comment.

    Raises
    ------
    FileTrouble
        If they are no text in the coding they declare.
    """
    coding = _coding(content)
    try:
        text = content.decode(coding)
    except UnicodeError as error:  # rare codings do not say where
        line = content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise FileTrouble(
            f"Line {line} is not text in the coding {coding}.", "Save the file as UTF-8."
        ) from error
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return Source(re.sub(r"\r\n?", "\n", text), newline, content.startswith(codecs.BOM_UTF8))


def _coding(content: bytes) -> str:
    try:
        coding = tokenize.detect_encoding(io.BytesIO(content).readline)[0]
        "".encode(coding)  # some codings, such as base64, are not for text
    except (SyntaxError, LookupError, UnicodeError) as error:
        raise FileTrouble(f"The file cannot be read: {error}.", "Save it as UTF-8.") from error
    return coding
