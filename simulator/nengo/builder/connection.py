"""Build a connection: solve its decoders, and lead one signal to another."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nengo.builder.ensemble import gen_eval_points, get_activities
from nengo.builder.model import Model
from nengo.builder.operator import Copy, ElementwiseInc, Reset, SimPyFunc
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal
from nengo.builder.transforms import multiply
from nengo.connection import Connection
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import BuildError
from nengo.neurons import Direct
from nengo.node import Node
from nengo.rc import rc
from nengo.solvers import NoSolver, Solver
from nengo.transforms import Dense, NoTransform

Solution = tuple[np.ndarray | None, np.ndarray, dict[str, Any]]
"""Evaluation points, decoders (or full weights), and what the solver has to say."""


class BuiltConnection(NamedTuple):
    """What a connection was built with, as in ``sim.data[connection]``.

    Attributes
    ----------
    eval_points : (n_eval_points, size_in) ndarray or None
        Where decoders were solved.
    solver_info : dict or None
        What the solver says about its solution.
    weights : ndarray, sparse matrix or None
        What is multiplied, before any learning: decoders, transform and encoders in one.
    transform : Transform
        The transform of the connection.
    """

    eval_points: np.ndarray | None
    solver_info: dict[str, Any] | None
    weights: Any
    transform: Any


built_attrs = list(BuiltConnection._fields)


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
    x = np.dot(eval_points, built.encoders.T / ens.radius)
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
    activities = conn.pre_obj.neuron_type.rates(x, gain, bias)
    _refuse_silence(conn, activities)
    return conn.solver(activities, targets, rng=rng)


def _refuse_silence(conn: Connection, activities: np.ndarray) -> None:
    if np.count_nonzero(activities) == 0:
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
    """Take the decoders that the user has given; no points are chosen, nothing is solved."""
    activities = np.zeros((1, conn.pre_obj.n_neurons))
    targets = np.zeros((1, conn.size_mid))
    decoders, solver_info = solver(activities, targets, rng=rng)
    return None, np.asarray(decoders).T, solver_info


def slice_signal(model: Model, signal: Signal, sl: Any) -> Signal:
    """Return a part of a signal: a view if it is contiguous, else a copy made in each step.

    Parameters
    ----------
    model : Model
        Receives the operator that copies.
    signal : Signal
        (n,) signal.
    sl : slice or list of int or ndarray
        Which entries.
    """
    if isinstance(sl, slice) and sl.step in (None, 1):
        return signal[sl]
    size = np.arange(signal.size)[sl].size
    sliced = Signal(shape=(size,), name=f"{signal.name}.sliced")
    model.add_op(Copy(signal, sliced, src_slice=sl))
    return sliced


@Builder.register(Connection)
def build_connection(model: Model, conn: Connection) -> None:
    """Build a connection.

    1. Take the signal at its start: values or, if decoders are needed, activities.
    2. Compute its function, or solve for decoders.
    3. Transform, then filter.
    4. Add the result to the signal at its end.
    5. Build its learning rules.

    Sets ``model.params[conn]`` to a `BuiltConnection`, and in ``model.sig[conn]`` "in", "out",
    "weights" and "weighted".
    """
    rng = np.random.RandomState(model.seeds[conn])
    sig = model.sig[conn]
    sig["in"] = _end(model, conn, "pre")
    sig["out"] = _end(model, conn, "post")
    decoders, encoders, eval_points, solver_info = None, None, None, None
    post_slice = conn.post_slice

    if is_decoded(conn):
        signal = sig["in"]
        eval_points, decoders, solver_info = model.build(conn.solver, conn, rng)
        if is_full_weights(conn):
            sig["out"] = model.sig[conn.post_obj.neurons]["in"]
            post_slice = slice(None)
            encoders = post_encoders(model, conn) if conn.solver.compositional else None
    else:
        signal = _build_function(model, conn, slice_signal(model, sig["in"], conn.pre_slice))

    if decoders is not None and is_full_weights(conn) and not conn.solver.compositional:
        # The transform was part of what has been solved for.
        weighted, weights = model.build(NoTransform(len(decoders)), signal, decoders=decoders)
    else:
        weighted, weights = model.build(
            conn.transform, signal, decoders=decoders, encoders=encoders, rng=rng
        )
    if conn.synapse is not None:
        weighted = model.build(conn.synapse, weighted, mode="update")
    sig["weights"], sig["weighted"] = weights, weighted

    if isinstance(conn.post_obj, Neurons):
        _add_to_neurons(model, conn, weighted)
    else:
        model.add_op(Copy(weighted, sig["out"], dst_slice=post_slice, inc=True, tag=str(conn)))

    _build_learning_rules(model, conn)
    model.params[conn] = BuiltConnection(
        eval_points=eval_points,
        solver_info=solver_info,
        weights=None if weights is None else weights.initial_value,
        transform=conn.transform,
    )


def _end(model: Model, conn: Connection, which: str) -> Signal:
    """Return the signal at one end."""
    obj = conn.pre_obj if which == "pre" else conn.post_obj
    key = "out" if which == "pre" else "in"
    if obj not in model.sig or key not in model.sig[obj]:
        raise BuildError(
            f"{conn} has {which} {obj}, which is not part of the model. "
            "Add it to the network that is simulated."
        )
    signal = model.sig[obj][key]
    if signal is None or signal.size == 0:
        raise BuildError(
            f"{conn} has {which} {obj}, which has no {key}put. Give it a size, or connect others."
        )
    return signal


def _build_function(model: Model, conn: Connection, sig_in: Signal) -> Signal:
    """Return the signal after the function, where it is computed in each step."""
    if conn.function is None or not isinstance(conn.pre_obj, Ensemble | Node):
        return sig_in
    if isinstance(conn.function, np.ndarray):
        raise BuildError(
            f"{conn} has its function given as points, from which nothing can be decoded in "
            f"direct mode. Pass a function, or give {conn.pre_obj} neurons."
        )
    sig_out = Signal(shape=(conn.size_mid,), name=f"{conn}.function")
    model.add_op(SimPyFunc(output=sig_out, fn=conn.function, t=None, x=sig_in))
    return sig_out


def _add_to_neurons(model: Model, conn: Connection, weighted: Signal) -> None:
    """Add the result, times the gains, to input currents."""
    sig_out, key = model.sig[conn]["out"], conn.post_slice
    gains = Signal(model.params[conn.post_obj.ensemble].gain[key], name=f"{conn}.gains")
    gains.readonly = True
    if isinstance(key, slice) and key.step in (None, 1):
        model.add_op(ElementwiseInc(gains, weighted, sig_out[key], tag=str(conn)))
        return
    currents = Signal(shape=(weighted.size,), name=f"{conn}.currents")
    model.add_op(Reset(currents))
    model.add_op(Copy(currents, sig_out, dst_slice=key, inc=True, tag=str(conn)))
    model.add_op(ElementwiseInc(gains, weighted, currents))


def _build_learning_rules(model: Model, conn: Connection) -> None:
    rules = conn.learning_rule
    if rules is None:
        return
    if not isinstance(conn.transform, Dense | NoTransform):
        raise NotImplementedError(
            f"{conn} learns, but its transform is {conn.transform}. "
            "Learning rules work with dense transforms only."
        )
    if isinstance(rules, dict):
        rules = list(rules.values())
    for rule in rules if isinstance(rules, list) else [rules]:
        _check_can_learn(model, conn, rule)
        model.build(rule)


def _check_can_learn(model: Model, conn: Connection, rule: Any) -> None:
    weights = model.sig[conn]["weights"]
    if rule.modifies in ("decoders", "weights") and weights.ndim != 2:
        raise BuildError(
            f"{rule} changes weights, which have shape {weights.shape} but must be a matrix. "
            "Pass the transform as a matrix."
        )
    if model.has_built(rule):
        raise BuildError(
            f"{conn} has the rule {rule.learning_rule_type} twice, and errors could not be told "
            "apart. Use one with twice the learning rate."
        )
