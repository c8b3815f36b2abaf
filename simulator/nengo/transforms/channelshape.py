"""The shape of an image: positions in space, each with some channels."""

from __future__ import annotations

from typing import Any

from nengo.exceptions import ValidationError
from nengo.params import ShapeParam
from nengo.params.base import Obj


class ChannelShape:
    """The shape of an array with one axis of channels, and the others of space.

    Parameters
    ----------
    shape : tuple of int
        Lengths of all axes.
    channels_last : bool
        Whether the last axis is that of the channels; otherwise the first one is.
    """

    def __init__(self, shape: tuple[int, ...], channels_last: bool = True) -> None:
        self.shape = tuple(shape)
        self.channels_last = channels_last

    @classmethod
    def from_space_and_channels(
        cls, spatial_shape: tuple[int, ...], n_channels: int, channels_last: bool = True
    ) -> ChannelShape:
        """Make a shape from ``spatial_shape`` and ``n_channels``."""
        space, channels = tuple(spatial_shape), (n_channels,)
        return cls(space + channels if channels_last else channels + space, channels_last)

    def __str__(self) -> str:
        space, channels = [str(size) for size in self.spatial_shape], [f"ch={self.n_channels}"]
        return f"({', '.join(space + channels if self.channels_last else channels + space)})"

    def __repr__(self) -> str:
        return f"{type(self).__name__}(shape={self.shape}, channels_last={self.channels_last})"

    def __eq__(self, other: object) -> bool:
        return (
            type(self) is type(other)
            and self.shape == other.shape  # type: ignore[attr-defined]
            and self.channels_last == other.channels_last  # type: ignore[attr-defined]
        )

    def __hash__(self) -> int:
        return hash((type(self), self.shape, self.channels_last))

    @property
    def spatial_shape(self) -> tuple[int, ...]:
        """Lengths of the axes of space."""
        return self.shape[:-1] if self.channels_last else self.shape[1:]

    @property
    def n_channels(self) -> int:
        """Number of channels."""
        return self.shape[-1 if self.channels_last else 0]

    @property
    def size(self) -> int:
        """Number of elements."""
        size = 1
        for length in self.shape:
            size *= int(length)
        return size

    @property
    def dimensions(self) -> int:
        """Number of axes of space."""
        return len(self.shape) - 1


class ChannelShapeParam(ShapeParam):
    """A `ChannelShape`, or a tuple; the object says where its channels are."""

    def coerce(self, obj: Obj, value: Any) -> ChannelShape:  # type: ignore[override]
        """Accept a shape whose channels are where ``obj.channels_last`` says."""
        if not isinstance(value, ChannelShape):
            shape = super().coerce(obj, value)
            assert shape is not None
            return ChannelShape(shape, channels_last=obj.channels_last)
        if value.channels_last != obj.channels_last:
            raise ValidationError(
                f"the shape has channels_last={value.channels_last}, "
                f"but the transform has channels_last={obj.channels_last}. Give both the same.",
                attr=self.name,
                obj=obj,
            )
        super().coerce(obj, value.shape)
        return value
