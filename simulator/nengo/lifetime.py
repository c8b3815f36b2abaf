"""What all simulators have in common: a clock that starts at zero, and an end."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from typing import Any, TypeVar

import numpy as np

from nengo.arrays import maxint
from nengo.builder import Model
from nengo.cache import get_default_decoder_cache
from nengo.exceptions import ReadonlyError, SimulatorClosed, ValidationError
from nengo.network import Network

Sim = TypeVar("Sim", bound="Lifetime")


class Lifetime(ABC):
    """A simulator, from its first step until it is closed.

    Attributes
    ----------
    closed : bool
        Whether it has been closed.
    model : Model
        Signals and operators.
    """

    closed = True
    model: Model

    @property
    @abstractmethod
    def n_steps(self) -> int:
        """Number of steps since the last reset."""

    @property
    @abstractmethod
    def time(self) -> float:
        """Time since the last reset, in seconds."""

    @abstractmethod
    def close(self) -> None:
        """Free the memory. What was recorded stays."""

    @property
    def dt(self) -> float:
        """Length of a step, in seconds."""
        return self.model.dt

    @dt.setter
    def dt(self, dt: float) -> None:
        raise ReadonlyError(attr="dt", obj=self)

    def trange(self, sample_every: float | None = None) -> np.ndarray:
        """Give the times of the steps so far.

        Parameters
        ----------
        sample_every : float, optional
            As in `Probe`: only the times at which such a probe has recorded.

        Returns
        -------
        (n_samples,) ndarray
            In seconds; the first step ends at ``dt``.
        """
        period = 1 if sample_every is None else sample_every / self.dt
        steps = np.arange(1, self.n_steps + 1)
        return self.dt * steps[steps % period < 1]

    def _steps_in(self, seconds: float) -> int:
        """Round a time to whole steps; called by ``run`` alone, whose caller is warned of none."""
        if seconds < 0:
            raise ValidationError(
                f"is {seconds}, but must be positive. Time does not run backwards; "
                "use reset() to begin again.",
                attr="time_in_seconds",
                obj=self,
            )
        n_steps = int(np.round(float(seconds) / self.dt))
        if n_steps == 0:
            warnings.warn(
                f"{seconds} seconds are 0 steps of {self.dt} seconds, so nothing is run. "
                f"The simulator stays at {self.time} seconds.",
                stacklevel=3,
            )
        return n_steps

    def _refuse_closed(self, what: str) -> None:
        if self.closed:
            raise SimulatorClosed(
                f"The simulator has been closed and cannot {what} any more. Make a new one."
            )

    def __enter__(self: Sim) -> Sim:
        self._refuse_closed("be entered")
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __del__(self) -> None:
        if not self.closed:
            warnings.warn(
                f"{self!r} was never closed. Close it with sim.close(), or use it in a `with` "
                "block.",
                ResourceWarning,
                stacklevel=2,
            )


def new_model(network: Network | None, dt: float) -> Model:
    """Return what a network is built into, unless the user gave something."""
    return Model(
        dt=float(dt), label=f"{network}, dt={dt}", decoder_cache=get_default_decoder_cache()
    )


def default_seed(network: Network | None) -> Any:
    """Return the seed of everything random while running, unless the user gave one."""
    if network is None or network.seed is None:
        return np.random.randint(maxint)
    return network.seed + 1
