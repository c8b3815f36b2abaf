"""Linear systems: from transfer function to state space, from continuous to discrete time.

A system is ``dx/dt = A x + B u``, ``y = C x + D u``, with one input and one output.
"""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
import scipy  # its parts are loaded when they are first used

NEGLIGIBLE = 1e-14
"""Leading coefficients of a numerator up to this size come from rounding."""

BILINEAR_WEIGHTS = {"euler": 0.0, "bilinear": 0.5, "backward_diff": 1.0}
"""How much of the step's end (rather than its start) each method takes the slope from."""

METHODS = ("zoh", *BILINEAR_WEIGHTS)


class BadCoefficients(UserWarning):
    """The leading coefficients of a numerator are too small to be meant."""


class StateSpace(NamedTuple):
    """Matrices of a system with k states: (k, k), (k,), (k,), and a number."""

    A: np.ndarray
    B: np.ndarray
    C: np.ndarray
    D: float

    @property
    def n_states(self) -> int:
        """Number of state variables."""
        return len(self.A)

    @property
    def is_single(self) -> bool:
        """Whether the one state can be the output itself."""
        return self.n_states == 1 and self.D == 0

    @property
    def single_coefficients(self) -> tuple[float, float]:
        """Factors a and b of ``y = a y + b u``, if `is_single`."""
        # Python numbers, which leave arrays of 32 bits at 32 bits.
        return float(self.A[0, 0]), float(self.C[0] * self.B[0])

    def dc_state(self) -> np.ndarray:
        """State in which a discrete system rests when its input is one: (k,)."""
        return np.linalg.solve(np.eye(self.n_states) - self.A, self.B)

    def dc_gain(self) -> float:
        """Output of a discrete system at rest when its input is one."""
        return float(self.C @ self.dc_state() + self.D)


def from_transfer_function(num: np.ndarray, den: np.ndarray) -> StateSpace:
    """Put a transfer function in controllable canonical form.

    Parameters
    ----------
    num, den : (n,) ndarray
        Coefficients of numerator and denominator in descending powers.

    Raises
    ------
    ValueError
        If the numerator has the higher power.
    """
    num, den = _normalized(num, den)
    if len(num) > len(den):
        raise ValueError(
            f"the numerator has {len(num)} coefficients, but the denominator only {len(den)}. "
            "Such a filter would look into the future: use a denominator of higher order."
        )
    k = len(den) - 1
    num = np.concatenate([np.zeros(len(den) - len(num)), num])
    A = np.eye(k, k=-1)
    A[:1] = -den[1:]
    B = np.zeros(k)
    B[:1] = 1
    return StateSpace(A, B, num[1:] - num[0] * den[1:], float(num[0]))


def discretize(system: StateSpace, dt: float, method: str = "zoh") -> StateSpace:
    """Sample a continuous system every ``dt`` seconds.

    Parameters
    ----------
    system : StateSpace
        The continuous system.
    dt : float
        Length of a step, in seconds.
    method : {"zoh", "euler", "bilinear", "backward_diff"}
        Hold the input over each step, or approximate the slope.
    """
    if system.n_states == 0:
        return system
    if method == "zoh":
        return _hold(system, dt)
    return _bilinear(system, dt, BILINEAR_WEIGHTS[method])


def _hold(system: StateSpace, dt: float) -> StateSpace:
    A, B, C, D = system
    k = len(A)
    if k == 1 and A[0, 0] != 0:
        # In closed form, which keeps its precision for steps much longer than the filter.
        a = A[0, 0]
        return StateSpace(np.exp(dt * A), np.expm1(dt * a) / a * B, C, D)
    augmented = np.zeros((k + 1, k + 1))
    augmented[:k, :k] = A
    augmented[:k, k] = B
    exponential = scipy.linalg.expm(dt * augmented)
    return StateSpace(exponential[:k, :k], exponential[:k, k], C, D)


def _bilinear(system: StateSpace, dt: float, alpha: float) -> StateSpace:
    A, B, C, D = system
    identity = np.eye(len(A))
    Q = identity - alpha * dt * A
    A_d = np.linalg.solve(Q, identity + (1 - alpha) * dt * A)
    B_d = np.linalg.solve(Q, dt * B)
    C_d = np.linalg.solve(Q.T, C)
    return StateSpace(A_d, B_d, C_d, D + alpha * float(C @ B_d))


def _normalized(num: np.ndarray, den: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Drop leading zeros and make the denominator's leading coefficient one."""
    den = np.trim_zeros(np.asarray(den, dtype=np.float64), "f")
    num = np.asarray(num, dtype=np.float64) / den[0]
    small = np.abs(num) <= NEGLIGIBLE
    n_leading = len(num) if small.all() else int(np.argmin(small))
    if n_leading and np.any(num[:n_leading]):
        warnings.warn(
            f"the leading coefficients {num[:n_leading]} of a numerator are taken as zero.",
            BadCoefficients,
            stacklevel=4,
        )
    return num[n_leading:], den / den[0]
