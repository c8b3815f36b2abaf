"""From a network to a simulator, telling how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import nengo
from nengo.builder import Model
from nengo.cache import get_default_decoder_cache

TELL_EVERY = 0.05
"""Seconds between two reports."""


def build(network: nengo.Network, dt: float, tell: Callable[[int, int], None]) -> nengo.Simulator:
    """Build the simulator of a network.

    Parameters
    ----------
    network : Network
        The model.
    dt : float
        Length of a step, in seconds.
    tell : callable
        Called now and then with the number of objects that are built, and of all.
    """
    model = Model(dt=dt, label=str(network), decoder_cache=get_default_decoder_cache())
    model.build_callback = _Progress(network, tell)
    return nengo.Simulator(network, model=model, progress_bar=False)


class _Progress:
    """Counts the objects of a network as they are built."""

    def __init__(self, network: nengo.Network, tell: Callable[[int, int], None]) -> None:
        self._to_come = {id(obj) for obj in network.all_objects}
        self._total = len(self._to_come)
        self._tell = tell
        self._told_at = 0.0

    def __call__(self, obj: Any) -> None:
        self._to_come.discard(id(obj))  # parts of objects are built, too
        now = time.monotonic()
        if now - self._told_at > TELL_EVERY:
            self._told_at = now
            self._tell(self._total - len(self._to_come), self._total)
