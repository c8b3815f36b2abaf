"""Decorators that know which object a method is called on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any


def decorator(wrapper: Callable) -> Callable[[Callable], FunctionWrapper]:
    """Make a decorator of functions, methods and classes.

    Parameters
    ----------
    wrapper : callable
        Called in place of the decorated function, as ``wrapper(wrapped, instance, args, kwargs)``.
        ``instance`` is the object of a method, the class of a class method, or None.
        ``wrapped`` is the function itself, bound to it.
    """

    @functools.wraps(wrapper)
    def decorate(wrapped: Callable) -> FunctionWrapper:
        return FunctionWrapper(wrapped, wrapper)

    return decorate


class FunctionWrapper:
    """A function that is called by way of another one.

    Parameters
    ----------
    wrapped : callable
        The function, of which name, docstring and signature are kept.
    wrapper : callable
        Decides what a call does; see `decorator`.
    instance : object, optional
        What the function is bound to.
    """

    def __init__(self, wrapped: Any, wrapper: Callable, instance: Any = None) -> None:
        # A class method has these names on the function inside.
        functools.update_wrapper(self, getattr(wrapped, "__func__", wrapped))
        self.__wrapped__ = wrapped
        self._wrapper = wrapper
        self._instance = instance

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Leave the call to the wrapper."""
        return self._wrapper(self.__wrapped__, self._instance, args, kwargs)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        bind = getattr(self.__wrapped__, "__get__", None)
        if bind is None or isinstance(self.__wrapped__, type):
            return self
        bound = bind(instance, owner)
        if bound is self.__wrapped__:
            return _taking_instance(self)
        return FunctionWrapper(bound, self._wrapper, getattr(bound, "__self__", None))


def _taking_instance(method: FunctionWrapper) -> Callable:
    """Make what ``Class.method`` is: a function that takes the object as its first argument."""

    @functools.wraps(method.__wrapped__)
    def call(instance: Any, *args: Any, **kwargs: Any) -> Any:
        return method.__get__(instance, type(instance))(*args, **kwargs)

    return call
