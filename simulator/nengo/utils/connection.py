"""What a connection computes, point by point."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.connection import get_targets
from nengo.builder.ensemble import get_activities
from nengo.connection import Connection
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.neurons import Direct
from nengo.rc import rc


def eval_point_decoding(
    conn: Connection, sim: Any, eval_points: Any = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compare what a connection should compute with what the neurons' rates give.

    Parameters
    ----------
    conn : Connection
        A connection from an ensemble with neurons.
    sim : Simulator
        A simulator of its network.
    eval_points : (n_points, dimensions) array-like, optional
        Values of the ensemble; by default those that the decoders were solved for.

    Returns
    -------
    eval_points : (n_points, dimensions) ndarray
    targets : (n_points, size_mid) ndarray
        The function of each point.
    decoded : (n_points, size_out) ndarray
        Its estimate from the neurons' steady rates, times the transform.

    Raises
    ------
    ValidationError
        If the connection does not start at an ensemble with neurons.
    """
    if not isinstance(conn.pre_obj, Ensemble) or isinstance(conn.pre_obj.neuron_type, Direct):
        raise ValidationError(
            f"is {conn.pre}, but only what starts at an ensemble with neurons is decoded. "
            "Pass such a connection.",
            attr="pre",
            obj=conn,
        )
    if eval_points is None:
        eval_points = sim.data[conn].eval_points
    eval_points = np.array(eval_points, dtype=rc.float_dtype, ndmin=2)
    activities = get_activities(sim.data[conn.pre_obj], conn.pre_obj, eval_points)
    targets = get_targets(conn, eval_points)
    return eval_points, targets, np.dot(activities, sim.data[conn].weights.T)
