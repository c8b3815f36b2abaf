"""Are gradients right? Compare them with finite differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo.exceptions import SimulationError
from nengo_dl.engine.program import Arrays

N_DIRECTIONS = 4
"""Directions in which a parameter is moved; a wrong gradient shows in any of them."""

WIDTH = 1e-5
"""How far, in double precision, relative to the largest entry of a parameter."""


def check_gradients(
    loss: Callable[[Arrays], Any], parameters: Arrays, atol: float, rtol: float, rng: Any
) -> None:
    """Compare the gradient of a loss with finite differences, parameter by parameter.

    Parameters
    ----------
    loss : callable
        Gives a number for parameters of double precision. Must be smooth.
    parameters : dict
        Where to look.
    atol, rtol : float
        Largest absolute and relative difference allowed.
    rng : numpy.random.RandomState
        Draws the directions.

    Raises
    ------
    SimulationError
        If a gradient is not finite, or differs.
    """
    loss = jax.jit(loss)
    parameters = {name: jnp.asarray(np.asarray(x, np.float64)) for name, x in parameters.items()}
    gradients = jax.jit(jax.grad(loss))(parameters)
    for name, gradient in gradients.items():
        if not jnp.isfinite(gradient).all():
            raise SimulationError(
                f"The gradient for {name} is not finite. Look for a division by zero or a root "
                "of zero in what it passes."
            )
        for _ in range(N_DIRECTIONS):
            direction = rng.choice([-1.0, 1.0], size=gradient.shape)
            ours = float((np.asarray(gradient, np.float64) * direction).sum())
            theirs = _slope(loss, parameters, name, direction)
            if abs(ours - theirs) > atol + rtol * abs(theirs):
                raise SimulationError(
                    f"The gradient for {name} is {ours} in a direction in which finite "
                    f"differences give {theirs}. Has an operation been given a wrong derivative?"
                )


def _slope(
    loss: Callable[[Arrays], Any], parameters: Arrays, name: str, direction: np.ndarray
) -> float:
    """Return the slope of the loss along a direction, by central differences."""
    value = parameters[name]
    width = WIDTH * float(abs(value).max(initial=1e-3))

    def at(step: float) -> float:
        return float(loss({**parameters, name: value + step * direction.astype(value.dtype)}))

    return (at(width) - at(-width)) / (2 * width)
