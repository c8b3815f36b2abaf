"""What the neurons of a built ensemble respond to."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.ensemble import get_activities
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.neurons import Direct
from nengo.utils.numpy import meshgrid_nd

N_POINTS = 50
"""Points per dimension where the caller names none."""


def tuning_curves(ens: Ensemble, sim: Any, inputs: Any = None) -> tuple[np.ndarray, np.ndarray]:
    """Compute the steady rate of each neuron, as a function of the represented value.

    Parameters
    ----------
    ens : Ensemble
        The ensemble.
    sim : Simulator
        A simulator of its network.
    inputs : (…, dimensions) array-like, optional
        The values; by default a grid of 50 points per dimension from minus to plus the radius.

    Returns
    -------
    inputs : (…, dimensions) ndarray
    activities : (…, n_neurons) ndarray
        Rates, in hertz. With `Direct` neurons, the inputs themselves.

    Raises
    ------
    ValidationError
        If ``inputs`` has another number of dimensions.
    """
    inputs = _grid(ens) if inputs is None else np.asarray(inputs)
    if inputs.ndim > 0 and inputs.shape[-1] != ens.dimensions:
        raise ValidationError(
            f"have shape {inputs.shape}, but the last axis must have {ens.dimensions} "
            f"entries, one for each dimension of {ens}.",
            attr="inputs",
        ).at(ens)
    if isinstance(ens.neuron_type, Direct):
        return inputs, inputs
    points = inputs.reshape(-1, ens.dimensions)
    activities = get_activities(sim.data[ens], ens, points)
    return inputs, activities.reshape(*inputs.shape[:-1], -1)


def response_curves(ens: Ensemble, sim: Any, inputs: Any = None) -> tuple[np.ndarray, np.ndarray]:
    """Compute the steady rate of each neuron, along its preferred direction.

    Parameters
    ----------
    ens : Ensemble
        The ensemble.
    sim : Simulator
        A simulator of its network.
    inputs : (n_points,) array-like, optional
        Values along the encoders, relative to the radius; by default 50 from -1 to 1.

    Returns
    -------
    inputs : (n_points,) ndarray
    activities : (n_points, n_neurons) ndarray
        Rates, in hertz. With `Direct` neurons, the inputs themselves.
    """
    inputs = np.linspace(-1.0, 1.0, N_POINTS) if inputs is None else np.asarray(inputs)
    if isinstance(ens.neuron_type, Direct):
        return inputs, inputs
    built = sim.data[ens]
    x = np.repeat(inputs[:, np.newaxis], ens.n_neurons, axis=1)
    return inputs, ens.neuron_type.rates(x, built.gain, built.bias)


def sorted_neurons(
    ensemble: Ensemble, sim: Any, iterations: int = 100, seed: int | None = None
) -> np.ndarray:
    """Put neurons in an order in which neighbours have similar encoders.

    Parameters
    ----------
    ensemble : Ensemble
        The ensemble.
    sim : Simulator
        A simulator of its network.
    iterations : int
        How often each neuron may be given a better neighbour.
    seed : int, optional
        Fixes the random choices.

    Returns
    -------
    (n_neurons,) ndarray of int
        Indices of the neurons, in that order.

    References
    ----------
    G. A. Croes, *A method for solving traveling-salesman problems*, 1958 (2-opt).
    """
    encoders = sim.data[ensemble].encoders
    similarity = encoders @ encoders.T
    rng = np.random.RandomState(seed)
    order = np.arange(len(encoders))
    for _ in range(iterations):
        starts = rng.permutation(len(order))
        if not any([_turn_best_stretch(order, start, similarity) for start in starts]):
            break
    return order


def _grid(ens: Ensemble) -> np.ndarray:
    values = np.linspace(-ens.radius, ens.radius, N_POINTS)
    # The first dimension varies fastest along the last axis of the grid.
    return np.stack(meshgrid_nd(*[values] * ens.dimensions)[::-1], axis=-1)


def _turn_best_stretch(order: np.ndarray, start: int, similarity: np.ndarray) -> bool:
    """Reverse the stretch from ``start`` on that makes neighbours most similar, if any does."""
    # A stretch of which only the ends change their neighbours: before─[first…last]─after
    # becomes before─[last…first]─after. Beyond either end of the order there is nobody.
    first, last = order[start], order[start:]
    gain = np.zeros(len(last))
    gain[:-1] = similarity[first, order[start + 1 :]] - similarity[last[:-1], last[1:]]
    if start > 0:
        before = order[start - 1]
        gain += similarity[before, last] - similarity[before, first]
    best = int(np.argmax(gain))
    if gain[best] <= 1e-12:  # below that, rounding could turn it back and forth
        return False
    order[start : start + best + 1] = order[start : start + best + 1][::-1]
    return True
