"""Networks of Nengo, run in batches and trained.

The same models as in `nengo`, on JAX: many items at once, with gradients, and with Keras 3 as the
vocabulary of training (``compile``, ``fit``, ``evaluate``).
"""

from nengo.version import version as __version__
from nengo_dl.frameworks import require_jax

require_jax()

# Only once JAX is known to be there:
from nengo_dl import dists, losses  # noqa: E402
from nengo_dl.builder.tensor_node import build_tensor_node as _registered  # noqa: E402, F401
from nengo_dl.config import configure_settings  # noqa: E402
from nengo_dl.layers import Layer, TensorNode, tensor_layer  # noqa: E402
from nengo_dl.neurons import LeakyReLU, SoftLIFRate, SpikingLeakyReLU  # noqa: E402

__all__ = [
    "Layer",
    "LeakyReLU",
    "SoftLIFRate",
    "SpikingLeakyReLU",
    "TensorNode",
    "__version__",
    "configure_settings",
    "dists",
    "losses",
    "tensor_layer",
]
