"""The frameworks under us: JAX always, Keras (on JAX) for training, imported when first needed."""

from __future__ import annotations

import os
import sys
from types import ModuleType

from nengo.exceptions import SimulationError
from nengo.extras import require


def require_jax() -> None:
    """Raise an error that says how to install JAX, unless it is there; let Keras start on JAX."""
    require("jax", "nengo_dl", install="nengo[dl]")
    if "keras" not in sys.modules:
        os.environ.setdefault("KERAS_BACKEND", "jax")


def import_keras() -> ModuleType:
    """Import Keras, running on JAX.

    Raises
    ------
    ModuleNotFoundError
        If Keras is not installed.
    SimulationError
        If Keras runs on another framework already.
    """
    require("keras", "Training with nengo_dl", install="nengo[dl]")
    import keras  # takes seconds, and only training needs it

    backend = keras.backend.backend()
    if backend != "jax":
        raise SimulationError(
            f"Keras runs on {backend}, but nengo_dl trains on jax, and this cannot change once "
            "Keras is imported. Put os.environ['KERAS_BACKEND'] = 'jax' before the first import."
        )
    return keras
