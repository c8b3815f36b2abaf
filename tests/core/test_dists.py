"""Distributions: what they draw, how many numbers they take, what they refuse."""

import copy

import numpy as np
import pytest
from scipy import special, stats

from nengo.dists import (
    PDF,
    Choice,
    CosineSimilarity,
    DistOrArrayParam,
    Distribution,
    DistributionParam,
    Exponential,
    Gaussian,
    QuasirandomSequence,
    Samples,
    ScatteredHypersphere,
    SqrtBeta,
    SubvectorLength,
    Uniform,
    UniformHypersphere,
    get_samples,
    spherical_map,
    spherical_table,
)
from nengo.exceptions import ValidationError

SCALAR = [
    Uniform(-1, 2),
    Uniform(0, 9, integer=True),
    Gaussian(1, 2),
    Exponential(0.15, 0.1, 1.0),
    PDF([0, 1, 3], [0.2, 0.3, 0.5]),
    Choice([1, 2, 3]),
    SqrtBeta(3, 2),
    SubvectorLength(7, 2),
    CosineSimilarity(5),
]
VECTOR = [
    UniformHypersphere(),
    UniformHypersphere(surface=True),
    UniformHypersphere(min_magnitude=0.4),
    QuasirandomSequence(),
    ScatteredHypersphere(),
    ScatteredHypersphere(surface=True),
    ScatteredHypersphere(min_magnitude=0.4),
    ScatteredHypersphere(method="sct"),
    ScatteredHypersphere(method="tfww"),
    ScatteredHypersphere(surface=True, method="tfww"),
    ScatteredHypersphere(base=Uniform(0, 1)),
]
SPHERES = [dist for dist in VECTOR if isinstance(dist, UniformHypersphere)]


def follows(samples, distribution):
    """Whether the greatest difference from the distribution is one that chance allows."""
    return stats.kstest(samples, distribution).statistic < 2.2 / np.sqrt(len(samples))


@pytest.mark.parametrize("dist", SCALAR, ids=repr)
def test_numbers_are_drawn_in_the_shape_asked_for(dist, rng):
    assert dist.sample(5, rng=rng).shape == (5,)
    if not isinstance(dist, Choice):
        assert dist.sample(5, 3, rng=rng).shape == (5, 3)


@pytest.mark.parametrize("d", [1, 2, 3, 6, 27])
@pytest.mark.parametrize("dist", VECTOR, ids=repr)
def test_vectors_are_drawn_in_the_shape_asked_for(dist, d, rng):
    for n in (1, 10):
        assert dist.sample(n, d, rng=rng).shape == (n, d)


@pytest.mark.parametrize("dist", SCALAR + VECTOR, ids=repr)
def test_samples_follow_from_the_generator_alone(dist, seed):
    d = 4 if dist in VECTOR else None
    first, again = (dist.sample(9, d, np.random.RandomState(seed)) for _ in range(2))
    assert np.array_equal(first, again)


@pytest.mark.parametrize("dist", SCALAR + VECTOR, ids=repr)
def test_distributions_are_equal_by_value(dist):
    assert copy.deepcopy(dist) == dist
    assert sum(dist == other for other in SCALAR + VECTOR) == 1
    assert eval(repr(dist), {**globals(), "array": np.array}) == dist


@pytest.mark.parametrize("dist", [UniformHypersphere(), QuasirandomSequence()], ids=repr)
@pytest.mark.parametrize("d", [None, 0])
def test_vectors_need_dimensions(dist, d):
    with pytest.raises(ValidationError, match="dimensions") as error:
        dist.sample(3, d)
    assert error.value.attr == "d"


@pytest.mark.parametrize(
    ("dist", "reference"),
    [
        (Uniform(-1, 2), stats.uniform(-1, 3)),
        (Gaussian(1, 2), stats.norm(1, 2)),
        (Exponential(0.3, 0.1), stats.expon(0.1, 0.3)),
    ],
    ids=["uniform", "gaussian", "exponential"],
)
def test_samples_are_distributed_as_named(dist, reference, rng):
    assert follows(dist.sample(2000, rng=rng), reference.cdf)


