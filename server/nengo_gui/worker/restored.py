"""Put back what the worker itself stands on, should the model have pulled it away.

Not all that a model can break: what is broken by accident, or for fun.
"""

from __future__ import annotations

import builtins
import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import nengo

USUAL_RECURSION_LIMIT = 1000


@contextmanager
def restored() -> Iterator[None]:
    """Run the model file, then have built-in names, Nengo's and the collector as before."""
    names = {module: dict(vars(module)) for module in (builtins, nengo)}
    modules = dict(sys.modules)
    try:
        yield
    finally:
        for module, known in names.items():
            vars(module).update(known)
        sys.modules.update(modules | sys.modules)
        gc.enable()
        sys.settrace(None)
        sys.setprofile(None)
        threading.settrace(None)  # type: ignore[arg-type]
        threading.setprofile(None)  # type: ignore[arg-type]
        if sys.getrecursionlimit() < USUAL_RECURSION_LIMIT:
            sys.setrecursionlimit(USUAL_RECURSION_LIMIT)
