"""A parameter that holds an array of a declared shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import array_hash
from nengo.exceptions import ConfigError, ValidationError
from nengo.params.base import Obj, Parameter
from nengo.params.sentinels import DefaultType, Unconfigurable
from nengo.rc import rc


class NdarrayParam(Parameter):
    """An array, kept as a view of what was given.

    Parameters
    ----------
    shape : tuple, optional
        What each axis must be: an integer, the name of an attribute of the object that holds
        it, ``"*"`` for any length, or one ``"..."`` for any number of axes.
    dtype : dtype, optional
        Type of the array made from lists and numbers; by default the configured float type.
        An array that is given keeps its own.
    """

    equatable = True

    def __init__(
        self,
        name: str,
        default: Any = Unconfigurable,
        shape: tuple | None = None,
        dtype: Any = None,
        optional: bool = False,
        readonly: bool | None = None,
    ) -> None:
        if shape is not None and shape.count("...") > 1:
            raise ValidationError(
                f"{shape} has more than one '...', which is ambiguous. Use one.",
                attr="shape",
                obj=self,
            )
        super().__init__(name, default, optional, readonly)
        self.shape = shape
        self._dtype = dtype

    @property
    def coerce_defaults(self) -> bool:  # type: ignore[override]
        """False where the shape depends on the object that will hold the array."""
        return all(is_fixed(size) for size in self.shape or ())

    @property
    def dtype(self) -> np.dtype:
        """Type of arrays that are made from lists and numbers."""
        return rc.float_dtype if self._dtype is None else np.dtype(self._dtype)

    def hashvalue(self, obj: Obj) -> int:
        """Hash shape and some entries."""
        return array_hash(self.__get__(obj, type(obj)))

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Accept an array-like of the declared shape."""
        value = super().coerce(obj, value)
        return None if value is None else self.coerce_ndarray(obj, value)

    def coerce_ndarray(self, obj: Obj, value: Any) -> np.ndarray:
        """Make an array for ``obj``, check its shape, and lock it if the parameter is read-only."""
        array = self._as_array(obj, value)
        if self.readonly:
            array.flags.writeable = False
        if self.shape is not None:
            self._check_shape(obj, array)
        return array

    def _as_array(self, obj: Obj, value: Any) -> np.ndarray:
        if isinstance(value, np.ndarray):
            return value.view()
        try:
            return np.array(value, dtype=self.dtype)
        except (ValueError, TypeError) as error:
            raise ValidationError(
                f"must be an array of {self.dtype}, but is {value!r} of type "
                f"{type(value).__name__!r}.",
                attr=self.name,
                obj=obj,
            ) from error

    def _check_shape(self, obj: Obj, array: np.ndarray) -> None:
        shape = self._declared_shape(obj, array.ndim)
        if array.ndim != len(shape):
            raise ValidationError(
                f"must be {len(shape)}-dimensional, but has shape {array.shape}.",
                attr=self.name,
                obj=obj,
            )
        for axis, (size, declared) in enumerate(zip(array.shape, shape, strict=True)):
            wanted = self._wanted_size(obj, declared)
            if wanted not in ("*", size):
                meaning = "" if is_fixed(declared) else f" ({declared})"
                raise ValidationError(
                    f"shape[{axis}] must be {wanted}{meaning}, "
                    f"but is {size} in an array of shape {array.shape}.",
                    attr=self.name,
                    obj=obj,
                )

    def _declared_shape(self, obj: Obj, ndim: int) -> tuple:
        assert self.shape is not None
        if "..." not in self.shape:
            return self.shape
        dots = self.shape.index("...")
        any_axes = ("*",) * (ndim - len(self.shape) + 1)
        return (*self.shape[:dots], *any_axes, *self.shape[dots + 1 :])

    def _wanted_size(self, obj: Obj, declared: Any) -> Any:
        if is_fixed(declared):
            return declared
        size = getattr(obj, declared, None)
        if size is None or isinstance(size, DefaultType):
            raise ConfigError(
                f"the shape of {self.name!r} depends on {declared!r}, which "
                f"{type(obj).__name__} does not have. Set {declared!r} first."
            )
        return size


def is_fixed(size: Any) -> bool:
    """Whether an entry of a declared shape says all there is to know without the object."""
    return not isinstance(size, str) or size in ("*", "...")
