"""The environment variables a worker gets to see, and how its interpreter is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nengo_gui

# What Python, NumPy and our own folders need. The rest is nobody's business: keys and passwords
# live in environment variables too.
KEPT = {
    "PATH", "HOME", "USER", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP",
    "VIRTUAL_ENV", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "PYTHONPATH", "PYTHONHOME", "PYTHONUTF8", "PYTHONHASHSEED", "PYTHONPYCACHEPREFIX",
    "PYTHONUSERBASE", "PYTHONNOUSERSITE", "PYTHONWARNINGS", "CONDA_PREFIX",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "NENGO_ENGINE", "NENGO_COMPILED_CACHE",
    "SYSTEMROOT", "APPDATA", "LOCALAPPDATA", "USERPROFILE",
}  # fmt: skip
KEPT_FAMILIES = ("LC_",)
# One thread each: a model shares the machine with the screen, and forking wants a single thread.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def environment() -> dict[str, str]:
    """Return what is left of our environment for workers."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or name.startswith(KEPT_FAMILIES)
    }
    if "PYTHONPATH" in kept:  # we run in another folder
        folders = kept["PYTHONPATH"].split(os.pathsep)
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, folders))
    return kept | dict.fromkeys(THREADS, "1")


def command(module: str, **options: object) -> list[str]:
    """Return the command line that runs one of our modules with ``--name value`` options."""
    arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return [sys.executable, "-m", module, *arguments]


def safe_folder() -> Path:
    """Return the folder to run in: Python looks there first for what it imports.

    In the user's folder a ``random.py`` would run outside all walls; ours is on the path anyway.
    """
    return Path(nengo_gui.__file__).parent.parent
