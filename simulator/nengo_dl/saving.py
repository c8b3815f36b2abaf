"""Parameters in files, by name: a file says what it holds, and loading says what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nengo.exceptions import SimulationError

STATE = "state/"
"""What the names of arrays begin with that are state, not parameters."""


def write(path: Any, arrays: Mapping[str, np.ndarray]) -> None:
    """Write named arrays to a file; without a suffix it gets ``.npz``."""
    values: dict[str, Any] = {name: np.asarray(x) for name, x in arrays.items()}
    np.savez_compressed(_with_suffix(path), **values)


def read(path: Any, expected: Mapping[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """Read named arrays from a file.

    Parameters
    ----------
    path : path-like
        What was given to `write`.
    expected : dict
        Name → shape, of all that must be there.

    Raises
    ------
    SimulationError
        If names or shapes differ.
    """
    path = _with_suffix(path)
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    wanted = {name: arrays.get(name) for name in expected}
    missing = [name for name, x in wanted.items() if x is None]
    others = [name for name in arrays if name not in expected and not name.startswith(STATE)]
    misfits = [
        f"{name} has shape {x.shape}, not {expected[name]}"
        for name, x in wanted.items()
        if x is not None and x.shape != tuple(expected[name])
    ]
    if missing or others or misfits:
        parts = [
            f"it lacks {', '.join(missing)}" if missing else "",
            f"it has {', '.join(others)} besides" if others else "",
            *misfits,
        ]
        raise SimulationError(
            f"{path.name} was saved from another network: {'; '.join(p for p in parts if p)}. "
            "Load it into a simulator of the network that it was saved from."
        )
    return {name: arrays[name] for name in expected}


def _with_suffix(path: Any) -> Path:
    path = Path(path)
    return path if path.suffix == ".npz" else path.with_name(path.name + ".npz")
