"""What makes large builds quick changes no result."""

import gc
import tracemalloc
import weakref

import numpy as np
import pytest

import nengo
from nengo.builder.activities import SharedActivities
from nengo.solvers import LstsqL2, LstsqL2nz
from nengo.solvers.gram import Gram
from nengo.solvers.kept_factors import _kept
from nengo.solvers.large import LargeMatrix
from nengo.solvers.normal_equations import Factor


def activities(n_points, n_neurons, rng, dimensions=2):
    """(n_points, n_neurons) rates of spiking neurons for points in the unit cube."""
    points = rng.uniform(-1, 1, size=(n_points, dimensions))
    encoders = rng.randn(n_neurons, dimensions)
    encoders /= np.linalg.norm(encoders, axis=1, keepdims=True)
    gain, bias = nengo.LIF().gain_bias(
        rng.uniform(200, 400, n_neurons), rng.uniform(-1, 1, n_neurons)
    )
    return nengo.LIF().rates(points @ encoders.T, gain, bias), points


@pytest.mark.parametrize("reg", [0.1, 0.01, 1e-4])
@pytest.mark.parametrize(("n_points", "n_neurons"), [(700, 300), (300, 700)])
@pytest.mark.parametrize("solver", [LstsqL2, LstsqL2nz])
def test_large_systems_are_solved_as_exactly_as_in_double_precision(
    solver, n_points, n_neurons, reg, rng, monkeypatch
):
    """Least squares of the system with the regularisation as further rows is the measure."""
    monkeypatch.setattr("nengo.solvers.normal_equations.SMALL", 200)
    A, Y = activities(n_points, n_neurons, rng)
    X, _ = solver(reg=reg)(A, Y)
    share_active = np.mean(A > 0, axis=0) if solver is LstsqL2nz else np.ones(n_neurons)
    sigma = reg * A.max() * np.sqrt(share_active)
    sigma[sigma == 0] = sigma.max()
    rows = np.vstack([A, np.diag(np.sqrt(n_points) * sigma)])
    exact = np.linalg.lstsq(rows, np.vstack([Y, np.zeros((n_neurons, 2))]), rcond=None)[0]
    np.testing.assert_allclose(X, exact, rtol=0, atol=1e-12 / reg**2 * np.abs(exact).max())


def test_a_factor_solves_for_every_column_even_where_one_is_zero(rng):
    """Iterations judge each right-hand side by its own size."""
    B = rng.rand(1200, 900)
    R = np.column_stack([rng.randn(900), np.zeros(900), 1e-9 * rng.randn(900)])
    X = Factor(B, 60.0).solve(B, R)
    assert np.all(X[:, 1] == 0)
    np.testing.assert_allclose(B.T @ (B @ X) + 60.0 * X, R, rtol=1e-9, atol=1e-17)


def test_connections_with_the_same_points_share_activities(monkeypatch, seed):
    """Rates are computed once for three connections and a probe, again for other points."""
    calls = []
    rates = nengo.LIFRate.rates

    def counting(self, x, gain, bias):
        calls.append(np.shape(x))
        return rates(self, x, gain, bias)

    monkeypatch.setattr(nengo.LIFRate, "rates", counting)
    with nengo.Network(seed=seed) as network:
        a, b = nengo.Ensemble(30, 1), nengo.Node(size_in=1)
        nengo.Connection(a, b)
        nengo.Connection(a, b, function=np.square)
        nengo.Connection(a, b, solver=LstsqL2(reg=0.2))
        nengo.Probe(a)
        nengo.Connection(a, b, eval_points=np.linspace(-1, 1, 50)[:, None])
    nengo.builder.Model().build(network)
    assert sum(n_points for n_points, _ in calls) == 750 + 50


def test_a_solver_of_the_user_gets_activities_of_its_own(seed):
    """It may write to them, and others do not see it."""

    class Scribbler(nengo.solvers.LstsqL2):
        def __call__(self, A, Y, rng=np.random):
            A[...] = 1.0
            return super().__call__(A, Y, rng=rng)

    def weights(solver):
        with nengo.Network(seed=seed) as network:
            a, b = nengo.Ensemble(30, 1, seed=1), nengo.Node(size_in=1)
            nengo.Connection(a, b, solver=solver)
            second = nengo.Connection(a, b)
        model = nengo.builder.Model()
        model.build(network)
        return model.params[second].weights

    np.testing.assert_array_equal(weights(Scribbler()), weights(LstsqL2()))


def test_nothing_is_kept_after_the_build(seed):
    """Neither activities nor factors outlive it, though the model does."""
    with nengo.Network(seed=seed) as network:
        nengo.Connection(nengo.Ensemble(30, 1), nengo.Node(size_in=1))
    before = dict(_kept)
    model = nengo.builder.Model()
    model.build(network)
    gc.collect()
    assert model.activities._kept == []
    assert _kept == before


def test_shared_activities_stay_within_their_limit(monkeypatch, seed):
    """The oldest go first, before others are computed."""
    monkeypatch.setattr("nengo.builder.activities.KEPT", 2 * 8 * 20 * 10)
    with nengo.Network(seed=seed) as network:
        ensembles = [nengo.Ensemble(10, 1) for _ in range(4)]
    model = nengo.builder.Model()
    model.build(network)
    shared, points, refs = SharedActivities(), np.linspace(-1, 1, 20)[:, np.newaxis], []
    for ens in ensembles:
        refs.append(weakref.ref(shared.of(model.params[ens], ens, points, LstsqL2()).activities))
    gc.collect()
    assert [ref() is not None for ref in refs] == [False, False, True, True]


