"""How neurons are tuned when there is no formula: by searching, and by simulating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.exceptions import ValidationError

Response = Callable[[np.ndarray], np.ndarray]
"""Output of one neuron for each of some input currents: (n,) to (n,)."""


def search_gain_bias(
    neuron_type: Any, response: Response, max_rates: np.ndarray, intercepts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Find gains and biases by searching for the currents that give the rates.

    Parameters
    ----------
    neuron_type : NeuronType
        The type to name in errors.
    response : callable
        Its response function, taken to be the same for all neurons.
    max_rates, intercepts : (n_neurons,) ndarray
        See `NeuronType.gain_bias`.

    Returns
    -------
    gain, bias : (n_neurons,) ndarray

    Raises
    ------
    ValidationError
        If no input current gives these rates.
    """
    J_threshold, J_max = _search_currents(neuron_type, response, np.max(max_rates))
    J = np.linspace(J_threshold, J_max, 101)
    J_top = np.interp(max_rates, response(J), J)
    gain = (J_threshold - J_top) / (intercepts - 1)
    return gain, J_top - gain


def settled_firingrate(
    step: Callable[..., None],
    J: np.ndarray,
    state: dict[str, np.ndarray],
    dt: float = 0.001,
    settle_time: float = 0.1,
    sim_time: float = 1.0,
) -> np.ndarray:
    """Measure firing rates by simulation, after some time to settle.

    Parameters
    ----------
    step : callable
        `NeuronType.step`, or a function like it.
    J : ndarray
        Constant input currents.
    state : dict
        State variables by name, of the shape of ``J``; they are changed.
    dt : float
        Length of a step, in seconds.
    settle_time, sim_time : float
        How long to wait, and how long to measure, in seconds.

    Returns
    -------
    ndarray
        Mean output, of the shape of ``J``.
    """
    output, total = np.zeros_like(J), np.zeros_like(J)
    for _ in range(int(settle_time / dt)):
        step(dt, J, output, **state)
    n_steps = int(sim_time / dt)
    for _ in range(n_steps):
        step(dt, J, output, **state)
        total += output
    return total / n_steps


def as_columns(*values: Any) -> tuple[np.ndarray, ...]:
    """Copy values into float arrays with at least one axis."""
    return tuple(np.array(value, dtype=np.float64, ndmin=1) for value in values)


def _search_currents(neuron_type: Any, response: Response, max_rate: float) -> tuple[float, float]:
    """Find a current just too small for any output, and one that gives ``max_rate``."""
    threshold = top = None
    for scale in 10.0 * 2.0 ** np.arange(10):
        J = np.linspace(-scale, scale, 101)
        rates = response(J)
        if threshold is None and np.any(rates <= 0):
            threshold = J[np.flatnonzero(rates <= 0)[-1]]
        if top is None and np.any(rates >= max_rate):
            top = J[np.flatnonzero(rates >= max_rate)[0]]
        if threshold is not None and top is not None:
            return threshold, top
    missing, attr = f"an output of {max_rate}", "max_rates"
    if threshold is None:
        missing, attr = "no output", "max_rates,intercepts"
    raise ValidationError(
        f"no input current between ±{scale:g} gives {missing}. "
        "Choose other max_rates, or pass gain and bias.",
        attr=attr,
        obj=neuron_type,
    )
