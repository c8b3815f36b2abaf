"""What a legal set of operators looks like."""

from __future__ import annotations

from collections.abc import Sequence

from nengo.builder.operator import Operator
from nengo.engine.users import Users
from nengo.exceptions import BuildError


def check(operators: Sequence[Operator]) -> None:
    """Refuse operators that cannot form a step.

    Raises
    ------
    AssertionError
        If two operators set, or update, the same memory.
    BuildError
        If an operator writes to a read-only signal.
    """
    _check_single_writers(Users(operators, "sets"), "set")
    _check_single_writers(Users(operators, "updates"), "updated")
    _check_readonly(Users(operators, "sets", "incs", "updates"))


def _check_single_writers(users: Users, done: str) -> None:
    for signal in users.of:
        writers = [op for other in users.overlapping(signal) for op in users[other]]
        assert len(writers) == 1, (
            f"{signal} is {done} by {len(writers)} operators, but only one may do that: "
            f"{', '.join(map(str, writers))}. Let the others increment it."
        )


def _check_readonly(users: Users) -> None:
    for signal, writers in users.of.items():
        if signal.base.readonly:
            raise BuildError(
                f"{writers[0]} writes to {signal}, which is read-only. "
                "Set signal.readonly = False if it is meant to change."
            )
