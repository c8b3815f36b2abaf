"""Where the compiled loop is kept between runs of Python: in the user's cache folder.

The environment variable ``NENGO_COMPILED_CACHE`` names another one, for homes that are read-only or
slow.

The folder's name tells everything the machine code depends on, so that nothing stale is ever
loaded: our version and sources, Python, NumPy, Numba. Numba itself adds the processor, and writes
files atomically, so that several processes may share the folder.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numba.core import caching

from nengo.exceptions import CacheIOWarning
from nengo.paths import cache_dir
from nengo.version import version

VARIABLE = "NENGO_COMPILED_CACHE"

_Locator: Any = (  # its name before Numba 0.61, which does not ask for ours either
    getattr(caching, "UserProvidedCacheLocator", None) or caching._UserProvidedCacheLocator
)


@contextlib.contextmanager
def kept_for_user() -> Iterator[None]:
    """Make functions that are declared within keep their machine code in `folder`."""
    # Numba reads these when a function is declared, and only then: nobody else's is affected.
    ours = {"CACHE_DIR": str(folder()), "CACHE_LOCATOR_CLASSES": f"{__name__}.PerhapsReadOnly"}
    before = {name: getattr(numba.config, name, "") for name in ours}
    vars(numba.config).update(ours)
    try:
        yield
    finally:
        vars(numba.config).update(before)


class PerhapsReadOnly(_Locator):
    """Where Numba keeps code; a process that may only read there still finds what is kept."""

    def ensure_cache_path(self) -> None:
        """Make the folder, if that is allowed."""
        with contextlib.suppress(OSError):
            super().ensure_cache_path()


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
    return root() / _name()


def root() -> Path:
    """Return the folder that holds it for all versions."""
    return _temporary or Path(os.environ.get(VARIABLE) or Path(cache_dir()) / "compiled")


_temporary: Path | None = None


def find_room() -> None:
    """If nothing can be written to `folder`, use a temporary one until this process ends."""
    global _temporary
    if _can_write(folder()):
        return
    warnings.warn(
        CacheIOWarning(
            f"{root()} cannot be written to, so the engine must be compiled again in each process. "
            f"Name another folder in the environment variable {VARIABLE}."
        ),
        stacklevel=2,
    )
    _temporary = Path(tempfile.mkdtemp(prefix="nengo-compiled-"))
    atexit.register(shutil.rmtree, _temporary, ignore_errors=True)


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@functools.cache
def _name() -> str:
    """Numba notices a change in the file of the loop, but not in those of the kernels."""
    # Numba keeps code by the path of its source: another copy of us has none here.
    digest = hashlib.sha1(str(Path(__file__).parent).encode(), usedforsecurity=False)
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    python = f"{sys.implementation.cache_tag}-numpy{np.__version__}-numba{numba.__version__}"
    return f"{version}-{digest.hexdigest()[:12]}-{python}"
