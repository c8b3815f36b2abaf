# Describes its parameters by a dataclass.
# must: fine
from __future__ import annotations

from dataclasses import dataclass, field

import nengo


@dataclass
class Parameters:
    n_neurons: int = 20
    intercepts: list[float] = field(default_factory=lambda: [-1, 1])


p = Parameters()
with nengo.Network() as model:
    nengo.Ensemble(p.n_neurons, 1, intercepts=nengo.dists.Uniform(*p.intercepts))
