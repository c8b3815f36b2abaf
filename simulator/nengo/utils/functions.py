"""Names of functions."""

from nengo.functions import function_name

__all__ = ["function_name"]
