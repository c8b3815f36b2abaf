"""The contract of synapses: processes that filter a signal, element by element."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Shape, as_shape
from nengo.exceptions import ValidationError
from nengo.process import Process, State
from nengo.rc import rc


class Synapse(Process):
    """A filter whose output has the shape of its input.

    Parameters
    ----------
    default_size_in : int
        Number of dimensions of the input, unless the user of the synapse says otherwise.
    default_size_out : int, optional
        Number of dimensions of the output; that of the input by default.
    default_dt, seed
        See `Process`.
    """

    def __init__(
        self,
        default_size_in: int = 1,
        default_size_out: int | None = None,
        default_dt: float = 0.001,
        seed: int | None = None,
    ) -> None:
        size_out = default_size_in if default_size_out is None else default_size_out
        super().__init__(default_size_in, size_out, default_dt, seed)

    def make_state(
        self, shape_in: Shape, shape_out: Shape, dt: float, dtype: Any = None, y0: Any = None
    ) -> State:
        """Make the arrays that are carried from step to step.

        Parameters
        ----------
        shape_in, shape_out, dt, dtype
            See `Process.make_state`.
        y0 : array-like, optional
            What to start from; zero by default.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say what its state is. "
            "Define make_state(shape_in, shape_out, dt, dtype, y0)."
        )

    def filt(
        self,
        x: Any,
        dt: float | None = None,
        axis: int = 0,
        y0: Any = 0,
        copy: bool = True,
        filtfilt: bool = False,
    ) -> np.ndarray:
        """Filter a signal that is known in advance.

        Parameters
        ----------
        x : array-like
            The signal.
        dt : float, optional
            Time from one sample to the next, in seconds; ``default_dt`` by default.
        axis : int
            Which axis of ``x`` is time.
        y0 : array-like
            What the filter's output starts from.
        copy : bool
            Whether to leave ``x`` alone; otherwise an array of the configured type is filtered in
            place.
        filtfilt : bool
            Whether to filter once more, backwards, so that nothing is delayed.

        Returns
        -------
        ndarray
            An array of the shape of ``x``.
        """
        dt = self.default_dt if dt is None else dt
        filtered = np.array(x, dtype=rc.float_dtype, copy=copy or None)
        rows = np.moveaxis(filtered, axis, 0)
        shape = as_shape(rows.shape[1:], min_dim=1)
        state = self.make_state(shape, shape, dt, dtype=filtered.dtype, y0=y0)
        # Synapses are not random, so that no seed needs to be drawn for one.
        rng = np.random.RandomState(self.seed)
        step = self.make_step(shape, shape, dt, rng, state)
        rows = rows.reshape(len(rows), *shape) if rows.ndim == 1 else rows
        for i, row in enumerate(rows):
            row[...] = step(i * dt, row)
        if filtfilt:
            for i, row in enumerate(rows[::-1]):
                row[...] = step(i * dt, row)
        return filtered

    def filtfilt(self, x: Any, **kwargs: Any) -> np.ndarray:
        """Filter forwards, then backwards, so that nothing is delayed; see `filt`."""
        return self.filt(x, filtfilt=True, **kwargs)


def check_state_dtype(synapse: Synapse, dtype: Any) -> np.dtype:
    """Type of a synapse's state; a `ValidationError` unless it is a float type."""
    dtype = rc.float_dtype if dtype is None else np.dtype(dtype)
    if not np.issubdtype(dtype, np.floating):
        raise ValidationError(
            f"dtype is {dtype}, but only floats can be filtered. Convert the data first.",
            attr="dtype",
            obj=synapse,
        )
    return dtype
