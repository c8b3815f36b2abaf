"""Maps from the unit cube to the unit sphere that keep volumes, hence even spreading."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.arrays import Rng
from nengo.dists.spherical_table import look_up

InverseBeta = Callable[[int, np.ndarray], np.ndarray]


def exact_inverse(q: int, x: np.ndarray) -> np.ndarray:
    """Inverse regularised incomplete beta function with parameters ``q / 2`` and ``1 / 2``."""
    return scipy.special.betaincinv(q / 2.0, 0.5, x)


def polar_angle(q: int, y: np.ndarray, inverse: InverseBeta) -> np.ndarray:
    """Angle, in units of pi, below which a share ``y`` of the sphere's area lies.

    Parameters
    ----------
    q : int
        Dimension parameter: the area element is the sine to the power of ``q - 1``.
    y : ndarray
        Shares in [0, 1].
    inverse : callable
        `exact_inverse` or `nengo.dists.spherical_table.look_up`.
    """
    # The function is symmetric about the equator, and the inverse well conditioned in one half.
    in_lower_half = y < 0.5
    share = np.where(in_lower_half, y, 1 - y)
    angle = np.arcsin(np.sqrt(inverse(q, 2 * share))) / np.pi
    return np.where(in_lower_half, angle, 1 - angle)


def by_angles(u: np.ndarray, inverse: InverseBeta = look_up) -> np.ndarray:
    """Map points of the cube to the sphere by its angles, one axis an angle.

    Parameters
    ----------
    u : (n, k) ndarray
        Points in the unit cube.
    inverse : callable
        `exact_inverse` or `nengo.dists.spherical_table.look_up`.

    Returns
    -------
    (n, k + 1) ndarray
        Points on the unit sphere.
    """
    n, k = u.shape
    angles = np.empty((n, k))
    for j in range(k):
        angles[:, j] = np.pi * polar_angle(k - j, u[:, j], inverse)
    angles[:, -1] *= 2  # only the last angle goes all the way round
    sines = np.cumprod(np.sin(angles), axis=1)
    x = np.ones((n, k + 1))
    x[:, 1:] = sines
    x[:, :-1] *= np.cos(angles)
    return x


def by_pairs(c: np.ndarray) -> np.ndarray:
    """Map points of the cube to the sphere as a product of circles, without special functions.

    Parameters
    ----------
    c : (n, k) ndarray
        Points in the unit cube.

    Returns
    -------
    (n, k + 1) ndarray
        Points on the unit sphere.
    """
    n, k = c.shape
    s = k + 1
    if s == 2:
        return np.column_stack([np.cos(2 * np.pi * c[:, 0]), np.sin(2 * np.pi * c[:, 0])])
    radii, turns = _radii(c), c[:, s // 2 - 1 :]
    x = np.empty((n, s))
    if s % 2 == 0:
        x[:, 0::2] = radii * np.cos(2 * np.pi * turns)
        x[:, 1::2] = radii * np.sin(2 * np.pi * turns)
        return x
    height, turns = turns[:, 0], turns[:, 1:]
    width = 2 * np.sqrt(height * (1 - height))
    scale = np.column_stack([radii[:, 0] * width, radii[:, 1:]])
    x[:, 0] = radii[:, 0] * (1 - 2 * height)
    x[:, 1::2] = scale * np.cos(2 * np.pi * turns)
    x[:, 2::2] = scale * np.sin(2 * np.pi * turns)
    return x


def _radii(c: np.ndarray) -> np.ndarray:
    """Radii of the circles (the first one a sphere if the dimension is odd): (n, s // 2)."""
    n, k = c.shape
    s = k + 1
    m = s // 2
    g = np.zeros((n, m + 1))
    g[:, m] = 1
    for j in range(m - 1, 0, -1):
        exponent = 1.0 / j if s % 2 == 0 else 2.0 / (2 * j + 1)
        g[:, j] = g[:, j + 1] * c[:, j - 1] ** exponent
    return np.sqrt(np.diff(g, axis=1))


def random_rotation(d: int, rng: Rng = np.random) -> np.ndarray:
    """Draw a random orthogonal matrix: the polar factor of a normally distributed one.

    The polar factor does not depend on the signs that LAPACK chooses for singular vectors.
    """
    U, _, V = np.linalg.svd(rng.standard_normal((d, d)))
    return U @ V
