"""What the arguments of a connection may be. Each is checked against those before it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from nengo.arrays import is_array_like
from nengo.base import NengoObject, NengoObjectParam
from nengo.dists import DistOrArrayParam, Distribution
from nengo.ensemble import Ensemble
from nengo.exceptions import ValidationError
from nengo.node import Node
from nengo.params import FunctionInfo, FunctionParam, Parameter
from nengo.solvers import SolverParam
from nengo.transforms import Dense, NoTransform, Transform

if TYPE_CHECKING:
    from nengo.connection.connection import Connection


class PrePostParam(NengoObjectParam):
    """One end of a connection."""

    def coerce(self, conn: Connection, obj: Any) -> Any:  # type: ignore[override]
        """Accept anything that can be connected, which a connection itself cannot."""
        if isinstance(obj, NengoObject) and not obj.connectable:
            raise ValidationError(
                f"{obj} is a connection, which cannot be connected. "
                "Connect to its learning rule (connection.learning_rule), or to its ends.",
                attr=self.name,
                obj=conn,
            )
        return super().coerce(conn, obj)


class EvalPointsParam(DistOrArrayParam):
    """Where the decoders of the connection are solved."""

    coerce_defaults = False

    def coerce(self, conn: Connection, eval_points: Any) -> Any:
        """Accept a distribution or points, if the connection comes from a whole ensemble."""
        if eval_points is not None and not isinstance(conn.pre, Ensemble):
            raise ValidationError(
                f"evaluation points were given, but {conn.pre} is of type "
                f"{type(conn.pre).__name__!r}. Only connections from ensembles have them.",
                attr=self.name,
                obj=conn,
            )
        return super().coerce(conn, eval_points)


class ConnectionFunctionParam(FunctionParam):
    """What the connection computes: a function, or its values at the evaluation points."""

    coerce_defaults = False

    def coerce(self, conn: Connection, function: Any) -> FunctionInfo:
        """Accept a callable, an array of points, or None."""
        if isinstance(function, FunctionInfo):
            function = function.function
        if function is not None:
            self._check_pre(conn)
        if function is not None and is_array_like(function):
            points = self._as_points(conn, function)
            return FunctionInfo(points, points.shape[1])  # type: ignore[arg-type]
        return super().coerce(conn, function)

    def function_args(self, conn: Connection, function: Any) -> tuple:
        """Return the first evaluation point, or zeros."""
        if isinstance(conn.eval_points, np.ndarray):
            return (conn.eval_points[0],)
        return (np.zeros(conn.size_in),)

    def _check_pre(self, conn: Connection) -> None:
        pre = conn.pre_obj
        if isinstance(pre, Node) and pre.output is None:
            raise self._refuse(
                conn,
                f"a function was given, but {pre} is a passthrough node. "
                "Make it a node that computes the function: Node(fn, size_in=…).",
            )
        if not isinstance(pre, Ensemble | Node):
            raise self._refuse(
                conn,
                f"a function was given, but {pre} is of type {type(pre).__name__!r}. "
                "Only connections from ensembles and nodes compute functions.",
            )

    def _as_points(self, conn: Connection, function: Any) -> np.ndarray:
        points = np.array(function, dtype=np.float64)
        if not isinstance(conn.eval_points, np.ndarray):
            raise self._refuse(
                conn,
                "the function is given as points, but eval_points is not. "
                "Pass the evaluation points to which they belong.",
            )
        if points.ndim != 2:
            raise self._refuse(
                conn,
                f"the function is given as an array of shape {points.shape}, but must have two "
                "axes: one row per evaluation point.",
            )
        if len(points) != len(conn.eval_points):
            raise self._refuse(
                conn,
                f"the function has {len(points)} points, but there are {len(conn.eval_points)} "
                "evaluation points. Pass as many of one as of the other.",
            )
        return points

    def _refuse(self, conn: Connection, msg: str) -> ValidationError:
        return ValidationError(msg, attr=self.name, obj=conn)


class ConnectionTransformParam(Parameter):
    """What is done to the vector on its way: nothing, or a linear map."""

    coerce_defaults = False

    def coerce(self, conn: Connection, transform: Any) -> Transform:
        """Accept a transform; None, numbers or a distribution become one."""
        transform = super().coerce(conn, transform)
        if transform is None:
            transform = NoTransform(conn.size_mid)
        elif not isinstance(transform, Transform):
            transform = self._as_dense(conn, transform)
        self._check_size(conn, "input", transform.size_in, "size_mid", conn.size_mid)
        self._check_size(conn, "output", transform.size_out, "size_out", conn.size_out)
        if isinstance(transform, Dense) and len(transform.init_shape) == 2:
            self._check_slice(conn, conn.pre_obj.size_out, conn.pre_slice)
            self._check_slice(conn, conn.post_obj.size_in, conn.post_slice)
        return transform

    def _as_dense(self, conn: Connection, transform: Any) -> Dense:
        if not (is_array_like(transform) or isinstance(transform, Distribution)):
            raise self._refuse(
                conn,
                f"is {transform!r}, but must be None, numbers, a distribution or a Transform.",
            )
        return Dense((conn.size_out, conn.size_mid), init=transform)

    def _check_size(
        self, conn: Connection, side: str, size: int, wanted_name: str, wanted: int
    ) -> None:
        if size != wanted:
            raise self._refuse(
                conn,
                f"the transform has {side} size {size}, but the connection has {wanted_name} "
                f"{wanted}. Pass a transform of shape ({conn.size_out}, {conn.size_mid}).",
            )

    def _check_slice(self, conn: Connection, size: int, key: Any) -> None:
        indices = np.arange(size)[key]
        if np.unique(indices).size < indices.size:
            raise self._refuse(
                conn,
                f"index {key!r} selects a dimension twice, which a matrix does not allow. "
                "Add up the columns (or rows) of the matrix instead.",
            )

    def _refuse(self, conn: Connection, msg: str) -> ValidationError:
        return ValidationError(msg, attr=self.name, obj=conn)


class ConnectionSolverParam(SolverParam):
    """What finds the decoders of the connection."""

    coerce_defaults = False

    def coerce(self, conn: Connection, solver: Any) -> Any:
        """Accept a solver; warn where it will not be used as asked."""
        solver = super().coerce(conn, solver)
        if solver is not None and solver.weights:
            if not isinstance(conn.pre_obj, Ensemble):
                _warn_no_effect(f"from {conn.pre_obj}, which is no ensemble,")
            elif not isinstance(conn.post_obj, Ensemble):
                _warn_no_effect(f"to {conn.post_obj}, which is no ensemble,")
        return solver


def _warn_no_effect(where: str) -> None:
    warnings.warn(
        f"On a connection {where} a solver with weights=True has no effect. Leave it out.",
        stacklevel=2,
    )
