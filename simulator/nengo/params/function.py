"""A parameter that holds a function, and knows the size of what it returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from nengo.exceptions import ValidationError
from nengo.functions import checked_call, function_name
from nengo.params.base import Obj, Parameter


class FunctionInfo(NamedTuple):
    """A ``function`` (or None), and the ``size`` of what it returns (or None)."""

    function: Callable | None
    size: int | None


class FunctionParam(Parameter):
    """A callable, or None.

    The value is kept as a `FunctionInfo`; the size is found by calling the function once.
    """

    def coerce(self, obj: Obj, value: Any) -> FunctionInfo:
        """Accept a callable, or None; find the size of its result."""
        function = super().coerce(obj, value)
        if isinstance(function, FunctionInfo):
            return function
        if function is None:
            return FunctionInfo(None, None)
        if not callable(function):
            raise ValidationError(
                f"must be callable, but is {function!r}. Pass a function, or None.",
                attr=self.name,
                obj=obj,
            )
        return FunctionInfo(function, self.determine_size(obj, function))

    def determine_size(self, obj: Obj, function: Callable) -> int:
        """Call the function with the `function_args` of ``obj``; count the numbers it returns."""
        args = self.function_args(obj, function)
        value, invoked = checked_call(function, *args)
        if not invoked:
            raise ValidationError(
                f"function {function_name(function)!r} must accept {len(args)} "
                f"argument{'s' if len(args) > 1 else ''}, but cannot be called that way. "
                "Write it like `def f(x): return x ** 2`.",
                attr=self.name,
                obj=obj,
            )
        return np.asarray(value).size

    def function_args(self, obj: Obj, function: Callable) -> tuple:
        """Arguments to try the function with: one array of one zero."""
        return (np.zeros(1),)
