"""A link from one object to another: decoded, transformed, filtered, learned."""

from __future__ import annotations

import warnings
from typing import Any

from nengo.base import NengoObject, ObjView
from nengo.connection.learning import (
    ConnectionLearningRuleTypeParam,
    LearningRule,
    has_full_weights,
)
from nengo.connection.params import (
    ConnectionFunctionParam,
    ConnectionSolverParam,
    ConnectionTransformParam,
    EvalPointsParam,
    PrePostParam,
)
from nengo.ensemble import Ensemble, Neurons
from nengo.functions import function_name
from nengo.neurons import Direct
from nengo.params import BoolParam, Default
from nengo.solvers import LstsqL2
from nengo.synapses import Lowpass, SynapseParam
from nengo.transforms import NoTransform


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
    connectable = False

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
        return not has_full_weights(self) and not isinstance(self.pre_obj, Neurons)

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
