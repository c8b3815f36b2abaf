"""Random signals with a limited range of frequencies."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng, Shape
from nengo.exceptions import ValidationError
from nengo.params import NumberParam
from nengo.process import Process, State, StepFunction
from nengo.processes.steps import TableStep


class WhiteSignal(Process):
    """A smooth random signal: equal power up to a frequency, and none above.

    Parameters
    ----------
    period : float
        After this time, in seconds, the signal repeats.
    high : float
        Highest frequency, in hertz. At least one wave must fit into the period.
    rms : float
        Root of the mean square of the signal.
    y0 : float, optional
        Start where the signal comes closest to this value.
    **kwargs
        ``default_size_out``, ``default_dt`` and ``seed`` of a `Process`.
    """

    period = NumberParam("period", low=0, low_open=True)
    high = NumberParam("high", low=0, low_open=True)
    rms = NumberParam("rms", default=0.5, low=0, low_open=True, readonly=True)
    y0 = NumberParam("y0", default=None, optional=True, readonly=True)

    def __init__(
        self, period: float, high: float, rms: float = 0.5, y0: float | None = None, **kwargs: Any
    ) -> None:
        super().__init__(default_size_in=0, **kwargs)
        self.period = period
        self.high = high
        self.rms = rms
        self.y0 = y0
        if self.high < 1.0 / self.period:
            raise ValidationError(
                f"high is {self.high} Hz, but a period of {self.period} s has room only for waves "
                f"of at least {1.0 / self.period} Hz. Raise high, or the period.",
                attr="high",
                obj=self,
            )

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, state: State
    ) -> StepFunction:
        """Make the signal, and the function that reads it; see `Process.make_step`."""
        assert shape_in == (0,)
        assert len(shape_out) == 1
        self._check_dt(dt)
        signal = self._make_signal(shape_out[0], dt, rng)
        if self.y0 is not None:
            signal = start_at(signal, self.y0)
        # Half a row more, so that rounding does not delay the next one.
        return TableStep(signal, offset=0.0, period=dt, shift=0.5)

    def _check_dt(self, dt: float) -> None:
        nyquist = 0.5 / dt
        if self.high > nyquist:
            raise ValidationError(
                f"high is {self.high} Hz, but steps of {dt} s can only show waves of up to "
                f"{nyquist} Hz. Lower high, or dt.",
                attr="high",
                obj=self,
            )

    def _make_signal(self, size: int, dt: float, rng: Rng) -> np.ndarray:
        """One period of the signal: (n_steps, size)."""
        n = int(np.ceil(self.period / dt / 2))
        sigma = self.rms * np.sqrt(0.5)
        coefficients = 1j * rng.normal(0, sigma, size=(n + 1, size))
        coefficients += rng.normal(0, sigma, size=(n + 1, size))
        coefficients[0] = 0
        coefficients[-1].imag = 0

        too_high = np.fft.rfftfreq(2 * n, d=dt) > self.high
        coefficients[too_high] = 0
        # Give the remaining frequencies the power of those that were taken away.
        power_left = 1.0 - np.sum(too_high) / n
        if power_left > 0:
            coefficients /= np.sqrt(power_left)
        coefficients *= np.sqrt(2 * n)
        return np.fft.irfft(coefficients, axis=0)


def start_at(signal: np.ndarray, y0: float) -> np.ndarray:
    """Roll each column so that the value nearest to ``y0`` comes first in a simulation.

    The first step has the time ``dt``, so that is row 1.
    """
    nearest = np.argmin(np.abs(signal - y0), axis=0)
    columns = (np.roll(column, 1 - row) for column, row in zip(signal.T, nearest, strict=True))
    return np.column_stack(list(columns))
