"""Losses that measure what those of Keras do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp

from nengo.exceptions import ValidationError


def nan_mse(y_true: Any, y_pred: Any) -> jax.Array:
    """Mean squared error in which targets that are not a number count as no error.

    So only some of the steps can be given a target. They still count in the mean, whose size
    thus does not depend on how many there are.

    Parameters
    ----------
    y_true, y_pred : (batch, n_steps, size) array-like
        Targets, and what was probed.

    Returns
    -------
    () Array
    """
    y_true, y_pred = jnp.asarray(y_true), jnp.asarray(y_pred)
    # Replaced before subtracting: NaN in an unused branch would enter the gradient.
    target = jnp.where(jnp.isnan(y_true), y_pred, y_true)
    return jnp.mean(jnp.square(target - y_pred))


class Regularize:
    """The norm of what is probed, be it activities or weights; targets are ignored.

    It is a loss like others and so needs a target for each item, for example zeros.

    Parameters
    ----------
    order : int, float or str
        Order of the norm, a positive number or infinity; "euclidean" is 2.
    axis : int or sequence of int, optional
        Axes along which to take the norm, counted without those of batch and time. By default
        all of them, so that each item and step has one norm.

    Raises
    ------
    ValidationError
        If the order is not positive.
    """

    __name__ = "regularize"  # what Keras calls this loss

    def __init__(self, order: float | str = 2, axis: int | Sequence[int] | None = None) -> None:
        self.order = 2.0 if order == "euclidean" else float(order)
        self.axis = axis
        if not self.order > 0:
            raise ValidationError(
                f"order is {order}, but must be positive. Pass 1, 2 or infinity, for example.",
                attr="order",
                obj=self,
            )

    def __call__(self, y_true: Any, y_pred: Any) -> jax.Array:
        """Compute the mean of the norms of ``y_pred``, of shape (batch, n_steps, …)."""
        y_pred = jnp.asarray(y_pred)
        return jnp.mean(vector_norm(y_pred, self.order, self._axes(y_pred.ndim)))

    def _axes(self, ndim: int) -> tuple[int, ...]:
        if self.axis is None:
            return tuple(range(2, ndim))
        axes = [self.axis] if isinstance(self.axis, int) else self.axis
        return tuple(axis + 2 if axis >= 0 else axis + ndim for axis in axes)


def vector_norm(x: jax.Array, order: float, axes: tuple[int, ...]) -> jax.Array:
    """Compute the norm along some axes; where all is zero, its gradient is zero too.

    Parameters
    ----------
    x : (…) Array
    order : float
        Positive; infinity takes the largest absolute value.
    axes : tuple of int
    """
    size = jnp.abs(x)
    if order == jnp.inf:
        return jnp.max(size, axis=axes)
    if order == 1:
        return jnp.sum(size, axis=axes)
    # A root has an infinite slope at zero, which must not meet the zero slope inside it.
    is_zero = jnp.all(x == 0, axis=axes, keepdims=True)
    total = jnp.sum(jnp.where(is_zero, 1.0, size) ** order, axis=axes)
    return jnp.where(jnp.squeeze(is_zero, axes), 0.0, total ** (1 / order))
