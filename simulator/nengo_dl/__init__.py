"""Networks of Nengo, run in batches and trained.

The same models as in `nengo`, on JAX: many items at once, with gradients, and with Keras 3 as the
vocabulary of training (``compile``, ``fit``, ``evaluate``).
"""

# ruff: noqa: E402  # what uses JAX is imported once JAX is known to be there
from nengo.version import version as __version__
from nengo_dl.frameworks import require_jax

require_jax()

from nengo_dl.config import configure_settings
from nengo_dl.simulator import Simulator

__all__ = ["Simulator", "__version__", "configure_settings"]
