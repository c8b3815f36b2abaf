"""What makes large builds quick changes no result."""

import gc
import weakref

import numpy as np
import pytest

import nengo
from nengo.builder.activities import SharedActivities
from nengo.solvers import LstsqL2, LstsqL2nz
from nengo.solvers.kept_factors import _kept
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
@pytest.mark.parametrize(("n_points", "n_neurons"), [(1200, 500), (500, 1200)])
@pytest.mark.parametrize("solver", [LstsqL2, LstsqL2nz])
def test_large_systems_are_solved_as_exactly_as_in_double_precision(
    solver, n_points, n_neurons, reg, rng
):
    """Least squares of the system with the regularisation as further rows is the measure."""
    A, Y = activities(n_points, n_neurons, rng)
    X, _ = solver(reg=reg)(A, Y)
    share_active = np.mean(A > 0, axis=0) if solver is LstsqL2nz else np.ones(n_neurons)
    sigma = reg * A.max() * np.sqrt(share_active)
    sigma[sigma == 0] = sigma.max()
    rows = np.vstack([A, np.diag(np.sqrt(n_points) * sigma)])
    exact = np.linalg.lstsq(rows, np.vstack([Y, np.zeros((n_neurons, 2))]), rcond=None)[0]
    np.testing.assert_allclose(X, exact, rtol=0, atol=1e-12 / reg**2 * np.abs(exact).max())


def test_a_factor_solves_for_every_column_even_where_one_is_zero(rng):
    """Refinement judges each right-hand side by its own size."""
    B = rng.rand(600, 450)
    R = np.column_stack([rng.randn(450), np.zeros(450), 1e-9 * rng.randn(450)])
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
    assert calls == [(750, 30), (50, 30)]


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


def test_shared_activities_stay_within_their_limit(monkeypatch, rng):
    """The oldest go first."""
    monkeypatch.setattr("nengo.builder.activities.LIMIT", 3000)

    class Built:
        gain, bias = np.ones(10), np.zeros(10)

    shared = SharedActivities()
    refs = []
    for _ in range(4):
        x = rng.rand(15, 10)
        refs.append(weakref.ref(shared.compute(Built(), nengo.RectifiedLinear(), x, x)))
    gc.collect()
    assert [ref() is not None for ref in refs] == [False, False, True, True]
