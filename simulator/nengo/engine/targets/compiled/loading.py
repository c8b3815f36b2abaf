"""Bring the compiled loop into this process without anybody waiting for it.

::

    idle ──begin()──► working ──► ready
                         └──────► idle for ever      (Numba cannot compile here)

If this machine has no machine code yet, a process of its own compiles it first, with low priority,
and leaves it in the cache; this process then only loads it, in a thread. Where the cache cannot be
written to, it does the same in a temporary folder.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

logger = logging.getLogger(__name__)

compiles_itself = True
"""Whether a process that finds no machine code has it compiled. A host that sees to that once for
many processes says False to them; they then wait until it is there."""

LOOK_SECONDS = 1.0
"""Between two looks at whether it is there."""


class Loading:
    """The way of the loop for one float type into this process.

    Parameters
    ----------
    dtype : dtype
        Float type of the models that the loop will run.
    """

    def __init__(self, dtype: np.dtype) -> None:
        self._dtype = dtype
        self._begun = False
        self._loop: Callable | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._loading_lock = threading.Lock()
        """Apart from the other: whoever only calls `begin` must not wait until all is loaded."""

    @property
    def ready(self) -> bool:
        """Whether programs can run in the compiled loop now."""
        return self._loop is not None

    def begin(self) -> None:
        """Start working towards `ready`; only the first call does anything."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
        self._thread = threading.Thread(target=self._work, name="nengo-engine", daemon=True)
        self._thread.start()

    def wait(self) -> Callable:
        """Return the loop, as soon as there is one; compiles in this process if need be."""
        with self._loading_lock:
            if self._loop is None:
                self._loop = self._load()
        return self._loop

    def wait_if_warm(self) -> None:
        """Load now if somebody has compiled before, otherwise only `begin`."""
        if self.ready or not self._is_warm():
            self.begin()
            return
        self.wait()

    def _is_warm(self) -> bool:
        from nengo.engine.targets.compiled import cache

        return cache.is_warm(self._dtype)

    def _work(self) -> None:
        try:
            if compiles_itself and not self._is_warm():
                _compile_elsewhere(self._dtype)
            while not self._is_warm():
                time.sleep(LOOK_SECONDS)
            # Machine code must not be half loaded when Python shuts down.
            atexit.register(self._finish)
            self.wait()
        except Exception:
            # Whatever it was, NumPy goes on; who asks for the compiled engine by name is told.
            logger.info("The compiled engine cannot be loaded; NumPy goes on.", exc_info=True)

    def _finish(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def _load(self) -> Callable:
        from nengo.engine.targets.compiled import cache
        from nengo.engine.targets.compiled.loop import compiled_loop

        loop = compiled_loop(self._dtype)
        with contextlib.suppress(OSError):  # a folder that cannot be written keeps nothing
            cache.mark_warm(self._dtype)
        return loop


def _compile_elsewhere(dtype: np.dtype) -> None:
    """Compile in a process of its own, which outlives this one if it must."""
    from nengo.engine.targets.compiled import cache

    cache.find_room()
    command = [sys.executable, "-m", "nengo.engine.targets.compiled.warm", dtype.name]
    # The package may have been imported from a folder that only this process knows.
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
    environment[cache.VARIABLE] = str(cache.root())
    silent: Any = subprocess.DEVNULL
    subprocess.run(command, env=environment, stdin=silent, stdout=silent, stderr=silent, check=True)


def is_installed() -> bool:
    """Whether there is a compiler at all."""
    return importlib.util.find_spec("numba") is not None


def has_arithmetic(dtype: np.dtype) -> bool:
    """Whether the compiler can calculate with a float type: with half precision it cannot."""
    return dtype.itemsize >= 4


_loadings: dict[np.dtype, Loading] = {}


def loading(dtype: np.dtype) -> Loading:
    """Return the loading of the loop for a float type; there is one in a process."""
    return _loadings.setdefault(np.dtype(dtype), Loading(np.dtype(dtype)))
