# Has type hints of every kind.
# must: fine
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Optional, TypeVar

import nengo

if TYPE_CHECKING:
    from matplotlib.axes import Axes

T = TypeVar("T")


class Sizes(NamedTuple):
    neurons: int = 20
    dimensions: int = 2


def same(x: T, axes: Optional[Axes] = None) -> T:
    return x


model: nengo.Network = nengo.Network()
with model:
    a: nengo.Ensemble = nengo.Ensemble(*Sizes())
    nengo.Connection(a, a, function=same)
