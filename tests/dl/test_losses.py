"""Losses that Keras does not have."""

import numpy as np
import pytest

from nengo.exceptions import ValidationError

jax = pytest.importorskip("jax")
from nengo_dl import losses  # noqa: E402  # only where jax is installed


@pytest.fixture
def y(rng):
    return rng.standard_normal((3, 4, 5, 6)).astype("float32")


def test_targets_that_are_not_numbers_cost_nothing(y):
    target = np.where(np.arange(6) < 2, y - 3, np.nan)
    assert losses.nan_mse(target, y) == pytest.approx(9 * 2 / 6)


def test_targets_that_are_not_numbers_pull_nowhere(y):
    target = np.where(np.arange(6) < 2, y - 3, np.nan).astype("float32")
    gradient = np.asarray(jax.grad(lambda y: losses.nan_mse(target, y))(y))
    assert np.all(gradient[..., 2:] == 0)
    np.testing.assert_allclose(gradient[..., :2], 6 / y.size, rtol=1e-5)


@pytest.mark.parametrize("order", [1, 2, 3, "euclidean", np.inf])
@pytest.mark.parametrize("axis", [None, 0, 1, -1, (0, 1)])
def test_regularize_is_the_mean_norm(y, order, axis):
    vectors = {0: y.swapaxes(2, 3), 1: y, -1: y}.get(axis, y.reshape(3, 4, 1, 30))
    norms = np.apply_along_axis(np.linalg.norm, -1, vectors, 2 if order == "euclidean" else order)
    assert losses.Regularize(order, axis)(None, y) == pytest.approx(norms.mean(), rel=1e-5)


@pytest.mark.parametrize("order", [1, 2, 3, np.inf])
def test_regularize_does_not_push_what_is_zero_to_infinity(order):
    zeros = np.zeros((1, 2, 3), "float32")
    gradient = jax.grad(lambda y: losses.Regularize(order)(None, y))(zeros)
    assert np.all(np.isfinite(gradient)) and np.abs(gradient).max() <= 1
    assert losses.Regularize(order)(None, zeros) == 0


def test_an_order_that_is_not_positive_is_refused():
    with pytest.raises(ValidationError, match="order is 0, but must be positive"):
        losses.Regularize(0)
