"""From operators to a program that advances time. Read `compile.py` first."""

from nengo.engine.compile import compile_model
from nengo.engine.program import Program

__all__ = ["Program", "compile_model"]
