"""Networks of Nengo, run in batches and trained.

The same models as in `nengo`, on JAX: many items at once, with gradients, and with Keras 3 as the
vocabulary of training (``compile``, ``fit``, ``evaluate``).
"""

# ruff: noqa: E402  # what uses JAX is imported once JAX is known to be there
import importlib
from typing import Any

from nengo.version import version as __version__
from nengo_dl.frameworks import require_jax

require_jax()

from nengo_dl import dists, losses
from nengo_dl.config import configure_settings
from nengo_dl.layers import Layer, TensorNode, tensor_layer
from nengo_dl.neurons import LeakyReLU, SoftLIFRate, SpikingLeakyReLU
from nengo_dl.simulator import Simulator

__all__ = [
    "Converter",
    "Layer",
    "LeakyReLU",
    "Simulator",
    "SoftLIFRate",
    "SpikingLeakyReLU",
    "TensorNode",
    "__version__",
    "callbacks",
    "configure_settings",
    "converter",
    "dists",
    "losses",
    "tensor_layer",
]


def __getattr__(name: str) -> Any:
    """Import what needs Keras when it is first used, since that takes seconds."""
    if name == "Converter":
        return importlib.import_module("nengo_dl.converter").Converter
    if name in ("callbacks", "converter"):
        return importlib.import_module(f"nengo_dl.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
