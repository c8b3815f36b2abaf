"""Solvers: how decoders and weights are found."""

from nengo.solvers.base import Solver, SolverParam
from nengo.solvers.given import NoSolver
from nengo.solvers.least_squares import Lstsq, LstsqMultNoise, LstsqNoise
from nengo.solvers.nnls import Nnls, NnlsL2, NnlsL2nz
from nengo.solvers.regularised import LstsqL2, LstsqL2nz
from nengo.solvers.sparse import LstsqDrop, LstsqL1

__all__ = [
    "Lstsq",
    "LstsqDrop",
    "LstsqL1",
    "LstsqL2",
    "LstsqL2nz",
    "LstsqMultNoise",
    "LstsqNoise",
    "Nnls",
    "NnlsL2",
    "NnlsL2nz",
    "NoSolver",
    "Solver",
    "SolverParam",
]
