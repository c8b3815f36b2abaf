"""Solvers and the methods they are built upon."""

import copy
import pickle
import sys

import numpy as np
import pytest

import nengo
from nengo.exceptions import ValidationError
from nengo.solvers import (
    Lstsq,
    LstsqDrop,
    LstsqL1,
    LstsqL2,
    LstsqL2nz,
    LstsqMultNoise,
    LstsqNoise,
    Nnls,
    NnlsL2,
    NnlsL2nz,
    NoSolver,
    Solver,
    SolverParam,
)
from nengo.utils.least_squares_solvers import (
    SVD,
    BlockConjgrad,
    Cholesky,
    Conjgrad,
    ConjgradScipy,
    LeastSquaresSolver,
    LSMRScipy,
    RandomizedSVD,
    format_system,
    rmses,
)

SOLVERS = [
    Lstsq(),
    LstsqNoise(),
    LstsqMultNoise(),
    LstsqL2(),
    LstsqL2nz(),
    LstsqL1(l1=1e-3, l2=1e-3, max_iter=20_000),
    LstsqDrop(),
    Nnls(),
    NnlsL2(),
    NnlsL2nz(),
]
METHODS = [
    Cholesky(),
    Cholesky(transpose=True),
    Cholesky(transpose=False),
    SVD(),
    RandomizedSVD(),
    Conjgrad(tol=1e-8),
    BlockConjgrad(tol=1e-8),
    ConjgradScipy(tol=1e-10),
    LSMRScipy(tol=1e-12),
]


@pytest.fixture
def system(rng):
    """Activities of 40 neurons at 100 points, and two functions to decode."""
    x = np.linspace(-1, 1, 100)
    max_rates, intercepts = rng.uniform(200, 400, 40), rng.uniform(-0.9, 0.8, 40)
    gain, bias = nengo.LIF().gain_bias(max_rates, intercepts)
    encoders = rng.choice([-1, 1], 40)
    A = nengo.LIF().rates(x[:, None] * encoders, gain, bias)
    return A, np.column_stack([x, x**2])


@pytest.mark.parametrize("solver", SOLVERS, ids=repr)
def test_decoders_approximate_the_targets(solver, system, rng):
    A, Y = system
    Y = np.abs(Y) if isinstance(solver, Nnls) else Y  # what weights that only excite can do
    X, info = solver(A, Y, rng=rng)
    assert X.shape == (40, 2)
    assert np.all(rmses(A, X, Y) < 0.2)
    assert info["time"] >= 0
    if not isinstance(solver, LstsqNoise):
        assert np.allclose(info["rmses"], rmses(A, X, Y))


@pytest.mark.parametrize("solver", SOLVERS, ids=repr)
def test_one_target_gives_one_column(solver, system, seed):
    A, Y = system
    alone, _ = solver(A, Y[:, 1], rng=np.random.RandomState(seed))
    column, _ = solver(A, Y[:, 1:], rng=np.random.RandomState(seed))
    assert alone.shape == (40,)
    assert np.allclose(alone, column[:, 0])


@pytest.mark.parametrize("solver", SOLVERS, ids=repr)
def test_there_may_be_fewer_points_than_neurons(solver, system, rng):
    A, Y = system
    X, _ = solver(A[::9], Y[::9], rng=rng)
    assert X.shape == (40, 2)
    assert np.all(np.isfinite(X))


@pytest.mark.parametrize("solver", SOLVERS, ids=repr)
def test_solutions_follow_from_the_generator_alone(solver, system, seed):
    first, again = (solver(*system, rng=np.random.RandomState(seed))[0] for _ in range(2))
    assert np.array_equal(first, again)


@pytest.mark.parametrize("solver", [Nnls(), NnlsL2(), NnlsL2nz()], ids=repr)
def test_some_weights_are_never_negative(solver, system):
    X, info = solver(*system)
    assert np.all(X >= 0)
    assert info["residuals"].shape == (2,)


