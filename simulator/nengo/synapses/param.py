"""The parameter that holds a synapse."""

from __future__ import annotations

from typing import Any

from nengo.arrays import is_number
from nengo.params import Parameter, Unconfigurable
from nengo.params.base import Obj
from nengo.synapses.base import Synapse
from nengo.synapses.linear import Lowpass


class SynapseParam(Parameter):
    """A synapse, or None for no filtering; a number is the time constant of a `Lowpass`."""

    equatable = True

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        optional: bool = True,
        readonly: bool | None = None,
    ) -> None:
        super().__init__(name, default, optional, readonly)

    def coerce(self, obj: Obj, value: Any) -> Synapse | None:
        """Accept a `Synapse` or a number of seconds."""
        synapse = Lowpass(value) if is_number(value) else value
        self.check_type(obj, synapse, Synapse)
        return super().coerce(obj, synapse)
