"""Solve the decoders of a connection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from nengo.builder.activities import Kept, shares_activities
from nengo.builder.ensemble import gen_eval_points, get_activities
from nengo.builder.model import Model
from nengo.builder.registry import Builder
from nengo.builder.transforms import multiply
from nengo.connection import Connection
from nengo.ensemble import Ensemble
from nengo.exceptions import BuildError
from nengo.neurons import Direct
from nengo.rc import rc
from nengo.solvers import NoSolver, Solver
from nengo.transforms import Dense

Solution = tuple[np.ndarray | None, np.ndarray, dict[str, Any]]
"""Evaluation points, decoders (or full weights), and what the solver has to say."""


def get_eval_points(model: Model, conn: Connection, rng: np.random.RandomState) -> np.ndarray:
    """Return the points at which the decoders of a connection are solved.

    Parameters
    ----------
    model : Model
        Knows the evaluation points of the ensemble.
    conn : Connection
        A connection from an ensemble.
    rng : numpy.random.RandomState
        Generator of the connection.

    Returns
    -------
    (n_eval_points, dimensions) ndarray
    """
    if conn.eval_points is None:
        return np.array(model.params[conn.pre_obj].eval_points)
    return gen_eval_points(conn.pre_obj, conn.eval_points, rng, conn.scale_eval_points)


def get_targets(conn: Connection, eval_points: np.ndarray, dtype: Any = None) -> np.ndarray:
    """Return the values that the connection should have at the evaluation points.

    Parameters
    ----------
    conn : Connection
        The connection; its function is called once per point.
    eval_points : (n_eval_points, dimensions) ndarray
        The points.
    dtype : dtype, optional
        Type of the result, by default the configured one.

    Returns
    -------
    (n_eval_points, size_mid) ndarray

    Raises
    ------
    BuildError
        If the function returns None.
    """
    dtype = rc.float_dtype if dtype is None else dtype
    # A copy: functions may write to their argument.
    points = np.array(eval_points[:, conn.pre_slice])
    if conn.function is None:
        return points.astype(dtype, copy=False)
    if isinstance(conn.function, np.ndarray):
        return conn.function.astype(dtype, copy=False)
    targets = np.zeros((len(points), conn.size_mid), dtype=dtype)
    for target, point in zip(targets, points, strict=True):
        target[...] = _call(conn, point)
    return targets


def _call(conn: Connection, point: np.ndarray) -> np.ndarray:
    value = conn.function(point)
    if value is None:
        raise BuildError(
            f"The function of {conn} returned None, but must return {conn.size_mid} number(s). "
            "Is a `return` missing?"
        )
    return np.hstack(value) if isinstance(value, tuple | list) else value


def build_linear_system(
    model: Model, conn: Connection, rng: np.random.RandomState
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what a solver needs: points, activities and targets.

    Parameters
    ----------
    model : Model
        Knows the ensembles.
    conn : Connection
        A connection from an ensemble.
    rng : numpy.random.RandomState
        Generator of the connection.

    Returns
    -------
    eval_points : (n_eval_points, dimensions) ndarray
    activities : (n_eval_points, n_neurons) ndarray
        Rates, in hertz.
    targets : (n_eval_points, size_mid) ndarray

    Raises
    ------
    BuildError
        If no neuron fires at any point.
    """
    eval_points = get_eval_points(model, conn, rng)
    ens = conn.pre_obj
    activities = get_activities(model.params[ens], ens, eval_points)
    _refuse_silence(conn, activities)
    return eval_points, activities, get_targets(conn, eval_points)


def build_decoders(model: Model, conn: Connection, rng: np.random.RandomState) -> Solution:
    """Solve the decoders of a connection; with full weights, those, if the solver wants it.

    1. Choose evaluation points and targets.
    2. For a solver that finds full weights at once, turn targets into currents.
    3. Solve, or take the solution from the cache.

    Parameters
    ----------
    model : Model
        Knows the ensembles.
    conn : Connection
        A connection from an ensemble.
    rng : numpy.random.RandomState
        Generator of the connection.

    Returns
    -------
    eval_points : (n_eval_points, dimensions) ndarray
    decoders : (size_mid, n_neurons) or (n_post, n_neurons) ndarray
    solver_info : dict

    Raises
    ------
    BuildError
        If no neuron fires at any point, or the function returns None.
    """
    built, ens = model.params[conn.pre_obj], conn.pre_obj
    eval_points = get_eval_points(model, conn, rng)
    targets = get_targets(conn, eval_points)
    if is_full_weights(conn) and not conn.solver.compositional:
        targets = _as_currents(model, conn, targets, rng)
    directions = built.encoders.T / ens.radius
    x: Any  # evaluation points along the encoder of each neuron, or the factors of that product
    solve: Callable[..., tuple[np.ndarray, dict[str, Any]]]
    if shares_activities(conn.solver):
        # Multiplied out, these are as many as activities, and only needed for those.
        x = (eval_points, directions)
        find = partial(model.activities.of, built, ens, eval_points, conn.solver)
        solve = partial(_solve_with_shared, find)
    else:
        x = np.dot(eval_points, directions)
        solve = solve_for_decoders
    if model.seeded[conn]:
        solve = model.decoder_cache.wrap_solver(solve)
    decoders, solver_info = solve(conn, built.gain, built.bias, x, targets, rng=rng)
    return eval_points, decoders.T, solver_info


