"""Compile the loop ahead of its first use: ``python -m nengo.engine.targets.compiled.warm``.

Takes some ten seconds for each float type. Several processes may do so at once; each writes whole
files, and the last one wins.
"""

from __future__ import annotations

import contextlib
import os
import sys

import numpy as np

from nengo.engine.targets.compiled import cache
from nengo.engine.targets.compiled.loop import compiled_loop


def warm(dtype: np.dtype) -> None:
    """Compile the loop for one float type and keep its machine code."""
    if not cache.is_warm(dtype):
        compiled_loop(dtype)
        cache.mark_warm(dtype)


def main(names: list[str]) -> None:
    """Compile for the float types of these names; for that of usual models by default."""
    with contextlib.suppress(AttributeError, OSError):  # Windows has no such call
        os.nice(10)
    for name in names or ["float64"]:
        warm(np.dtype(name))


if __name__ == "__main__":
    main(sys.argv[1:])
