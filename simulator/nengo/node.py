"""What is not made of neurons: a function of time, an input, a passthrough."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.base import NengoObject, ObjView, Process
from nengo.exceptions import ValidationError
from nengo.functions import checked_call, function_name
from nengo.params import Default, IntParam, Parameter
from nengo.rc import rc


class OutputParam(Parameter):
    """What a node puts out; also settles the sizes of the node that were left open."""

    def coerce(self, node: Node, output: Any) -> Any:
        """Accept None, a process, a function or an array."""
        output = super().coerce(node, output)
        size_in_was_set = node.size_in is not None
        if not size_in_was_set:
            node.size_in = 0

        if output is None:
            self._fit_passthrough(node)
        elif isinstance(output, Process):
            if not size_in_was_set:
                node.size_in = output.default_size_in
            if node.size_out is None:
                node.size_out = output.default_size_out
        elif callable(output):
            self._check_callable(node, output)
            if node.size_out is None:
                node.size_out = self._determine_size(node, output)
        else:
            output = self._as_array(node, output)
            node.size_out = output.size
        return output

    def _fit_passthrough(self, node: Node) -> None:
        if node.size_out is not None:
            warnings.warn(
                "'Node.size_out' is overwritten with 'Node.size_in', since a node without "
                "output passes on what it gets. Leave size_out out.",
                stacklevel=2,
            )
        node.size_out = node.size_in

    def _check_callable(self, node: Node, output: Callable) -> None:
        try:
            signature = inspect.signature(output)
        except (TypeError, ValueError):
            return  # Some functions written in C do not tell. We find out when we call them.
        try:
            signature.bind(*self._arguments(node))
        except TypeError:
            raise self._wrong_signature(node, output) from None

    def _determine_size(self, node: Node, output: Callable) -> int:
        value, invoked = checked_call(output, *self._arguments(node))
        if not invoked:
            raise self._wrong_signature(node, output)
        if value is None:
            return 0
        if np.ndim(value) > 1:
            raise self._refuse(
                node,
                f"function {function_name(output)!r} returned an array of shape "
                f"{np.shape(value)}, but must return a vector. Return value.ravel().",
            )
        return np.size(value)

    def _arguments(self, node: Node) -> tuple:
        """Return arguments like those the function gets in a step."""
        return (0.0,) if node.size_in == 0 else (0.0, np.zeros(node.size_in))

    def _wrong_signature(self, node: Node, output: Callable) -> ValidationError:
        wanted = (
            "exactly 1 argument (the time, a float)"
            if node.size_in == 0
            else "exactly 2 arguments (the time, a float, and the data, an array)"
        )
        return self._refuse(
            node,
            f"function {function_name(output)!r} must accept {wanted}, since size_in is "
            f"{node.size_in}, but cannot be called that way. Change its arguments, or size_in.",
        )

    def _as_array(self, node: Node, output: Any) -> np.ndarray:
        try:
            array = np.array(output, dtype=rc.float_dtype, ndmin=1)
        except (TypeError, ValueError) as error:
            raise self._refuse(
                node,
                f"the output is {output!r} of type {type(output).__name__!r}, but must be None, "
                "a function, a process, or numbers.",
            ) from error
        self._check_array(node, array)
        array.flags.writeable = False
        return array

    def _check_array(self, node: Node, array: np.ndarray) -> None:
        if node.size_in != 0:
            raise self._refuse(
                node,
                f"size_in is {node.size_in}, but an output that is constant takes no input. "
                "Pass a function, or leave size_in out.",
            )
        if array.ndim > 1:
            raise self._refuse(
                node,
                f"the output has shape {array.shape}, but must be a vector. Pass output.ravel().",
            )
        if node.size_out not in (None, array.size):
            raise self._refuse(
                node,
                f"the output has size {array.size}, but size_out is {node.size_out}. "
                "Leave size_out out.",
            )
        if not np.isfinite(array).all():
            raise self._refuse(node, f"the output is {array}, but values must be finite.")

    def _refuse(self, node: Node, msg: str) -> ValidationError:
        return ValidationError(msg, attr=self.name, obj=node)


class Node(NengoObject):
    """Something that gives, takes or transforms signals without neurons.

    Parameters
    ----------
    output : callable, array_like, Process or None, optional
        * ``fn(t)`` or, with inputs, ``fn(t, x)``, called in each step with the time in seconds;
        * numbers: a constant;
        * a process;
        * None: what comes in goes out.
    size_in : int, optional
        Number of inputs, none by default.
    size_out : int, optional
        Number of outputs. By default the function is called once to find out.
    label : str, optional
        A name for people.
    seed : None
        A node makes no random choices; seed the process instead.
    """

    probeable = ("output",)

    output = OutputParam("output", default=None, optional=True)
    size_in = IntParam("size_in", default=None, low=0, optional=True)
    size_out = IntParam("size_out", default=None, low=0, optional=True)

    def __init__(
        self,
        output: Any = Default,
        size_in: Any = Default,
        size_out: Any = Default,
        label: Any = Default,
        seed: Any = Default,
    ) -> None:
        if seed is not Default and seed is not None:
            raise NotImplementedError(
                f"A node was given seed={seed}, which would change nothing. "
                "Pass a seed to the process, or use one inside the function."
            )
        super().__init__(label=label, seed=seed)
        self.size_in = size_in
        self.size_out = size_out
        self.output = output

    def __getitem__(self, key: Any) -> ObjView:
        return ObjView(self, key)

    def __len__(self) -> int:
        return self.size_out
