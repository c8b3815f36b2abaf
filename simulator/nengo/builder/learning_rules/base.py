"""What all learning rules share: a change, worked out in one step and applied in the next."""

from __future__ import annotations

from typing import Any

from nengo.builder.connection import slice_signal
from nengo.builder.model import Model
from nengo.builder.operator import Copy
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal
from nengo.connection import Connection, LearningRule
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import BuildError

ALL = slice(None)


def get_pre_ens(conn: Connection) -> Ensemble:
    """Return the ensemble whose neurons are at the start of ``conn``."""
    return conn.pre_obj.ensemble if isinstance(conn.pre_obj, Neurons) else conn.pre_obj


def get_post_ens(conn: Connection) -> Ensemble:
    """Return the ensemble whose neurons are at the end of ``conn``."""
    return conn.post_obj.ensemble if isinstance(conn.post_obj, Neurons) else conn.post_obj


def build_or_passthrough(model: Model, obj: Any, signal: Signal) -> Signal:
    """Filter a signal inside a learning rule, or leave it as it is.

    Unlike the synapse of a connection, the filter takes effect within the step.

    Parameters
    ----------
    model : Model
        Receives the signals and operators.
    obj : Synapse or None
        The filter.
    signal : Signal
        What is filtered.
    """
    return signal if obj is None else model.build(obj, signal, mode="set")


@Builder.register(LearningRule)
def build_learning_rule(model: Model, rule: LearningRule) -> None:
    """Build a learning rule.

    1. Make the signal of the change, and apply it at the start of each step.
    2. Build what the type of the rule needs to work it out.

    Sets ``model.sig[rule]["delta"]``; the rest of ``model.sig[rule]`` is up to the type.
    """
    conn = rule.connection
    if rule.modifies == "encoders":
        target = model.sig[get_post_ens(conn)]["encoders"]
    else:
        target = model.sig[conn]["weights"]
    target.readonly = False
    delta = Signal(shape=target.shape, name=f"{rule}.delta")
    model.sig[rule]["delta"] = delta
    model.add_op(Copy(delta, target, inc=True, tag=str(rule)))
    model.build(rule.learning_rule_type, rule)
    model.params[rule] = None


def pre_activity(model: Model, rule: LearningRule) -> Signal:
    """Return the output of the neurons from which the connection starts."""
    conn = rule.connection
    activity = model.sig[get_pre_ens(conn).neurons]["out"]
    return slice_signal(model, activity, conn.pre_slice if _is_neurons(conn.pre_obj) else ALL)


def post_activity(model: Model, rule: LearningRule) -> Signal:
    """Return the output of the neurons at which the connection ends."""
    conn = rule.connection
    activity = model.sig[get_post_ens(conn).neurons]["out"]
    return slice_signal(model, activity, conn.post_slice if _is_neurons(conn.post_obj) else ALL)


def require_shape(delta: Signal, rows: Signal, columns: Signal) -> None:
    """Raise a `BuildError` unless a change has a row and a column for each of these entries."""
    if delta.shape != (rows.size, columns.size):
        raise BuildError(
            f"What is learned has shape {delta.shape}, but {rows} and {columns} would change "
            f"{rows.size} rows and {columns.size} columns. Learn between whole objects, or use "
            "another rule."
        )


def _is_neurons(obj: Any) -> bool:
    # Slices of an ensemble select dimensions, slices of its neurons select neurons.
    return isinstance(obj, Neurons)
