"""Parameters that hold one truth value, number or word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from nengo.arrays import is_array, is_integer, is_number
from nengo.exceptions import ObsoleteError, ValidationError
from nengo.params.base import Obj, Parameter
from nengo.params.sentinels import Unconfigurable


class ObsoleteParam(Parameter):
    """An attribute of former versions, which now says what to use instead.

    Parameters
    ----------
    name : str
        Name of the attribute.
    short_msg : str
        What to use instead.
    since, url : str, optional
        Version that dropped the attribute, and where to read more.
    """

    def __init__(
        self, name: str, short_msg: str, since: str | None = None, url: str | None = None
    ) -> None:
        self.short_msg = short_msg
        self.since = since
        self.url = url
        super().__init__(name, optional=True)

    def __get__(self, obj: Obj, owner: type | None = None) -> Any:
        """Read the descriptor from the class; raise when read from an object."""
        if obj is None:
            return self
        return self.raise_error()

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Raise an `ObsoleteError`."""
        self.raise_error()

    def raise_error(self) -> None:
        """Raise an `ObsoleteError`."""
        raise ObsoleteError(self.short_msg, since=self.since, url=self.url)


class BoolParam(Parameter):
    """True or False."""

    equatable = True

    def coerce(self, obj: Obj, value: Any) -> bool | None:
        """Accept a Python or NumPy truth value."""
        value = super().coerce(obj, bool(value) if isinstance(value, np.bool_) else value)
        self.check_type(obj, value, bool)
        return value


class NumberParam(Parameter):
    """A real number within bounds.

    Parameters
    ----------
    low, high : float, optional
        Smallest and largest value allowed.
    low_open, high_open : bool
        Whether the bound itself is forbidden.
    """

    equatable = True

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        low: float | None = None,
        high: float | None = None,
        low_open: bool = False,
        high_open: bool = False,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        super().__init__(name, default, optional, readonly)
        self.low = low
        self.high = high
        self.low_open = low_open
        self.high_open = high_open

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Accept a number, or an array without axes; keep it as a Python number."""
        if is_array(value) and value.ndim == 0:
            value = value.item()
        value = super().coerce(obj, value)
        if value is None:
            return None
        self.check_type(obj, value)
        self.check_bounds(obj, value)
        return value.item() if isinstance(value, np.generic) else value

    def check_type(self, obj: Obj, value: Any, type_: Any = None) -> None:
        """Raise a `ValidationError` unless ``value`` is a number."""
        if not is_number(value):
            raise self._refuse(obj, f"must be a number, but is {value!r}.")

    def check_bounds(self, obj: Obj, value: float) -> None:
        """Raise a `ValidationError` unless ``value``, meant for ``obj``, lies in bounds."""
        low, high = self.low, self.high
        if low is not None and not (value > low if self.low_open else value >= low):
            relation = "greater than" if self.low_open else "greater than or equal to"
            raise self._refuse(obj, f"must be {relation} {low}, but is {value}.")
        if high is not None and not (value < high if self.high_open else value <= high):
            relation = "less than" if self.high_open else "less than or equal to"
            raise self._refuse(obj, f"must be {relation} {high}, but is {value}.")

    def _refuse(self, obj: Obj, msg: str) -> ValidationError:
        return ValidationError(msg, attr=self.name, obj=obj)


class IntParam(NumberParam):
    """A whole number within bounds."""

    def check_type(self, obj: Obj, value: Any, type_: Any = None) -> None:
        """Raise a `ValidationError` unless ``value`` is an integer; ``2.0`` is not."""
        if not is_integer(value):
            raise self._refuse(obj, f"must be an integer, but is {value!r}.")


class StringParam(Parameter):
    """A text."""

    equatable = True

    def coerce(self, obj: Obj, value: Any) -> str | None:
        """Accept a string."""
        value = super().coerce(obj, value)
        self.check_type(obj, value, str)
        return value


class EnumParam(StringParam):
    """One of a few words.

    Parameters
    ----------
    values : iterable of str
        The words allowed.
    lower : bool
        Whether upper and lower case are the same (kept in lower case).
    """

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        values: Iterable[str] = (),
        lower: bool = True,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        super().__init__(name, default, optional, readonly)
        self.values = tuple(value.lower() if lower else value for value in values)
        if len(set(self.values)) != len(self.values):
            raise ValidationError(f"{self.values} contains a value twice.", attr="values", obj=self)
        self.lower = lower

    def coerce(self, obj: Obj, value: Any) -> str | None:
        """Accept one of the words."""
        word = super().coerce(obj, value)
        if word is None:
            return None
        word = word.lower() if self.lower else word
        if word not in self.values:
            raise ValidationError(
                f"must be one of {list(self.values)}, but is {value!r}.", attr=self.name, obj=obj
            )
        return word
