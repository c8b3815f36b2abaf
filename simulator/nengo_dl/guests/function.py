"""Plain functions, written with jax.numpy; also those written with TensorFlow."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import jax

from nengo.exceptions import ValidationError
from nengo.functions import function_name
from nengo_dl.guests.base import Arrays, Guest


class Function(Guest):
    """A function without weights.

    Parameters
    ----------
    function : callable
        Takes arrays of JAX and returns one.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self.function = function

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the function; see `Guest.apply`."""
        return self.function(*args)


class TensorFlowFunction(Function):
    """A function written with TensorFlow.

    Parameters
    ----------
    function : callable
        Takes tensors of TensorFlow and returns one.
    """

    over_steps = "loop"

    def __init__(self, function: Callable[..., Any]) -> None:
        from jax.experimental import jax2tf  # only where there is TensorFlow

        super().__init__(jax2tf.call_tf(function))


def plain_function(function: Callable[..., Any], examples: Arrays) -> Function:
    """Make a guest of a function, whichever framework it is written for.

    Parameters
    ----------
    function : callable
    examples : tuple of ShapeDtypeStruct
        Shapes of the arguments it will get.

    Raises
    ------
    ValidationError
        If it needs the values of its arguments, as functions of NumPy do.
    """
    try:
        jax.eval_shape(function, *examples)
    except Exception as error:
        if "tensorflow" in sys.modules and _can_be_called(TensorFlowFunction(function), examples):
            return TensorFlowFunction(function)
        if isinstance(error, NEEDS_VALUES):
            raise ValidationError(
                f"function {function_name(function)!r} needs the values of its arguments, but "
                "they are only known when the model runs. Write it with jax.numpy in place of "
                "NumPy, and jnp.where in place of if; or use a nengo.Node, which has no gradient.",
                attr="tensor_func",
            ) from error
        # What else is wrong shows when the function is tried out, where the object is known.
    return Function(function)


NEEDS_VALUES = jax.errors.TracerArrayConversionError, jax.errors.ConcretizationTypeError


def _can_be_called(guest: Function, examples: Arrays) -> bool:
    try:
        jax.eval_shape(guest.function, *examples)
    except Exception:  # what TensorFlow raises where a function is not one of its own is no matter
        return False
    return True