def test_clipped_samples_stay_below_the_bound(rng):
    samples = Exponential(1.0, shift=0.5, high=1.0).sample(500, rng=rng)
    assert np.min(samples) >= 0.5
    assert 0.99 < np.max(samples) < 1


def test_tabulated_densities_are_followed(rng):
    x = np.linspace(-3, 3, 101)
    p = np.exp(-(x**2))
    samples = PDF(x, p / p.sum()).sample(4000, rng=rng)
    assert follows(samples, stats.norm(0, np.sqrt(0.5)).cdf)


@pytest.mark.parametrize(("x", "p"), [([0, 1], [0.5, 0.6]), ([0, 1, 2], [0.5, 0.5])])
def test_tables_must_fit(x, p):
    with pytest.raises(ValidationError):
        PDF(x, p)


def test_options_are_chosen_as_often_as_weighted(rng):
    samples = Choice([1, 2, 3], weights=[1, 0, 3]).sample(4000, rng=rng)
    assert set(samples) == {1, 3}
    assert np.isclose(np.mean(samples == 3), 0.75, atol=0.03)


def test_options_may_be_vectors(rng):
    options = Choice([[1, 2], [3, 4], [5, 6]])
    assert options.dimensions == 2
    assert options.sample(7, 2, rng=rng).shape == (7, 2)
    assert Choice([1, 2]).dimensions == 0
    for dist, d in ((options, 3), (Choice([1, 2]), 1)):
        with pytest.raises(ValidationError, match="dimensions"):
            dist.sample(7, d, rng=rng)


@pytest.mark.parametrize("weights", [[1], [1, -1], [0, 0]], ids=str)
def test_weights_must_make_sense(weights):
    with pytest.raises(ValidationError) as error:
        Choice([1, 2], weights=weights)
    assert error.value.attr == "weights"


def test_given_samples_are_returned_as_they_are():
    assert np.array_equal(Samples([3, 1, 2]).sample(3), [3, 1, 2])
    assert np.array_equal(Samples([3, 1, 2]).sample(3, 1), [[3], [1], [2]])
    assert np.array_equal(Samples([[3], [1]]).sample(2), [3, 1])
    assert np.array_equal(Samples([[3, 4], [1, 2]]).sample(2, 2), [[3, 4], [1, 2]])


@pytest.mark.parametrize(("n", "d"), [(2, None), (3, 2), (2, 2)])
def test_given_samples_must_be_as_many_as_asked_for(n, d):
    with pytest.raises(ValidationError, match="shape"):
        Samples([1, 2, 3]).sample(n, d)


@pytest.mark.parametrize("d", [1, 2, 5])
@pytest.mark.parametrize("dist", SPHERES, ids=repr)
def test_points_lie_in_or_on_the_sphere(dist, d, rng):
    lengths = np.linalg.norm(dist.sample(300, d, rng=rng), axis=1)
    if dist.surface:
        assert np.allclose(lengths, 1)
    else:
        assert np.all(lengths <= 1 + 1e-12)
        assert np.all(lengths >= dist.min_magnitude - 1e-12)


