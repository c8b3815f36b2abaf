"""The password by which people on other machines get in: only its hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Any

SHORTEST, LONGEST = 8, 1024
# Of RFC 7914: 16 MB and some 50 ms for each guess.
COST = {"n": 2**14, "r": 8, "p": 1}
_SALT_BYTES = 16


class PasswordTrouble(Exception):
    """There is no password that could be used."""


class Password:
    """Tells the password from all others."""

    def __init__(self, salt: bytes, digest: bytes, cost: dict[str, int]) -> None:
        self._salt = salt
        self._digest = digest
        self._cost = cost

    def fits(self, text: str) -> bool:
        """Say whether this is it. Takes long on purpose: call it in a thread."""
        if len(text) > LONGEST:
            return False
        return hmac.compare_digest(_digest(text, self._salt, self._cost), self._digest)


def _digest(text: str, salt: bytes, cost: dict[str, int]) -> bytes:
    whole = text.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(whole, salt=salt, n=cost["n"], r=cost["r"], p=cost["p"])


def _file(folder: Path) -> Path:
    return folder / "password.json"


def is_kept(folder: Path) -> bool:
    """Say whether a password was chosen before."""
    return _file(folder).exists()


def choose(folder: Path, text: str) -> None:
    """Keep the hash of a new password, readable by this user only.

    Raises
    ------
    PasswordTrouble
        If it is too short or too long, or cannot be written.
    """
    if not SHORTEST <= len(text) <= LONGEST:
        raise PasswordTrouble(f"A password must have {SHORTEST} to {LONGEST} characters.")
    salt = secrets.token_bytes(_SALT_BYTES)
    content = {**COST, "salt": salt.hex(), "hash": _digest(text, salt, COST).hex()}
    temporary = _file(folder).with_suffix(f".{secrets.token_hex(8)}.tmp")
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            json.dump(content, file)
        temporary.replace(_file(folder))
    except OSError as error:
        raise PasswordTrouble(f"{_file(folder)} cannot be written: {error.strerror}.") from error


def load(folder: Path) -> Password:
    """Return the password that was chosen; raises ``PasswordTrouble`` if there is none to trust."""
    path = _file(folder)
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise PasswordTrouble(f"{path} is open to others. Run: chmod 600 {path}")
        content = json.loads(path.read_bytes())
        return Password(*_parts(content))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PasswordTrouble(
            f"{path} holds no password. Start nengo --password in a terminal to choose one."
        ) from error


def _parts(content: Any) -> tuple[bytes, bytes, dict[str, int]]:
    cost = {name: int(content[name]) for name in COST}
    return bytes.fromhex(content["salt"]), bytes.fromhex(content["hash"]), cost
