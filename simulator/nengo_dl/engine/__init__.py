"""Operators of a built model → a program in JAX; written as passes, see `compile`."""
