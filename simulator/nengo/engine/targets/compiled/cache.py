"""Where the compiled loop is kept between runs of Python: in the user's cache folder.

The environment variable ``NENGO_COMPILED_CACHE`` names another one, for homes that are read-only or
slow.

The folder's name tells everything the machine code depends on, so that nothing stale is ever
loaded: our version and sources, Python, NumPy, Numba. Numba itself adds the processor, and writes
files atomically, so that several processes may share the folder.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numba
import numpy as np

from nengo.paths import cache_dir
from nengo.version import version


@contextlib.contextmanager
def kept_for_user() -> Iterator[None]:
    """Make functions that are declared within keep their machine code in `folder`."""
    before = numba.config.CACHE_DIR
    # Numba reads this when a function is declared, and only then: nobody else's is affected.
    numba.config.CACHE_DIR = str(folder())
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before


def is_warm(dtype: np.dtype) -> bool:
    """Whether the loop for this float type has been compiled before."""
    return _mark(dtype).exists()


def mark_warm(dtype: np.dtype) -> None:
    """Remember that it has been."""
    _mark(dtype).touch()


def _mark(dtype: np.dtype) -> Path:
    return folder() / f"{np.dtype(dtype).name}.ready"


def folder() -> Path:
    """Return where the machine code of this version on this Python belongs."""
    chosen = os.environ.get("NENGO_COMPILED_CACHE")
    return Path(chosen or Path(cache_dir()) / "compiled") / _name()


@functools.cache
def _name() -> str:
    """Numba notices a change in the file of the loop, but not in those of the kernels."""
    # Numba keeps code by the path of its source: another copy of us has none here.
    digest = hashlib.sha1(str(Path(__file__).parent).encode(), usedforsecurity=False)
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    python = f"{sys.implementation.cache_tag}-numpy{np.__version__}-numba{numba.__version__}"
    return f"{version}-{digest.hexdigest()[:12]}-{python}"
