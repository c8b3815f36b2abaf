"""The contract of learning rules: how weights change while a model runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from nengo.config import SupportDefaultsMixin
from nengo.exceptions import ValidationError
from nengo.params import Default, FrozenObject, IntParam, NumberParam, Parameter
from nengo.params.base import Obj
from nengo.params.sentinels import DefaultType

Rate = float | DefaultType
"""A learning rate, or `nengo.Default` for the one in force."""

MODIFIABLE = ("encoders", "decoders", "weights")


class LearningRuleTypeSizeInParam(IntParam):
    """The size of what a learning rule is told, as a number or by where its like is found."""

    valid_strings = ("pre", "post", "mid", "pre_state", "post_state")

    def coerce(self, obj: Obj, value: Any) -> int | str | None:
        """Accept an integer, or one of `valid_strings`."""
        if not isinstance(value, str):
            return super().coerce(obj, value)
        if value not in self.valid_strings:
            raise ValidationError(
                f"must be an integer or one of {list(self.valid_strings)}, but is {value!r}.",
                attr=self.name,
                obj=obj,
            )
        return Parameter.coerce(self, obj, value)


class LearningRuleType(FrozenObject, SupportDefaultsMixin):
    """A rule by which a connection learns.

    Any argument can be `nengo.Default`, for the default in force where the rule is made.

    Parameters
    ----------
    learning_rate : float
        How fast to learn.
    size_in : int or {"pre", "post", "mid", "pre_state", "post_state"}
        Number of dimensions of the error or other signal that the rule is told; or the size of
        the connection's pre object, post object, or function; or of the values that
        these represent, if they are neurons.

    Attributes
    ----------
    modifies : {"decoders", "weights", "encoders"}
        What is changed.
    probeable : tuple of str
        What a probe can record.
    """

    modifies: ClassVar[str | None] = None
    probeable: ClassVar[tuple[str, ...]] = ()

    learning_rate = NumberParam("learning_rate", default=1e-6, low=0, readonly=True)
    size_in = LearningRuleTypeSizeInParam("size_in", low=0)

    def __init__(self, learning_rate: Rate = Default, size_in: int | str = 0) -> None:
        super().__init__()
        self.learning_rate = learning_rate
        self.size_in = size_in


class LearningRuleTypeParam(Parameter):
    """A learning rule, or a list or dictionary of them."""

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Accept learning rules that `check_rule` accepts."""
        for rule in _rules(value):
            self.check_rule(obj, rule)
        return super().coerce(obj, value)

    def check_rule(self, obj: Obj, rule: Any) -> None:
        """Raise a `ValidationError` unless ``rule`` is one that ``obj`` may have."""
        if not isinstance(rule, LearningRuleType):
            problem = (
                f"must be a learning rule, or a list or dict of them, but is or contains {rule!r}."
            )
        elif rule.modifies not in MODIFIABLE:
            problem = f"{rule} modifies {rule.modifies!r}, but must modify one of {MODIFIABLE}."
        else:
            return
        raise ValidationError(problem, attr=self.name, obj=obj)


def _rules(value: Any) -> Iterable:
    if value is None or isinstance(value, DefaultType):
        return ()
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple) else (value,)
