"""How a connection learns: which rules fit it, and the rule at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nengo.base import ObjPart, ObjView
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import ValidationError
from nengo.learning_rules import LearningRuleType, LearningRuleTypeParam
from nengo.neurons import Direct
from nengo.node import Node

if TYPE_CHECKING:
    from nengo.connection.connection import Connection


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
        if not (isinstance(conn.post_obj, Neurons) or has_full_weights(conn)):
            raise self._refuse(
                conn,
                rule,
                f"post is {conn.post_obj}",
                "must be neurons, or an ensemble reached with a solver that has weights=True",
            )
        pre = conn.pre_obj
        n_pre = pre.n_neurons if isinstance(pre, Ensemble) else conn.size_in
        if not conn.solver.weights and conn.transform.size_in != n_pre:
            raise self._refuse(
                conn,
                rule,
                f"the transform takes {conn.transform.size_in} numbers from {pre}",
                f"must take the activities of {n_pre} neurons: connect from their .neurons",
            )

    def _refuse(self, conn: Connection, rule: Any, seen: str, allowed: str) -> ValidationError:
        return ValidationError(
            f"{rule} modifies {rule.modifies}, but {seen} and {allowed}.", attr=self.name, obj=conn
        )


def has_full_weights(conn: Connection) -> bool:
    """Whether the connection goes from neuron to neuron by way of its solver."""
    between_ensembles = isinstance(conn.pre_obj, Ensemble) and isinstance(conn.post_obj, Ensemble)
    return between_ensembles and conn.solver.weights


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
    def modifies(self) -> str | None:
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
