"""The cache of decoders: a solver that looks into a folder first.

::

    closed ──with──▶ keeps     finds decoders, and keeps new ones
    solves           │
    everything       ▼ the folder cannot be written to (or readonly was asked for)
    anew             reads     finds decoders
"""

from __future__ import annotations

import functools
import logging
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from nengo.cache.entry import Entry, EntryError, RngState
from nengo.cache.folder import EntryFolder
from nengo.cache.key import entry_key
from nengo.cache.sizes import bytes2human
from nengo.exceptions import CacheIOWarning, FingerprintError
from nengo.rc import rc

logger = logging.getLogger(__name__)

Solve = Callable[..., tuple[np.ndarray, dict]]
"""Called as ``solve(conn, gain, bias, x, targets, rng=…)``; returns decoders and solver info."""


class DecoderCache(EntryFolder):
    """Keeps what solvers find, and finds it again.

    Use it in a ``with`` block; outside of one, everything is solved.

    Parameters
    ----------
    readonly, cache_dir
        See `nengo.cache.folder.EntryFolder`.
    """

    _complaints: ClassVar[set[Path]] = set()
    """Folders that could not be written to, of which the user has been told."""

    def __init__(self, readonly: bool = False, cache_dir: str | os.PathLike | None = None) -> None:
        super().__init__(readonly, cache_dir)
        self._is_open = False
        self._keeps = False
        self._has_kept = False

    def __enter__(self) -> DecoderCache:
        self._is_open = True
        self._keeps = not self.readonly and self._can_write()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._is_open = self._keeps = False
        if self._has_kept:
            self._has_kept = False
            self._tidy()

    def wrap_solver(self, solver_fn: Solve) -> Solve:
        """Make a solver that looks into the cache first.

        The result is the same either way, and so is the generator: where a solver draws, the
        generator is put where the solver had left it.

        Parameters
        ----------
        solver_fn : callable
            Called as ``solver_fn(conn, gain, bias, x, targets, rng=rng)``, returns decoders and
            info. Further keyword arguments are passed on, and must not change the result.
        """

        def cached_solver(
            conn: Any,
            gain: np.ndarray,
            bias: np.ndarray,
            x: np.ndarray,
            targets: np.ndarray,
            rng: Any = np.random,
            **uncached_kwargs: Any,
        ) -> tuple[np.ndarray, dict]:
            solve = functools.partial(
                solver_fn, conn, gain, bias, x, targets, rng=rng, **uncached_kwargs
            )
            if not self._is_open:
                warnings.warn(
                    "A decoder cache was used outside of its `with` block, so decoders are "
                    "solved anew. Write `with cache:` around it.",
                    stacklevel=2,
                )
                return solve()
            try:
                key = entry_key(conn.solver, conn.pre_obj.neuron_type, gain, bias, x, targets, rng)
            except FingerprintError as error:
                logger.debug("Solving %s without the cache: %s", conn, error)
                return solve()
            return self._find(key, rng) or self._solve_and_keep(key, solve, rng)

        return cached_solver

    def _find(self, key: str, rng: Any) -> tuple[np.ndarray, dict] | None:
        try:
            entry = self._read(key)
        except FileNotFoundError:
            return None
        except (EntryError, OSError) as error:
            logger.info("Solving anew: %s", error)
            return None
        if entry.rng_state is not None:
            rng.set_state(entry.rng_state)
        return entry.decoders, entry.info

    def _solve_and_keep(
        self, key: str, solve: Callable[[], tuple[np.ndarray, dict]], rng: Any
    ) -> tuple[np.ndarray, dict]:
        before = _state_of(rng)
        decoders, info = solve()
        if self._keeps:
            after = _state_of(rng)
            self._keep(key, Entry(decoders, info, None if _equal(before, after) else after))
        return decoders, info

    def _keep(self, key: str, entry: Entry) -> None:
        try:
            self._write(key, entry)
            self._has_kept = True
        except EntryError as error:
            logger.info("Not keeping decoders: %s", error)
        except OSError as error:
            self._keeps = False
            self._complain(error)

    def _can_write(self) -> bool:
        try:
            self._prepare()
        except OSError as error:
            self._complain(error)
            return False
        return True

    def _complain(self, reason: object) -> None:
        if self.cache_dir in self._complaints:
            return
        self._complaints.add(self.cache_dir)
        warnings.warn(
            f"The decoder cache in {self.cache_dir} cannot be written to ({reason}). Everything "
            "works, but decoders are solved anew each time. Name a folder of your own in the "
            "setting decoder_cache.path, or set decoder_cache.enabled to False.",
            CacheIOWarning,
            stacklevel=3,
        )


class NoDecoderCache:
    """Keeps nothing: the cache of those who want none."""

    def __enter__(self) -> NoDecoderCache:
        return self

    def __exit__(self, *exc_info: object) -> None:
        pass

    def wrap_solver(self, solver_fn: Solve) -> Solve:
        """Return ``solver_fn`` as it is."""
        return solver_fn

    def get_files(self) -> list[Path]:
        """List no file."""
        return []

    def get_size(self) -> str:
        """Tell that nothing is kept."""
        return bytes2human(0)

    def get_size_in_bytes(self) -> int:
        """Tell that nothing is kept."""
        return 0

    def shrink(self, limit: int | str | None = 0) -> None:
        """Do nothing: there is nothing beyond ``limit``."""

    def invalidate(self) -> None:
        """Do nothing."""


def get_default_decoder_cache() -> DecoderCache | NoDecoderCache:
    """Make the cache that the settings ask for, as they are now."""
    if not rc.getboolean("decoder_cache", "enabled"):
        return NoDecoderCache()
    return DecoderCache(readonly=rc.getboolean("decoder_cache", "readonly"))


def _state_of(rng: Any) -> RngState | None:
    return None if rng is None else rng.get_state()


def _equal(a: RngState | None, b: RngState | None) -> bool:
    if a is None or b is None:
        return a is b
    return a[2:] == b[2:] and np.array_equal(a[1], b[1])
