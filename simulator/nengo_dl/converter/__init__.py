"""Networks from models of Keras: `Converter`, and `LayerConverter` for further kinds of layers.

Importing this package imports Keras.
"""

from nengo_dl.frameworks import import_keras

import_keras()

# Only where Keras is there, and runs on JAX. Kinds of layers register themselves.
from nengo_dl.converter import (  # noqa: E402
    activation,
    convolution,
    dense,
    dropout,
    inputs,
    merging,
    nested,
    normalisation,
    pooling,
    rearranging,
)
from nengo_dl.converter.base import LayerConverter  # noqa: E402
from nengo_dl.converter.converter import Converter  # noqa: E402

__all__ = [
    "Converter",
    "LayerConverter",
    "activation",
    "convolution",
    "dense",
    "dropout",
    "inputs",
    "merging",
    "nested",
    "normalisation",
    "pooling",
    "rearranging",
]