@pytest.mark.parametrize("solver", [LstsqL1(l1=0.1), LstsqDrop(drop=0.5)], ids=repr)
def test_some_weights_are_mostly_zero(solver, system):
    X, _ = solver(*system)
    assert np.mean(X == 0) >= 0.3


@pytest.mark.parametrize("drop", [0, 0.25, 0.5, 1])
def test_as_many_weights_are_dropped_as_asked_for(drop, system):
    X, info = LstsqDrop(drop=drop)(*system)
    assert np.sum(X == 0) == round(drop * X.size)
    assert {"info0", "info1s", "rmses"} <= set(info)


@pytest.mark.parametrize("Kind", [LstsqL2, LstsqL2nz, NnlsL2])
def test_more_regularisation_gives_smaller_weights(Kind, system):
    sizes = [np.linalg.norm(Kind(reg=reg)(*system)[0]) for reg in (0.01, 0.1, 1)]
    assert sizes[0] > sizes[1] > sizes[2]


def test_silent_neurons_get_no_weight(system):
    A, Y = system
    A[:, 7] = 0
    for solver in (LstsqL2(), LstsqL2nz(), NnlsL2(), NnlsL2nz(), LstsqL2nz(solver=LSMRScipy())):
        X, _ = solver(A, Y)
        assert np.allclose(X[7], 0)


def test_plain_least_squares_tells_about_the_system(system):
    _, info = Lstsq()(*system)
    assert info["singular_values"].shape == (40,)
    assert 0 < info["rank"] <= 40


def test_weights_can_be_given():
    values = np.arange(6.0).reshape(3, 2)
    A, Y = np.ones((5, 3)), np.ones((5, 2))
    X, info = NoSolver(values)(A, Y)
    assert np.array_equal(X, values)
    assert info == {}
    assert np.array_equal(NoSolver()(A, Y)[0], np.zeros((3, 2)))
    assert NoSolver()(A, Y[:, 0])[0].shape == (3,)
    with pytest.raises(ValidationError):
        NoSolver([1, 2])


@pytest.mark.parametrize("shape", [(60, 20), (20, 60)], ids=str)
@pytest.mark.parametrize("method", METHODS, ids=repr)
def test_all_methods_find_the_same_minimum(method, shape, rng):
    A, Y = rng.rand(*shape), rng.randn(shape[0], 3)
    X, info = method(A, Y, 0.3, rng=rng)
    m, n = shape
    exact = np.linalg.solve(A.T @ A + m * 0.3**2 * np.eye(n), A.T @ Y)
    assert np.allclose(X, exact, atol=1e-6)
    assert np.allclose(info["rmses"], rmses(A, X, Y))
    assert np.allclose(method(A, Y[:, 0], 0.3, rng=rng)[0], exact[:, 0], atol=1e-6)


@pytest.mark.parametrize("method", METHODS, ids=repr)
def test_each_neuron_may_be_regularised_by_its_own_amount(method, rng):
    A, Y, sigma = rng.rand(50, 10), rng.randn(50, 2), rng.uniform(0.1, 1, 10)
    X, _ = method(A, Y, sigma, rng=rng)
    assert np.allclose(X, np.linalg.solve(A.T @ A + 50 * np.diag(sigma**2), A.T @ Y), atol=1e-6)


@pytest.mark.parametrize("sigma", [0.2, np.full(120, 0.2)], ids=["all", "each"])
def test_few_singular_values_are_often_enough(sigma, rng):
    A = rng.rand(150, 5) @ rng.rand(5, 120)
    Y = rng.randn(150, 2)
    _, info = RandomizedSVD()(A, Y, sigma, rng=rng)
    assert np.allclose(info["rmses"], SVD()(A, Y, np.mean(sigma))[1]["rmses"], rtol=1e-3)


