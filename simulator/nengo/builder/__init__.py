"""From objects to signals and operators.

`Model` collects what has been built, `Builder` knows which function builds which type, and one
file per kind of object holds those functions. Read `network.py` first: it is the top.
"""

from nengo.builder.model import Model
from nengo.builder.operator import Operator
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal

# Importing these files registers their build functions.
from nengo.builder import (  # isort: skip
    builder,
    connection,
    ensemble,
    learning_rules,
    network,
    neurons,
    node,
    operator,
    optimizer,
    probe,
    processes,
    signal,
    transforms,
)

__all__ = [
    "Builder",
    "Model",
    "Operator",
    "Signal",
    "builder",
    "connection",
    "ensemble",
    "learning_rules",
    "network",
    "neurons",
    "node",
    "operator",
    "optimizer",
    "probe",
    "processes",
    "signal",
    "transforms",
]
