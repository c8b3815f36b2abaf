"""Methods for regularised least squares, under their published name."""

from nengo.solvers.base import format_system, rmses
from nengo.solvers.direct import SVD, Cholesky, RandomizedSVD
from nengo.solvers.iterative import BlockConjgrad, Conjgrad, ConjgradScipy, LSMRScipy
from nengo.solvers.method import LeastSquaresSolver, LeastSquaresSolverParam

__all__ = [
    "SVD",
    "BlockConjgrad",
    "Cholesky",
    "Conjgrad",
    "ConjgradScipy",
    "LSMRScipy",
    "LeastSquaresSolver",
    "LeastSquaresSolverParam",
    "RandomizedSVD",
    "format_system",
    "rmses",
]