@pytest.mark.parametrize(("n_points", "n_neurons"), [(300, 700), (700, 300)])
@pytest.mark.parametrize("min_single", [1, 10_000], ids=["single", "double"])
@pytest.mark.parametrize("reg", [0.1, 1e-3])
def test_activities_that_are_never_held_give_the_same_decoders(
    n_points, n_neurons, min_single, reg, rng, monkeypatch
):
    """Whichever way they are read, and in whichever precision they are multiplied."""
    monkeypatch.setattr("nengo.solvers.normal_equations.SMALL", 200)
    monkeypatch.setattr("nengo.solvers.large.MIN_SINGLE", min_single)
    monkeypatch.setattr("nengo.solvers.large.GRAM_SIZE", 2**16)
    monkeypatch.setattr("nengo.solvers.normal_equations.READ_SIZE", 2**15)
    A, Y = activities(n_points, n_neurons, rng)
    large = LargeMatrix(A.shape, lambda rows, columns: A[rows, columns])
    X, info = LstsqL2(reg=reg)(large, Y)
    expected, expected_info = LstsqL2(reg=reg)(A, Y)
    np.testing.assert_allclose(X, expected, rtol=0, atol=1e-12 / reg**2 * np.abs(expected).max())
    np.testing.assert_allclose(info["rmses"], expected_info["rmses"], rtol=1e-5)


def test_an_ensemble_beyond_the_limit_is_built_with_the_same_decoders(monkeypatch, seed):
    """It takes two readings, and no third for a connection with the same targets."""
    with nengo.Network(seed=seed) as network:
        x = nengo.Ensemble(120, 2, n_eval_points=100, radius=2)
        conns = [nengo.Connection(x, x), nengo.Connection(x, nengo.Node(size_in=2))]
        conns.append(nengo.Connection(x, nengo.Node(size_in=2), solver=LstsqL2nz()))

    def weights():
        model = nengo.builder.Model()
        model.build(network)
        return [model.params[conn].weights for conn in conns]

    whole = weights()
    calls = []
    rates = nengo.LIFRate.rates

    def counting(self, x, gain, bias):
        calls.append(np.shape(x))
        return rates(self, x, gain, bias)

    monkeypatch.setattr(nengo.LIFRate, "rates", counting)
    monkeypatch.setattr("nengo.builder.activities.LIMIT", 90_000)
    np.testing.assert_allclose(weights(), whole, rtol=1e-9, atol=1e-15)
    # Two readings by neurons, and all at once for the solver that wants to see each neuron.
    assert sum(n_points * n_neurons for n_points, n_neurons in calls) == 3 * 100 * 120


def test_a_large_ensemble_takes_less_memory_than_its_activities(monkeypatch, seed):
    """The products of the shorter side are what is held, and a block of each reading."""
    monkeypatch.setattr("nengo.builder.activities.LIMIT", 1e6)
    monkeypatch.setattr("nengo.solvers.large.GRAM_SIZE", 2**16)
    monkeypatch.setattr("nengo.solvers.normal_equations.READ_SIZE", 2**16)
    with nengo.Network(seed=seed) as network:
        x = nengo.Ensemble(5000, 2, n_eval_points=400)
        nengo.Connection(x, x)
    tracemalloc.start()
    try:
        nengo.builder.Model().build(network)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 0.5 * 8 * 5000 * 400


def test_activities_of_the_users_neurons_are_computed_at_once(seed):
    """They may depend on each other."""

    class Competing(nengo.RectifiedLinear):
        def rates(self, x, gain, bias):
            rates = super().rates(x, gain, bias)
            return rates / (1 + rates.sum(axis=1, keepdims=True)) - rates.mean(axis=0)

    with nengo.Network(seed=seed) as network:
        x = nengo.Ensemble(2000, 1, neuron_type=Competing(), n_eval_points=100)
        conn = nengo.Connection(x, nengo.Node(size_in=1))
    model = nengo.builder.Model()
    model.build(network)
    built = model.params[x]
    A = Competing().rates(built.eval_points @ built.encoders.T, built.gain, built.bias)
    decoders, _ = LstsqL2()(A, built.eval_points)
    np.testing.assert_allclose(model.params[conn].weights, decoders.T, rtol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("order", ["C", "F"])
def test_rows_are_multiplied_however_many_zeros_they_hold(dtype, order, rng):
    """Dense rows and sparse ones, in both layouts."""
    rows = rng.rand(60, 1100) * (rng.rand(60, 1100) < np.linspace(0, 0.2, 60)[:, np.newaxis])
    gram = Gram(1100, dtype)
    for part in np.array_split(np.asarray(rows, order=order), 3):
        gram.add(part)
    tolerance = 10 * np.finfo(dtype).eps
    np.testing.assert_allclose(
        np.tril(gram.lower), np.tril(rows.T @ rows), rtol=tolerance, atol=tolerance
    )


def test_decoders_found_in_the_cache_depend_on_points_and_encoders(tmp_path, seed):
    """Another radius, other encoders or other points are another problem."""

    def build(**options):
        with nengo.Network(seed=seed) as network:
            x = nengo.Ensemble(20, 2, **options)
            nengo.Connection(x, nengo.Node(size_in=2), function=lambda x: [1, 1])
        cache = nengo.cache.DecoderCache(cache_dir=tmp_path)
        with cache:
            nengo.builder.Model(decoder_cache=cache).build(network)
        return len(cache.get_files())

    assert build() == build() == 1
    assert build(radius=2) == 2
    assert build(encoders=nengo.dists.Choice([[1, 1], [-1, 1]])) == 3
    assert build(eval_points=np.eye(2)) == 4
