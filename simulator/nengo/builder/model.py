"""What has been built so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.builder.activities import SharedActivities
from nengo.builder.operator import Operator, TimeUpdate
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.cache import NoDecoderCache
from nengo.exceptions import NengoException
from nengo.rc import rc


class Model:
    """The signals and operators of a network, and what was computed for its objects.

    Parameters
    ----------
    dt : float
        Length of a step, in seconds.
    label : str, optional
        For people only.

    Other Parameters
    ----------------
    decoder_cache : DecoderCache, optional
        Keeps decoders between builds. By default nothing is kept.
    builder : Builder, optional
        What knows how to build objects.

    Attributes
    ----------
    operators : list of Operator
        In the order of their creation.
    params : dict
        Object → the parameters it was built with.
    sig : dict of dict
        Object → name → `Signal`.
    probes : list of Probe
        The probes that sample something.
    seeds : dict
        Object → seed. May be filled before building; entries are kept.
    seeded : dict
        Object → whether its seed was fixed by the user, on it or on a network around it.
    toplevel : Network or None
        The network that is built.
    config : Config or None
        That of the network being built.
    step, time : Signal
        () the number of the step, and the time in seconds.
    build_callback : callable or None
        Called with each object once it has been built.
    origins : dict
        Operator → the object for which it was made.
    activities : SharedActivities
        Those computed in the build that is running.
    """

    def __init__(
        self,
        dt: float = 0.001,
        label: str | None = None,
        decoder_cache: Any = None,
        builder: Any = None,
    ) -> None:
        self.dt = dt
        self.label = label
        self.decoder_cache = NoDecoderCache() if decoder_cache is None else decoder_cache
        self.builder = Builder() if builder is None else builder
        self.toplevel: Any = None
        self.config: Any = None
        self.build_callback: Callable[[Any], None] | None = None

        self.operators: list[Operator] = []
        self.params: dict[Any, Any] = {}
        self.probes: list[Any] = []
        self.seeds: dict[Any, int] = {}
        self.seeded: dict[Any, bool] = {}
        self.sig: defaultdict[Any, dict[Any, Any]] = defaultdict(dict)
        self.origins: dict[Operator, Any] = {}
        self.activities = SharedActivities()
        self._building: list[Any] = []

        zero, one = np.array(0.0, rc.float_dtype), np.array(1.0, rc.float_dtype)
        self.sig["common"][0] = Signal(zero, name="ZERO", readonly=True)
        self.sig["common"][1] = Signal(one, name="ONE", readonly=True)
        self.step = Signal(np.array(0, dtype=rc.int_dtype), name="step")
        self.time = Signal(np.array(0, dtype=rc.float_dtype), name="time")
        self.add_op(TimeUpdate(self.step, self.time))

    def add_op(self, op: Operator) -> None:
        """Add the operator ``op``.

        With the setting ``nengo.Simulator.fail_fast`` its step function is made at once, so that
        a mistake shows where the operator is made.
        """
        self.operators.append(op)
        if self._building:
            self.origins[op] = self._building[-1]
        if rc.getboolean("nengo.Simulator", "fail_fast"):
            signals = SignalDict()
            op.init_signals(signals)
            op.make_step(signals, self.dt, np.random.RandomState(0))

    def build(self, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Build an object into this model; see `Builder.build`."""
        self._building.append(obj if hasattr(obj, "_birthplace") else self._origin())
        try:
            built = self.builder.build(self, obj, *args, **kwargs)
        except NengoException as error:
            error.at(obj)
            raise
        finally:
            self._building.pop()
            if not self._building:
                self.activities.clear()
        if self.build_callback is not None:
            self.build_callback(obj)
        return built

    def has_built(self, obj: Any) -> bool:
        """Whether ``obj`` has been built."""
        return obj in self.params

    def _origin(self) -> Any:
        """Return the user's object that is being built."""
        return self._building[-1] if self._building else None

    def __str__(self) -> str:
        return f"Model: {self.label}"
