"""What makes workers start faster, but takes too long to wait for."""

from __future__ import annotations

import importlib
import os

import numpy as np

from nengo.engine.targets.compiled import loading
from nengo.paths import cache_dir

# Whoever imports this sees to the compiling: workers forked from there only wait for it.
loading.compiles_itself = False
# Workers have another home; they find the machine code where it is kept for this person.
os.environ.setdefault("NENGO_COMPILED_CACHE", os.path.join(cache_dir(), "compiled"))


def prepare() -> bool:
    """Load the compiled engine and what reads code, so that all workers forked from here have it.

    Returns
    -------
    bool
        False if this machine had no machine code yet. Now it has, but this process is large from
        compiling: another one should call again.
    """
    importlib.import_module("nengo_gui.editing.desk")  # who edits by hand shall not wait for it
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
