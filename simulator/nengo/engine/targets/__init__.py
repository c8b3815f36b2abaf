"""What carries out the steps of a program, by name."""

from nengo.engine.program import Target
from nengo.engine.targets.numpy import NumpyTarget
from nengo.exceptions import ValidationError

TARGETS = {"auto": NumpyTarget, "numpy": NumpyTarget}


def choose_target(engine: str) -> Target:
    """Return the target of a given name; "auto" is the fastest that is installed.

    Raises
    ------
    ValidationError
        If there is none of that name.
    """
    if engine not in TARGETS:
        raise ValidationError(
            f"{engine!r} is not an engine. Choose one of {', '.join(map(repr, TARGETS))}.",
            attr="engine",
        )
    return TARGETS[engine]()
