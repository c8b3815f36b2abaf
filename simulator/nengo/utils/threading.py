"""A stack of which every thread sees its own."""

from nengo.context import ThreadLocalStack

__all__ = ["ThreadLocalStack"]
