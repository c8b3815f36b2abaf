"""Parameters that hold a tuple, a shape or a dictionary."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import array_hash, is_array, is_integer
from nengo.exceptions import ValidationError
from nengo.params.base import Obj, Parameter
from nengo.params.sentinels import DefaultType, Unconfigurable


class TupleParam(Parameter):
    """Anything that can be made a tuple.

    Parameters
    ----------
    length : int, optional
        Number of items, if it is fixed.
    """

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        length: int | None = None,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        super().__init__(name, default, optional, readonly)
        self.length = length

    def coerce(self, obj: Obj, value: Any) -> tuple | None:
        """Accept a sequence of the right length; keep it as a tuple."""
        value = super().coerce(obj, self._as_tuple(obj, value))
        if value is not None and self.length not in (None, len(value)):
            raise ValidationError(
                f"must have {self.length} items, but {value} has {len(value)}.",
                attr=self.name,
                obj=obj,
            )
        return value

    def _as_tuple(self, obj: Obj, value: Any) -> Any:
        if value is None or isinstance(value, DefaultType):
            return value
        try:
            return tuple(value)
        except TypeError as error:
            raise ValidationError(
                f"must be a sequence, but is {value!r}. Pass a tuple such as (1, 2).",
                attr=self.name,
                obj=obj,
            ) from error


class ShapeParam(TupleParam):
    """A tuple of integers.

    Parameters
    ----------
    length : int, optional
        Number of axes, if it is fixed.
    low : int
        Smallest length of an axis.
    """

    equatable = True

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        length: int | None = None,
        low: int = 0,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        super().__init__(name, default, length, optional, readonly)
        self.low = low

    def coerce(self, obj: Obj, value: Any) -> tuple[int, ...] | None:
        """Accept a sequence of integers that are at least ``low``."""
        value = super().coerce(obj, value)
        for axis, size in enumerate(value or ()):
            if not is_integer(size) or size < self.low:
                raise ValidationError(
                    f"all entries must be integers of at least {self.low}, "
                    f"but entry {axis} of {value} is {size!r}.",
                    attr=self.name,
                    obj=obj,
                )
        return value


class DictParam(Parameter):
    """A dictionary."""

    equatable = True

    def coerce(self, obj: Obj, value: Any) -> dict | None:
        """Accept a dictionary."""
        self.check_type(obj, value, dict)
        return super().coerce(obj, value)

    def hashvalue(self, obj: Obj) -> int:
        """Hash keys and values, whatever their order; arrays by their entries."""
        value = self.__get__(obj, type(obj))
        return hash(None) if value is None else hash(frozenset(_hashable_items(value)))


def _hashable_items(value: dict) -> list[tuple]:
    # Lists and nested dictionaries cannot be hashed. They may share the hash of their type:
    # hashes only have to agree where values are equal.
    def hashable(item: Any) -> int:
        if is_array(item) or isinstance(item, np.generic):
            return array_hash(item)
        return hash(type(item)) if isinstance(item, list | tuple | dict) else hash(item)

    return [(key, hashable(item)) for key, item in value.items()]
