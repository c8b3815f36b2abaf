"""One file of the cache: decoders, what the solver said about them, and its generator.

The file is a NumPy archive without pickles: a model that runs behind walls may write to the
cache, and nothing it leaves there can run when another process reads it.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

RngState = tuple[str, np.ndarray, int, int, float]
"""What `numpy.random.RandomState.get_state` returns."""

TREE = "tree"
"""Name of the member that holds everything but the arrays, as JSON."""


class EntryError(ValueError):
    """An entry cannot be put in a file, or be read from one."""


class Entry(NamedTuple):
    """What a solver gave.

    Attributes
    ----------
    decoders : ndarray
        Decoders or weights.
    info : dict
        What the solver said about them.
    rng_state : tuple or None
        Where the solver left the generator; None if it did not draw.
    """

    decoders: np.ndarray
    info: dict[str, Any]
    rng_state: RngState | None


def write_entry(path: Path, entry: Entry) -> None:
    """Put an entry in a file that appears whole or not at all, whoever else writes or reads.

    Raises
    ------
    EntryError
        If the entry holds more than arrays, numbers, words, lists, tuples and dictionaries.
    OSError
        If the file cannot be written.
    """
    arrays: dict[str, np.ndarray] = {}
    tree = json.dumps(_encode(tuple(entry), arrays))
    arrays[TREE] = np.frombuffer(tree.encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(draft)
        raise


def read_entry(path: Path) -> Entry:
    """Read an entry from its file.

    Raises
    ------
    FileNotFoundError
        If there is none.
    EntryError
        If the file is damaged.
    OSError
        If the file cannot be read.
    """
    try:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Entry(*_decode(json.loads(arrays[TREE].tobytes()), arrays))
    except OSError:
        raise
    except (ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise EntryError(f"{path} is not an entry of the decoder cache: {error}") from error


def _encode(value: Any, arrays: dict[str, np.ndarray]) -> Any:
    """Turn a value into JSON, with arrays put aside; containers become ``{kind: content}``."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is dict and all(type(key) is str for key in value):
        return {"dict": {key: _encode(item, arrays) for key, item in value.items()}}
    if type(value) in (list, tuple):
        return {type(value).__name__: [_encode(item, arrays) for item in value]}
    if isinstance(value, np.generic) or type(value) is np.ndarray:
        return _put_aside(value, arrays)
    raise EntryError(f"{value!r} of type {type(value).__name__} cannot be kept in a file.")


def _put_aside(value: np.ndarray | np.generic, arrays: dict[str, np.ndarray]) -> dict[str, str]:
    if value.dtype.hasobject:
        raise EntryError(f"{value!r} holds objects, which cannot be kept in a file.")
    name = f"array{len(arrays)}"
    arrays[name] = np.asarray(value)
    return {"scalar" if isinstance(value, np.generic) else "array": name}


def _decode(value: Any, arrays: Any) -> Any:
    if type(value) is not dict:
        return value
    ((kind, content),) = value.items()
    if kind == "dict":
        return {key: _decode(item, arrays) for key, item in content.items()}
    if kind == "array":
        return arrays[content]
    if kind == "scalar":
        return arrays[content][()]
    items = [_decode(item, arrays) for item in content]
    return tuple(items) if kind == "tuple" else items
