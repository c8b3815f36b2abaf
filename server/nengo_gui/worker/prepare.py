"""What makes workers start faster, but takes too long to wait for."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from nengo.engine.targets.compiled.loading import is_installed, loading


def prepare() -> None:
    """Load the compiled engine, so that all workers forked from here have it.

    If this machine has no machine code yet, another process compiles it first; this one stays
    small, and has one thread.
    """
    if not is_installed():
        return
    from nengo.engine.targets.compiled import cache

    usual = np.dtype(np.float64)
    if not cache.is_warm(usual):
        compiler = [sys.executable, "-m", "nengo.engine.targets.compiled.warm", usual.name]
        subprocess.run(compiler, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    loading(usual).wait()
