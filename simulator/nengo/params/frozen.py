"""Objects that never change after they were made, and are equal when their parameters are."""

from __future__ import annotations

import functools
import inspect
from typing import Any, ClassVar

from nengo.exceptions import ReadonlyError
from nengo.params.base import Parameter, equal, iter_params
from nengo.params.sentinels import DefaultType


class FrozenObject:
    """Base of everything that a model holds by value: distributions, neuron types, solvers, ….

    All parameters of a subclass must be read-only. Two objects are equal if they have the same
    class and equal parameters; equal objects have equal hashes.
    """

    _param_init_order: ClassVar[list[str] | tuple[str, ...]] = ()
    """Parameters that must be restored before the others can be validated."""

    def __init__(self) -> None:
        for name, param in _parameters(self):
            if not param.readonly:
                raise ReadonlyError(
                    attr=name,
                    obj=self,
                    msg="can be set, but parameters of a frozen object must be read-only. "
                    "Declare it with readonly=True.",
                )

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return type(self) is type(other) and all(
            param.equal(self, other) for _, param in _parameters(self)
        )

    def __hash__(self) -> int:
        values = (param.hashvalue(self) for _, param in _parameters(self))
        return hash((type(self), *values))

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        # Parameters go through their descriptors again: an unpickled array is writeable
        # until the descriptor locks it.
        first = [name for name in self._param_init_order if name in state]
        for name in first + [name for name in state if name not in first]:
            setattr(self, name, state[name])

    def __repr__(self) -> str:
        try:
            return f"{type(self).__name__}({', '.join(self._argreprs)})"
        except AttributeError:
            return f"<{type(self).__name__} at {id(self):#x}>"

    @property
    def _argreprs(self) -> list[str]:
        """``name=value`` for each constructor argument that is not at its default."""
        return [
            f"{argument.name}={getattr(self, argument.name)!r}"
            for argument in _constructor_arguments(type(self))
            if not self._is_default(argument)
        ]

    def _is_default(self, argument: inspect.Parameter) -> bool:
        default = argument.default
        if default is argument.empty or isinstance(default, DefaultType):
            param = getattr(type(self), argument.name, None)
            if not isinstance(param, Parameter):
                return False
            default = param.default
        return equal(getattr(self, argument.name), default)


def _parameters(obj: FrozenObject) -> tuple[tuple[str, Parameter], ...]:
    return _parameters_of_class(type(obj))  # type: ignore[arg-type]  # a class has a hash


@functools.cache
def _parameters_of_class(cls: type) -> tuple[tuple[str, Parameter], ...]:
    return tuple((name, getattr(cls, name)) for name in iter_params(cls))


def _constructor_arguments(cls: type) -> list[inspect.Parameter]:
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    arguments = inspect.signature(cls).parameters.values()
    return [argument for argument in arguments if argument.kind in named]