def solve_for_decoders(
    conn: Connection,
    gain: np.ndarray,
    bias: np.ndarray,
    x: np.ndarray,
    targets: np.ndarray,
    rng: np.random.RandomState,
) -> tuple[np.ndarray, dict[str, Any]]:
    """Solve for decoders.

    Parameters
    ----------
    conn : Connection
        Has the solver, and the neuron type of its source.
    gain, bias : (n_neurons,) ndarray
        Those of the source.
    x : (n_eval_points, n_neurons) ndarray
        Evaluation points along the encoder of each neuron.
    targets : (n_eval_points, size_mid) ndarray
        What to decode.
    rng : numpy.random.RandomState
        Generator of the connection.

    Returns
    -------
    decoders : (n_neurons, size_mid) ndarray
    solver_info : dict

    Raises
    ------
    BuildError
        If no neuron fires at any point.
    """
    A = conn.pre_obj.neuron_type.rates(x, gain, bias)
    _refuse_silence(conn, A)
    return conn.solver(A, targets, rng=rng)


def _solve_with_shared(
    find: Callable[[], Kept],
    conn: Connection,
    gain: np.ndarray,
    bias: np.ndarray,
    x: Any,
    targets: np.ndarray,
    rng: np.random.RandomState,
) -> tuple[np.ndarray, dict[str, Any]]:
    """Solve for decoders with activities that ``find`` gives; see `solve_for_decoders`."""
    kept = find()
    _refuse_silence(conn, kept.activities)
    return kept.solve(conn.solver, targets, rng)


def _refuse_silence(conn: Connection, activities: Any) -> None:
    if not activities.any():
        raise BuildError(
            f"No neuron of {conn.pre_obj} fires at any evaluation point, so {conn} has nothing "
            "to decode from. Choose intercepts or evaluation points so that neurons are active."
        )


def is_full_weights(conn: Connection) -> bool:
    """Whether decoders and encoders are multiplied into weights between neurons."""
    return isinstance(conn.post_obj, Ensemble) and is_decoded(conn) and conn.solver.weights


def is_decoded(conn: Connection) -> bool:
    """Whether decoders are needed: it comes from an ensemble that has neurons."""
    pre = conn.pre_obj
    return isinstance(pre, Ensemble) and not isinstance(pre.neuron_type, Direct)


def post_encoders(model: Model, conn: Connection) -> np.ndarray:
    """(n_post, size_out) scaled encoders of the dimensions that the connection reaches."""
    return model.params[conn.post_obj].scaled_encoders[:, conn.post_slice]


def _as_currents(
    model: Model, conn: Connection, targets: np.ndarray, rng: np.random.RandomState
) -> np.ndarray:
    """Return the targets as the input currents they give to the neurons of ``post``."""
    if not isinstance(conn.transform, Dense):
        raise BuildError(
            f"{conn} has transform {conn.transform}, but {conn.solver} with weights=True needs "
            "a Dense one. Pass transform=1."
        )
    transform = np.asarray(conn.transform.sample(rng=rng))
    return np.dot(multiply(targets, transform.T), post_encoders(model, conn).T)


@Builder.register(Solver)
def build_solver(
    model: Model, solver: Solver, conn: Connection, rng: np.random.RandomState
) -> Solution:
    """Solve the decoders of a connection; see `build_decoders`."""
    return build_decoders(model, conn, rng)


@Builder.register(NoSolver)
def build_no_solver(
    model: Model, solver: NoSolver, conn: Connection, rng: np.random.RandomState
) -> Solution:
    """Take the decoders that the user has given, and solve nothing; see `build_decoders`."""
    activities = np.zeros((1, conn.pre_obj.n_neurons))
    targets = np.zeros((1, conn.size_mid))
    decoders, solver_info = solver(activities, targets, rng=rng)
    return None, np.asarray(decoders).T, solver_info