@pytest.mark.parametrize("Method", [Conjgrad, BlockConjgrad])
def test_iterations_are_counted_and_fewer_from_a_good_start(Method, rng):
    A, Y = rng.rand(50, 10), rng.randn(50, 2)
    X, info = Method(tol=1e-3)(A, Y, 0.1)
    _, info_again = Method(tol=1e-3, X0=X)(A, Y, 0.1)
    assert np.max(info_again["iterations"]) < np.max(info["iterations"]) <= 11
    with pytest.raises(ValidationError) as error:
        Method(X0=np.ones((3, 3)))(A, Y, 0.1)
    assert error.value.attr == "X0"


def test_iterations_can_be_limited(rng):
    A, Y = rng.rand(50, 10), rng.randn(50, 2)
    assert np.all(Conjgrad(tol=0, maxiters=3)(A, Y, 0.1)[1]["iterations"] == 3)


@pytest.mark.parametrize("solver", SOLVERS, ids=repr)
def test_copies_and_pickles_are_equal(solver):
    assert copy.copy(solver) == solver
    assert hash(copy.copy(solver)) == hash(solver)
    twin = pickle.loads(pickle.dumps(solver))
    assert (type(twin), twin.weights) == (type(solver), solver.weights)
    assert sum(solver == other for other in SOLVERS) == 1


def test_methods_are_compared_by_identity():
    method = Cholesky()
    assert LstsqL2() == LstsqL2()
    assert LstsqL2(solver=method) == LstsqL2(solver=method)
    assert LstsqL2(solver=method) != LstsqL2()


def test_some_weights_cannot_be_composed_of_decoders():
    assert [type(s).__name__ for s in SOLVERS if not s.compositional] == [
        "LstsqL1",
        "LstsqDrop",
        "Nnls",
        "NnlsL2",
        "NnlsL2nz",
    ]


@pytest.mark.parametrize("make", [LstsqL1, RandomizedSVD])
def test_a_missing_package_is_named(make, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match='pip install "scikit-learn"'):
        make()


def test_impossible_arguments_are_refused():
    for make in (
        lambda: LstsqL2(reg=-1),
        lambda: LstsqL2(solver=LstsqL2()),
        lambda: LstsqDrop(drop=2),
        lambda: Lstsq(rcond=-1),
        lambda: LstsqNoise(noise=-1),
        lambda: Conjgrad(maxiters=0),
        lambda: Lstsq(weights=3),
    ):
        with pytest.raises(ValidationError):
            make()


def test_new_solvers_and_methods_must_say_how_to_solve():
    with pytest.raises(NotImplementedError, match="__call__"):
        Solver()(np.ones((2, 1)), np.ones(2))
    with pytest.raises(NotImplementedError, match="__call__"):
        LeastSquaresSolver()(np.ones((2, 1)), np.ones(2), 0.1)


def test_a_parameter_takes_solvers_only():
    class Holder:
        solver = SolverParam("solver")

    Holder().solver = LstsqL2()
    with pytest.raises(ValidationError):
        Holder().solver = Cholesky()


def test_systems_get_a_column_for_each_dimension():
    A, y = np.ones((4, 3)), np.ones(4)
    Y, m, n, d, has_columns = format_system(A, y)
    assert (Y.shape, m, n, d, has_columns) == ((4, 1), 4, 3, 1, False)
    assert format_system(A, Y)[-1]


@pytest.mark.parametrize(
    "solver", [*SOLVERS, LstsqL2(weights=True), LstsqDrop(weights=True)], ids=repr
)
def test_any_solver_can_connect_ensembles(Simulator, solver, seed):
    positive = isinstance(solver, Nnls)
    with nengo.Network(seed=seed) as net:
        pre, post = nengo.Ensemble(60, 1), nengo.Ensemble(60, 1)
        nengo.Connection(nengo.Node(0.6), pre)
        nengo.Connection(
            pre, post, solver=solver, function=np.abs if positive else None, transform=1
        )
        probe = nengo.Probe(post, synapse=0.05)
    with Simulator(net) as sim:
        sim.run(0.4)
    assert abs(np.mean(sim.data[probe][250:]) - 0.6) < 0.2
