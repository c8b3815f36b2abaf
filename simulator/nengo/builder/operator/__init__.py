"""Operators: what a step is made of. Each declares which signals it sets, incs, reads, updates."""

from nengo.builder.operator.base import Operator
from nengo.builder.operator.copy import Copy
from nengo.builder.operator.multiply import BsrDotInc, DotInc, ElementwiseInc, SparseDotInc
from nengo.builder.operator.pyfunc import SimPyFunc
from nengo.builder.operator.reset import Reset
from nengo.builder.operator.time import TimeUpdate

__all__ = [
    "BsrDotInc",
    "Copy",
    "DotInc",
    "ElementwiseInc",
    "Operator",
    "Reset",
    "SimPyFunc",
    "SparseDotInc",
    "TimeUpdate",
]
