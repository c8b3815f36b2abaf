"""Helpers for the people who use the simulator: measuring, plotting, simplifying, watching.

Nothing below this floor imports it. What the simulator itself needs lives beside its user, and
is only given its public name here.
"""

from nengo.utils import (
    builder,
    cache,
    connection,
    ensemble,
    filter_design,
    functions,
    graphs,
    ipython,
    least_squares_solvers,
    lock,
    magic,
    nco,
    network,
    numpy,
    paths,
    progress,
    simulator,
    stdlib,
    threading,
)

__all__ = [
    "builder",
    "cache",
    "connection",
    "ensemble",
    "filter_design",
    "functions",
    "graphs",
    "ipython",
    "least_squares_solvers",
    "lock",
    "magic",
    "nco",
    "network",
    "numpy",
    "paths",
    "progress",
    "simulator",
    "stdlib",
    "threading",
]
