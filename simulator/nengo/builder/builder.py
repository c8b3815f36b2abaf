"""The published place of `Builder` and `Model`."""

from nengo.builder.model import Model
from nengo.builder.registry import Builder

__all__ = ["Builder", "Model"]
