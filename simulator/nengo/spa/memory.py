"""A memory for one semantic pointer, under its published path."""

from nengo.spa.buffer import Memory

__all__ = ["Memory"]
