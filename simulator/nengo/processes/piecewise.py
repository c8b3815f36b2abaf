"""A signal given by its values at some points in time."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.arrays import Rng, Shape, is_number
from nengo.exceptions import ValidationError
from nengo.functions import function_name
from nengo.params import DictParam, EnumParam
from nengo.params.base import Obj
from nengo.process import Process, State, StepFunction
from nengo.processes.steps import HoldStep

Piece = np.ndarray | Callable[[float], Any]


class PiecewiseDataParam(DictParam):
    """A dictionary from times to values of one size; values are kept as flat arrays."""

    equatable = True

    def coerce(self, obj: Obj, value: Any) -> dict[float, Piece] | None:
        """Accept a dictionary from numbers to numbers, arrays or functions of time."""
        data = super().coerce(obj, value)
        if data is None:
            return None
        pieces = {}
        for time, piece in data.items():
            self._check_time(obj, time)
            pieces[time] = piece if callable(piece) else np.ravel(piece)
        self._check_sizes(obj, pieces)
        return pieces

    def _check_time(self, obj: Obj, time: Any) -> None:
        if not is_number(time):
            raise ValidationError(
                f"the keys must be times in seconds, but one is {time!r}.",
                attr=self.name,
                obj=obj,
            )

    def _check_sizes(self, obj: Obj, pieces: dict[float, Piece]) -> None:
        if not pieces:
            raise ValidationError(
                "there are no pieces. Give at least one, as in {0.0: 1.0}.",
                attr=self.name,
                obj=obj,
            )
        expected = None
        for time, piece in pieces.items():
            size = self._size_of(obj, time, piece)
            expected = size if expected is None else expected
            if size != expected:
                raise ValidationError(
                    f"the piece at time {time} has size {size}, but others have size {expected}.",
                    attr=self.name,
                    obj=obj,
                )

    def _size_of(self, obj: Obj, time: float, piece: Piece) -> int:
        if not callable(piece):
            return piece.size
        try:
            return np.asarray(piece(time), dtype=np.float64).size
        except (TypeError, ValueError) as error:
            raise ValidationError(
                f"{function_name(piece)!r}, the piece at time {time}, must be a function of the "
                f"time that returns numbers, but: {error}.",
                attr=self.name,
                obj=obj,
            ) from error


class Piecewise(Process):
    """A signal that is given at some points in time, with interpolation between them.

    Parameters
    ----------
    data : dict
        From the time at which a piece starts, in seconds, to its value: a number, an array, or
        a function of time. Before the first piece the signal is zero.
    interpolation : {"zero", "linear", "nearest", "slinear", "quadratic", "cubic"}
        How to get from one value to the next. With "zero" a value stays until the next one, and
        only so can there be functions. The others are zero after the last piece.
    **kwargs
        ``default_dt`` and ``seed`` of a `Process`.
    """

    data = PiecewiseDataParam("data")
    interpolation = EnumParam(
        "interpolation", values=("zero", "linear", "nearest", "slinear", "quadratic", "cubic")
    )

    def __init__(self, data: dict, interpolation: str = "zero", **kwargs: Any) -> None:
        self.data = data
        if interpolation != "zero" and any(map(callable, self.data.values())):
            warnings.warn(
                f"interpolation={interpolation!r} is not possible, since a piece is a function. "
                "Using 'zero' instead.",
                stacklevel=2,
            )
            interpolation = "zero"
        self.interpolation = interpolation
        super().__init__(default_size_in=0, default_size_out=self.size_out, **kwargs)

    @property
    def size_out(self) -> int:
        """Number of dimensions of the signal."""
        time, piece = next(iter(self.data.items()))
        return np.size(piece(time)) if callable(piece) else piece.size

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, state: State
    ) -> StepFunction:
        """Make the function that finds the value of the moment; see `Process.make_step`."""
        assert shape_in == (0,)
        assert shape_out == (self.size_out,)
        times = np.array(sorted(self.data))
        pieces = [self.data[time] for time in sorted(self.data)]
        if self.interpolation == "zero" and any(map(callable, pieces)):
            return _make_hold(times, pieces, shape_out, dt)
        if self.interpolation == "zero":
            return HoldStep(times, np.array(pieces), dt)
        return self._make_interpolation(times, np.array(pieces))

    def _make_interpolation(self, times: np.ndarray, values: np.ndarray) -> StepFunction:
        from scipy.interpolate import interp1d  # slow to import, and rarely needed

        if self.interpolation == "cubic" and times[0] != 0:
            warnings.warn(
                "cubic interpolation may fail without a value at time 0. Add one.", stacklevel=2
            )
        interpolate = interp1d(
            times, values, axis=0, kind=self.interpolation, bounds_error=False, fill_value=0.0
        )

        def step_interpolated(t: float) -> np.ndarray:
            return interpolate(t)

        return step_interpolated


def _make_hold(times: np.ndarray, pieces: list[Piece], shape_out: Shape, dt: float) -> StepFunction:
    before_first = np.zeros(shape_out)

    def step_hold(t: float) -> np.ndarray:
        # Half a step more, so that rounding does not delay the next piece.
        i = int(np.searchsorted(times, t + dt / 2.0)) - 1
        if i < 0:
            return before_first
        piece = pieces[i]
        return np.ravel(piece(t)) if callable(piece) else piece

    return step_hold
