"""An attribute that validates what it is given, has a default, and can be read-only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

import numpy as np

from nengo.exceptions import ConfigError, ReadonlyError, ValidationError
from nengo.params.sentinels import DefaultType, Unconfigurable

Obj = Any
"""An object (or a set of configured defaults) whose attribute a parameter describes."""


class Parameter:
    """A descriptor for one attribute of a class.

    Values are kept in the ``__dict__`` of the object they belong to, so copying and pickling
    need no help. Subclasses extend `coerce`.

    Parameters
    ----------
    name : str
        Name of the attribute, for messages.
    default : object
        Value where none was set. By default there is none: the attribute must be set, and
        cannot be configured.
    optional : bool
        Whether None is allowed.
    readonly : bool, optional
        Whether the attribute can be set only once. By default, only without ``default``.

    Attributes
    ----------
    coerce_defaults : bool
        Whether a default can be validated before the object exists.
    equatable : bool
        Whether two objects' values are compared by value rather than by identity.
    """

    coerce_defaults: bool = True
    equatable: bool = False

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        self.name = name
        self.default = default
        self.optional = optional
        self.readonly = default is Unconfigurable if readonly is None else readonly
        self._key = name

    def __set_name__(self, owner: type, attribute: str) -> None:
        self._key = attribute

    def __contains__(self, obj: Obj) -> bool:
        return self._key in obj.__dict__ or self._key in _defaults_of(obj)

    def __get__(self, obj: Obj, owner: type | None = None) -> Any:
        if obj is None:
            return self
        try:
            return obj.__dict__[self._key]
        except KeyError:
            return self._unset_value(obj)

    def __set__(self, obj: Obj, value: Any) -> None:
        obj.__dict__[self._key] = self.coerce(obj, value)

    def __delete__(self, obj: Obj) -> None:
        del obj.__dict__[self._key]

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({self.name!r}, default={self.default}, "
            f"optional={self.optional}, readonly={self.readonly})"
        )

    @property
    def configurable(self) -> bool:
        """Whether the configuration of a network may hold a default."""
        return self.default is not Unconfigurable

    def get_default(self, obj: Obj) -> Any:
        """Default that was set for ``obj``, or else the parameter's own."""
        return _defaults_of(obj).get(self._key, self.default)

    def set_default(self, obj: Obj, value: Any) -> None:
        """Set the default for ``obj``; `ConfigError` if the parameter is not configurable."""
        if not self.configurable:
            raise ConfigError(
                f"{self.name} is required and has no default. Pass it where you make the object."
            )
        if self.coerce_defaults:
            value = self.coerce(obj, value)
        obj.__dict__.setdefault(_DEFAULTS, {})[self._key] = value

    def del_default(self, obj: Obj) -> None:
        """Forget the default set for ``obj``."""
        del _defaults_of(obj)[self._key]

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Validate a value, and convert it to the form in which it is kept.

        Returns
        -------
        object
            The value to keep.

        Raises
        ------
        ReadonlyError
            If the attribute is read-only and has been set.
        ValidationError
            If the value is not allowed.
        """
        if isinstance(value, DefaultType):
            raise ValidationError(
                f"{value} is not a value of this attribute. "
                "Leave the argument out, or pass the value itself.",
                attr=self.name,
                obj=obj,
            )
        if self.readonly and self._key in obj.__dict__:
            raise ReadonlyError(attr=self.name, obj=obj)
        if value is None and not self.optional:
            raise ValidationError(
                "the value is None, but one is required. Leave the argument out for its default.",
                attr=self.name,
                obj=obj,
            )
        return value

    def check_type(self, obj: Obj, value: Any, type_: type | tuple[type, ...]) -> None:
        """Raise a `ValidationError` unless ``value`` is of ``type_``, or None."""
        if value is not None and not isinstance(value, type_):
            types = type_ if isinstance(type_, tuple) else (type_,)
            allowed = " or ".join(t.__name__ for t in types)
            raise ValidationError(
                f"must be of type {allowed!r}, but is {value!r} of type {type(value).__name__!r}.",
                attr=self.name,
                obj=obj,
            )

    def equal(self, a: Obj, b: Obj) -> bool:
        """Whether the objects ``a`` and ``b`` agree in this attribute."""
        ours, theirs = self.__get__(a, type(a)), self.__get__(b, type(b))
        return equal(ours, theirs) if self.equatable else ours is theirs

    def hashvalue(self, obj: Obj) -> int:
        """Hash the attribute's value; objects that are equal in it have equal hashes."""
        value = self.__get__(obj, type(obj))
        return hash(value) if self.equatable else hash(id(value))

    def _unset_value(self, obj: Obj) -> Any:
        if not self.configurable:
            raise ValidationError(
                "has no value yet, and no default. Set it before reading it.",
                attr=self.name,
                obj=obj,
            )
        return self.default


def is_param(obj: Any) -> TypeGuard[Parameter]:
    """Whether ``obj`` is a parameter descriptor."""
    return isinstance(obj, Parameter)


def iter_params(obj: Any) -> Iterator[str]:
    """Names of the parameters of ``obj``, a class or an object of one, in alphabetical order."""
    cls = obj if isinstance(obj, type) else type(obj)
    return (name for name in dir(cls) if is_param(getattr(cls, name)))


def equal(a: Any, b: Any) -> bool:
    """Whether ``a`` and ``b`` are equal, arrays and containers of arrays included."""
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return np.array_equal(a, b)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(equal, a, b))
    return bool(a == b)


# Defaults live apart from values: an object that holds defaults may hold values as well.
_DEFAULTS = "_param_defaults"


def _defaults_of(obj: Obj) -> dict[str, Any]:
    return obj.__dict__.get(_DEFAULTS, {})