@pytest.mark.parametrize("d", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("dist", SPHERES, ids=repr)
def test_points_fill_the_sphere_evenly(dist, d, rng):
    """Their mean is zero, and lengths are distributed as volume is."""
    points = dist.sample(3000, d, rng=rng)
    assert np.allclose(np.mean(points, axis=0), 0, atol=0.1)
    if not dist.surface:
        smallest = dist.min_magnitude**d
        volume = (np.linalg.norm(points, axis=1) ** d - smallest) / (1 - smallest)
        assert follows(volume, "uniform")
    elif d > 1:
        assert follows(points[:, 0], CosineSimilarity(d).cdf)


def test_a_smallest_length_is_ignored_on_the_surface():
    with pytest.warns(UserWarning, match="ignored"):
        UniformHypersphere(surface=True, min_magnitude=0.5)
    with pytest.raises(ValidationError):
        UniformHypersphere(min_magnitude=1)


@pytest.mark.parametrize("d", [1, 2, 4])
def test_quasirandom_points_are_spread_more_evenly_than_random_ones(d, rng):
    def discrepancy(points):
        corners = rng.uniform(size=(200, 1, d))
        inside = np.mean(np.all(points < corners, axis=2), axis=1)
        return np.max(np.abs(inside - np.prod(corners, axis=(1, 2))))

    even = discrepancy(QuasirandomSequence().sample(500, d, rng=rng))
    assert even < 0.5 * discrepancy(rng.uniform(size=(500, d)))


@pytest.mark.parametrize("d", [2, 3, 8])
def test_scattered_points_keep_their_distance(d, rng):
    def nearest(points):
        products = points @ points.T - 2 * np.eye(len(points))
        return np.mean(np.max(products, axis=1))

    scattered, random = (
        nearest(Sphere(surface=True).sample(300, d, rng=rng))
        for Sphere in (ScatteredHypersphere, UniformHypersphere)
    )
    assert scattered < random


@pytest.mark.parametrize("q", [1, 2, 25, 26, 28, 90])
def test_the_table_approximates_the_exact_function(q):
    x = np.linspace(0, 1, 400)
    approximate, exact = spherical_table.look_up(q, x), special.betaincinv(q / 2, 0.5, x)
    assert np.max(np.abs(approximate - exact)) < 1e-2


def test_beyond_the_table_its_last_row_is_taken():
    x = np.linspace(0, 1, 10)
    assert np.array_equal(spherical_table.look_up(5000, x), spherical_table.look_up(1000, x))
    for q in (0, -1, 1.5):
        with pytest.raises(ValidationError):
            spherical_table.look_up(q, x)


@pytest.mark.parametrize("k", [1, 2, 3, 6])
def test_both_maps_reach_the_whole_sphere(k, rng):
    cube = rng.uniform(size=(2000, k))
    maps = [
        spherical_map.by_angles,
        lambda u: spherical_map.by_angles(u, spherical_map.exact_inverse),
        spherical_map.by_pairs,
    ]
    for to_sphere in maps:
        points = to_sphere(cube)
        assert points.shape == (2000, k + 1)
        assert np.allclose(np.linalg.norm(points, axis=1), 1)
        for column in points.T:
            assert follows(column, CosineSimilarity(k + 1).cdf)


def test_rotations_are_orthogonal(rng):
    rotation = ScatteredHypersphere.random_orthogonal(6, rng=rng)
    assert np.allclose(rotation @ rotation.T, np.eye(6))


@pytest.mark.parametrize(
    "dist", [SqrtBeta(4, 3), SubvectorLength(9, 2), CosineSimilarity(5)], ids=repr
)
def test_quantiles_invert_probabilities(dist):
    y = np.linspace(0.01, 0.99, 23)
    x = dist.ppf(y)
    assert np.allclose(dist.cdf(x), y)
    slope = (dist.cdf(x + 1e-6) - dist.cdf(x - 1e-6)) / 2e-6
    assert np.allclose(dist.pdf(x), slope, rtol=1e-4)


def test_parts_of_unit_vectors_are_as_long_as_predicted(rng):
    vectors = UniformHypersphere(surface=True).sample(3000, 7, rng=rng)
    lengths = np.linalg.norm(vectors[:, :3], axis=1)
    dist = SubvectorLength(7, 3)
    assert (dist.dimensions, dist.subdimensions) == (7, 3)
    assert follows(lengths, dist.cdf)


def test_samples_may_come_from_a_distribution_or_an_array(rng):
    given = np.array([1.0, 2.0])
    copied = get_samples(given, 2)
    assert np.array_equal(copied, given)
    assert not np.shares_memory(copied, given)
    assert get_samples(Uniform(0, 1), 4, d=2, rng=rng).shape == (4, 2)


def test_parameters_take_distributions_or_arrays():
    class Holder:
        dist = DistributionParam("dist")
        either = DistOrArrayParam("either", default=None, sample_shape=("*", 2))

    obj = Holder()
    obj.dist = Uniform(0, 1)
    with pytest.raises(ValidationError):
        Holder().dist = [1]
    for value in (Uniform(0, 1), [[1, 2]], np.ones((3, 2), dtype=np.float32)):
        obj.either = value
    assert obj.either.dtype == np.float32
    for value in ([1, 2], np.ones((2, 3)), "a", None):
        with pytest.raises(ValidationError):
            obj.either = value


def test_a_new_distribution_must_say_how_to_sample():
    with pytest.raises(NotImplementedError, match="sample"):
        Distribution().sample(1)
