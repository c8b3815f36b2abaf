"""Points in or on the unit sphere."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np

from nengo.arrays import Rng, norm
from nengo.dists import spherical_map
from nengo.dists.base import Distribution, DistributionParam, require_dimensions, shuffled
from nengo.dists.quasirandom import QuasirandomSequence
from nengo.dists.spherical_table import look_up
from nengo.params import BoolParam, EnumParam, NumberParam


class UniformHypersphere(Distribution):
    """Random points, evenly distributed in or on the unit sphere.

    Parameters
    ----------
    surface : bool
        Whether points lie on the sphere rather than in it.
    min_magnitude : float
        Smallest distance from the centre, in [0, 1).
    """

    surface = BoolParam("surface", default=False, readonly=True)
    min_magnitude = NumberParam(
        "min_magnitude", default=0, low=0, high=1, high_open=True, readonly=True
    )

    def __init__(self, surface: bool = False, min_magnitude: float = 0) -> None:
        super().__init__()
        if surface and min_magnitude > 0:
            warnings.warn(
                f"min_magnitude={min_magnitude} is ignored, since all points lie on the surface.",
                stacklevel=2,
            )
        self.surface = surface
        self.min_magnitude = min_magnitude

    def sample(self, n: int, d: int | None = None, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` points in ``d`` dimensions; see `Distribution.sample`."""
        d = require_dimensions(self, d)
        points = rng.randn(n, d)
        points /= norm(points, axis=1, keepdims=True)
        if not self.surface:
            # Volume grows as the power d of the radius.
            volume = rng.uniform(self.min_magnitude**d, 1, size=(n, 1))
            points *= volume ** (1.0 / d)
        return points


class ScatteredHypersphere(UniformHypersphere):
    """Points in or on the unit sphere, spread more evenly than random ones.

    Quasi-random points of the unit cube are mapped to the sphere, which is then turned at random.
    Ensembles represent values better with such encoders and evaluation points.

    Parameters
    ----------
    surface : bool
        Whether points lie on the sphere rather than in it.
    min_magnitude : float
        Smallest distance from the centre, in [0, 1).
    base : Distribution
        Distribution of points in the unit cube.
    method : {"sct-approx", "sct", "tfww"}
        How to map the cube to the sphere: by angles with a table, by angles exactly, or
        as a product of circles.
    """

    base = DistributionParam("base", default=QuasirandomSequence(), readonly=True)
    method = EnumParam(
        "method", default="sct-approx", values=("sct-approx", "sct", "tfww"), readonly=True
    )

    def __init__(
        self,
        surface: bool = False,
        min_magnitude: float = 0,
        base: Distribution = base.default,
        method: str = method.default,
    ) -> None:
        super().__init__(surface, min_magnitude)
        self.base = base
        self.method = method

    @staticmethod
    def spherical_coords_ppf(dims: int, y: np.ndarray, approx: bool = False) -> np.ndarray:
        """Angle, in units of pi, below which a share ``y`` of a ``dims``-sphere's area lies."""
        return spherical_map.polar_angle(dims, y, _inverse(approx))

    @staticmethod
    def spherical_transform_sct(samples: np.ndarray, approx: bool = False) -> np.ndarray:
        """Map ``samples`` of the unit cube to the unit sphere by angles."""
        return spherical_map.by_angles(samples, _inverse(approx))

    @staticmethod
    def spherical_transform_tfww(c_samples: np.ndarray) -> np.ndarray:
        """Map ``c_samples`` of the unit cube to the unit sphere as a product of circles."""
        return spherical_map.by_pairs(c_samples)

    @staticmethod
    def random_orthogonal(d: int, rng: Rng = np.random) -> np.ndarray:
        """Draw, from ``rng``, a random orthogonal matrix of shape (d, d)."""
        return spherical_map.random_rotation(d, rng=rng)

    def sample(self, n: int, d: int | None = 1, rng: Rng = np.random) -> np.ndarray:
        """Draw ``n`` points in ``d`` dimensions; see `Distribution.sample`."""
        d = require_dimensions(self, d)
        if d == 1:
            return self._on_line(n, rng)
        if self.surface:
            points = self._on_sphere(self.base.sample(n, d - 1, rng))
        else:
            cube = self.base.sample(n, d, rng)
            points = self._on_sphere(cube[:, :-1]) * self._radius(cube[:, -1:], d)
        return points @ self.random_orthogonal(d, rng=rng)

    def _on_line(self, n: int, rng: Rng) -> np.ndarray:
        if self.surface:
            return np.sign(self.base.sample(n, 1, rng) - 0.5)
        positive = self.base.sample(n // 2, 1, rng)
        negative = self.base.sample(n - len(positive), 1, rng)
        return shuffled(np.vstack([self._magnitude(positive), -self._magnitude(negative)]), rng)

    def _on_sphere(self, u: np.ndarray) -> np.ndarray:
        if self.method == "tfww":
            return self.spherical_transform_tfww(u)
        return self.spherical_transform_sct(u, approx=self.method == "sct-approx")

    def _radius(self, volume: np.ndarray, d: int) -> np.ndarray:
        smallest = self.min_magnitude**d
        return (volume * (1 - smallest) + smallest) ** (1.0 / d)

    def _magnitude(self, v: np.ndarray) -> np.ndarray:
        return v * (1 - self.min_magnitude) + self.min_magnitude


def _inverse(approx: bool) -> Callable[[int, np.ndarray], np.ndarray]:
    return look_up if approx else spherical_map.exact_inverse
