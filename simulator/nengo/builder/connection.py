"""Build a connection: lead one signal to another."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nengo.builder.decoders import (
    build_decoders,
    build_linear_system,
    build_no_solver,
    build_solver,
    get_eval_points,
    get_targets,
    is_decoded,
    is_full_weights,
    post_encoders,
    solve_for_decoders,
)
from nengo.builder.model import Model
from nengo.builder.operator import Copy, ElementwiseInc, Reset, SimPyFunc
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal
from nengo.connection import Connection
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import BuildError
from nengo.node import Node
from nengo.transforms import Dense, NoTransform

__all__ = [
    "BuiltConnection",
    "build_connection",
    "build_decoders",
    "build_linear_system",
    "build_no_solver",
    "build_solver",
    "built_attrs",
    "get_eval_points",
    "get_targets",
    "slice_signal",
    "solve_for_decoders",
]


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
    if isinstance(key, slice):
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
