"""A link from one object to another: decoded, transformed, filtered, learned."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from nengo.arrays import is_array_like
from nengo.base import NengoObject, NengoObjectParam, ObjPart, ObjView
from nengo.dists import DistOrArrayParam, Distribution
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import ValidationError
from nengo.functions import function_name
from nengo.learning_rules import LearningRuleType, LearningRuleTypeParam
from nengo.neurons import Direct
from nengo.node import Node
from nengo.params import BoolParam, Default, FunctionInfo, FunctionParam, Parameter
from nengo.solvers import LstsqL2, SolverParam
from nengo.synapses import Lowpass, SynapseParam
from nengo.transforms import Dense, NoTransform, Transform


class PrePostParam(NengoObjectParam):
    """One end of a connection."""

    def coerce(self, conn: Connection, obj: Any) -> Any:
        """Accept anything that can be connected, which a connection itself cannot."""
        if isinstance(obj, Connection):
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
            return FunctionInfo(points, points.shape[1])
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


class ConnectionLearningRuleTypeParam(LearningRuleTypeParam):
    """How the connection learns: one rule, a list or a dict of rules, or not at all."""

    coerce_defaults = False

    def check_rule(self, conn: Connection, rule: Any) -> None:
        """Raise a `ValidationError` unless the connection has what the rule modifies."""
        super().check_rule(conn, rule)
        if rule.modifies in ("decoders", "weights"):
            self._check_has_weights(conn, rule)
        if rule.modifies == "encoders":
            self._check_has_encoders(conn, rule)
        elif not isinstance(conn.post_obj, Ensemble | Neurons | Node):
            raise self._refuse(
                conn,
                rule,
                f"post is of type {type(conn.post_obj).__name__!r}",
                "must be an ensemble, neurons or a node",
            )
        if rule.modifies == "weights":
            self._check_ends_on_neurons(conn, rule)

    def _check_has_weights(self, conn: Connection, rule: Any) -> None:
        pre = conn.pre_obj
        if not isinstance(pre, Ensemble | Neurons):
            raise self._refuse(
                conn, rule, f"pre is of type {type(pre).__name__!r}", "must be neurons or ensemble"
            )
        if isinstance(pre, Ensemble) and isinstance(pre.neuron_type, Direct):
            raise self._refuse(
                conn, rule, f"pre is {pre} in Direct mode", "must have neurons, hence decoders"
            )
        if not conn.has_weights:
            raise self._refuse(
                conn, rule, "the connection has no weights", "must have some: pass a transform"
            )

    def _check_has_encoders(self, conn: Connection, rule: Any) -> None:
        if not isinstance(conn.post_obj, Ensemble):
            raise self._refuse(
                conn, rule, f"post is of type {type(conn.post_obj).__name__!r}", "must be ensemble"
            )
        if conn.solver.weights and isinstance(conn.pre_obj, Ensemble):
            raise self._refuse(
                conn, rule, "the solver has weights=True", "must leave the encoders in use"
            )

    def _check_ends_on_neurons(self, conn: Connection, rule: Any) -> None:
        if not (isinstance(conn.post_obj, Neurons) or _has_full_weights(conn)):
            raise self._refuse(
                conn,
                rule,
                f"post is {conn.post_obj}",
                "must be neurons, or an ensemble reached with a solver that has weights=True",
            )

    def _refuse(self, conn: Connection, rule: Any, seen: str, allowed: str) -> ValidationError:
        return ValidationError(
            f"{rule} modifies {rule.modifies}, but {seen} and {allowed}.", attr=self.name, obj=conn
        )


def _has_full_weights(conn: Connection) -> bool:
    """Whether the connection goes from neuron to neuron by way of its solver."""
    between_ensembles = isinstance(conn.pre_obj, Ensemble) and isinstance(conn.post_obj, Ensemble)
    return between_ensembles and conn.solver.weights


class Connection(NengoObject):
    """A link from one object to another.

    Parameters
    ----------
    pre : Ensemble, Neurons, Node, or a slice of one
        Where it starts.
    post : Ensemble, Neurons, Node, LearningRule, or a slice of one
        Where it ends.
    synapse : Synapse, optional
        Filter; a number is the time constant of a lowpass, in seconds; None: no filter.
    function : callable or (n_eval_points, size_mid) array_like, optional
        What to compute from the vector of ``pre``; or its values at the evaluation points.
    transform : Transform, Distribution or array_like, optional
        (size_out, size_mid) linear map applied after the function.
    solver : Solver, optional
        Finds the decoders, if ``pre`` is an ensemble.
    learning_rule_type : LearningRuleType, or list or dict of them, optional
        How the connection changes while running.
    label : str, optional
        A name for people.
    seed : int, optional
        Fixes the random choices made when the connection is built.

    Other Parameters
    ----------------
    eval_points : Distribution or (n_eval_points, size_in) array_like, optional
        The vectors for which decoders are solved. By default those of the ensemble.
    scale_eval_points : bool, optional
        Whether they are in units of the radius of the ensemble.

    Notes
    -----
    ``size_in`` numbers leave ``pre``, the function makes ``size_mid`` of them, and the
    transform ``size_out``, which arrive at ``post``.
    """

    probeable = ("output", "input", "weights")

    pre = PrePostParam("pre", nonzero_size_out=True)
    post = PrePostParam("post", nonzero_size_in=True)
    synapse = SynapseParam("synapse", default=Lowpass(tau=0.005))
    function_info = ConnectionFunctionParam("function", default=None, optional=True)
    transform = ConnectionTransformParam("transform", default=None, optional=True)
    solver = ConnectionSolverParam("solver", default=LstsqL2())
    learning_rule_type = ConnectionLearningRuleTypeParam(
        "learning_rule_type", default=None, optional=True
    )
    eval_points = EvalPointsParam(
        "eval_points", default=None, optional=True, sample_shape=("*", "size_in")
    )
    scale_eval_points = BoolParam("scale_eval_points", default=True)

    def __init__(
        self,
        pre: Any,
        post: Any,
        synapse: Any = Default,
        function: Any = Default,
        transform: Any = Default,
        solver: Any = Default,
        learning_rule_type: Any = Default,
        eval_points: Any = Default,
        scale_eval_points: Any = Default,
        label: Any = Default,
        seed: Any = Default,
    ) -> None:
        super().__init__(label=label, seed=seed)
        # The order matters: each is checked against those above it.
        self.pre = pre
        self.post = post
        self.synapse = synapse
        self.eval_points = eval_points
        self.scale_eval_points = scale_eval_points
        self.function_info = function
        self.transform = transform
        self.solver = solver
        self.learning_rule_type = learning_rule_type

    @property
    def function(self) -> Any:
        """What it computes; None if it passes the vector on as it is."""
        return self.function_info.function

    @function.setter
    def function(self, function: Any) -> None:
        self.function_info = function

    @property
    def pre_obj(self) -> Any:
        """Where it starts; if that is a slice, what it is a slice of."""
        return self.pre.obj if isinstance(self.pre, ObjView) else self.pre

    @property
    def post_obj(self) -> Any:
        """Where it ends; if that is a slice, what it is a slice of."""
        return self.post.obj if isinstance(self.post, ObjView) else self.post

    @property
    def pre_slice(self) -> Any:
        """Which dimensions it takes."""
        return self.pre.slice if isinstance(self.pre, ObjView) else slice(None)

    @property
    def post_slice(self) -> Any:
        """Which dimensions it reaches."""
        return self.post.slice if isinstance(self.post, ObjView) else slice(None)

    @property
    def size_in(self) -> int:
        """Number of dimensions that leave ``pre``."""
        return self.pre.size_out

    @property
    def size_mid(self) -> int:
        """Number of dimensions between function and transform."""
        size = self.function_info.size
        return self.size_in if size is None else size

    @property
    def size_out(self) -> int:
        """Number of dimensions that arrive at ``post``."""
        return self.post.size_in

    @property
    def has_weights(self) -> bool:
        """Whether anything is multiplied on the way: decoders or a transform."""
        decoded = isinstance(self.pre_obj, Ensemble) and not isinstance(
            self.pre_obj.neuron_type, Direct
        )
        return decoded or not isinstance(self.transform, NoTransform)

    @property
    def is_decoded(self) -> bool:
        """Deprecated. Whether decoders are solved for it."""
        warnings.warn(
            "Connection.is_decoded is deprecated. Look at the type of pre_obj instead.",
            DeprecationWarning,
            stacklevel=2,
        )
        return not _has_full_weights(self) and not isinstance(self.pre_obj, Neurons)

    @property
    def learning_rule(self) -> Any:
        """The learning rule, to connect errors to it and to probe it.

        A list or dict if ``learning_rule_type`` is one; None if nothing is learned.
        """
        types = self.learning_rule_type
        if types is None:
            return None
        if isinstance(types, dict):
            return {key: LearningRule(self, rule) for key, rule in types.items()}
        if isinstance(types, list):
            return [LearningRule(self, rule) for rule in types]
        return LearningRule(self, types)

    def _text(self, address: str = "") -> str:
        if self.label is not None:
            return f"<Connection{address} {self.label}>"
        function = self.function
        computing = "" if function is None else f" computing {function_name(function)!r}"
        return f"<Connection{address} from {self.pre} to {self.post}{computing}>"


class LearningRule(ObjPart):
    """A rule at work on a connection, as something to connect to and to probe.

    Parameters
    ----------
    connection : Connection
        The connection that learns.
    learning_rule_type : LearningRuleType
        How it learns.
    """

    def __init__(self, connection: Connection, learning_rule_type: LearningRuleType) -> None:
        self._connection = connection
        self.learning_rule_type = learning_rule_type

    @property
    def connection(self) -> Connection:
        """The connection that learns."""
        return self._connection

    @property
    def modifies(self) -> str:
        """What changes: "decoders", "weights" or "encoders"."""
        return self.learning_rule_type.modifies

    @property
    def probeable(self) -> tuple[str, ...]:
        """Names of the signals that a probe may record."""
        return self.learning_rule_type.probeable

    @property
    def size_in(self) -> int:
        """Number of dimensions of the error, or whatever else the rule is told."""
        size, conn = self.learning_rule_type.size_in, self.connection
        if size == "pre":
            return conn.size_in
        if size == "mid":
            return conn.size_mid
        if size == "post":
            return conn.size_out
        if size == "pre_state":
            pre = conn.pre_obj
            return pre.ensemble.size_in if isinstance(pre, Neurons) else conn.size_in
        if size == "post_state":
            post = conn.post_obj
            return post.ensemble.size_in if isinstance(post, Neurons) else conn.size_out
        return size

    @property
    def size_out(self) -> int:
        """Zero: a rule gives nothing to the network."""
        return 0

    @property
    def _birthplace(self) -> Any:
        return self.connection._birthplace

    def __getitem__(self, key: Any) -> ObjView:
        return ObjView(self, key)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, LearningRule)
            and self.connection is other.connection
            and self.learning_rule_type == other.learning_rule_type
        )

    def __hash__(self) -> int:
        return hash((LearningRule, self.connection, self.learning_rule_type))

    def __str__(self) -> str:
        return f"<LearningRule modifying {self.connection} with type {self.learning_rule_type}>"

    def __repr__(self) -> str:
        return (
            f"<LearningRule at 0x{id(self):x} modifying {self.connection!r} "
            f"with type {self.learning_rule_type!r}>"
        )
