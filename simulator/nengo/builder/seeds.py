"""Which object gets which seed, reproducibly.

Each network draws one number per object from a generator of its own, type by type. So an
explicit seed on one object never changes the seeds of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.arrays import maxint

if TYPE_CHECKING:
    from nengo.builder.model import Model
    from nengo.network import Network


def seed_toplevel(model: Model, network: Network) -> None:
    """Give a seed to a network that is not inside another one."""
    # Drawn even where the network has a seed: each build advances the global generator by one.
    _assign(model, network, np.random.randint(maxint), seeded=False)


def seed_members(model: Model, network: Network) -> None:
    """Give a seed to all objects of a network, and then to those of its sub-networks."""
    rng = np.random.RandomState(model.seeds[network])
    types = sorted(network.objects, key=lambda cls: cls.__name__)
    for obj in (obj for cls in types for obj in network.objects[cls]):
        _assign(model, obj, rng.randint(maxint), model.seeded[network])
        for _ in range(getattr(obj, "_spare_seeds", 0)):
            rng.randint(maxint)  # keeps the seeds of what follows as they were in former versions
    for subnet in network.networks:
        seed_members(model, subnet)


def _assign(model: Model, obj: Any, drawn: int, seeded: bool) -> None:
    own = getattr(obj, "seed", None)
    model.seeded[obj] = own is not None or seeded
    if obj not in model.seeds:
        model.seeds[obj] = int(drawn) if own is None else own
