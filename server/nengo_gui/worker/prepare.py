"""What makes workers start faster, but takes too long to wait for."""

from __future__ import annotations

import os

import numpy as np

from nengo.engine.targets.compiled import loading

# Whoever imports this sees to the compiling: workers forked from there only wait for it.
loading.compiles_itself = False


def prepare() -> bool:
    """Load the compiled engine, so that all workers forked from here have it.

    Returns
    -------
    bool
        False if this machine had no machine code yet. Now it has, but this process is large from
        compiling: another one should call again.
    """
    if not loading.is_installed():
        return True
    from nengo.engine.targets.compiled import cache
    from nengo.engine.targets.compiled.warm import warm

    usual = np.dtype(np.float64)
    if not cache.is_warm(usual):
        os.nice(10)
        warm(usual)
        return False
    loading.loading(usual).wait()
    return True
