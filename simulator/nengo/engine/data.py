"""What was built, and what was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from nengo.probe import Probe


class SimulationData(Mapping):
    """What was built, and what was recorded: ``sim.data[obj]``.

    Parameters
    ----------
    raw : dict
        Object → parameters; probe → samples.
    """

    def __init__(self, raw: dict[Any, Any]) -> None:
        self.raw = raw
        self._cache: dict[Any, np.ndarray] = {}

    def reset(self) -> None:
        """Forget arrays that were handed out before."""
        self._cache.clear()

    def __getitem__(self, key: Any) -> Any:
        value = self.raw[key]
        if not isinstance(key, Probe):
            return value
        # The same array as long as there is nothing new.
        if key not in self._cache or len(self._cache[key]) != len(value):
            array = np.asarray(value).view()
            array.flags.writeable = False
            self._cache[key] = array
        return self._cache[key]

    def __len__(self) -> int:
        return len(self.raw)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.raw)

    def __str__(self) -> str:
        return str(self.raw)

    def __repr__(self) -> str:
        return repr(self.raw)
