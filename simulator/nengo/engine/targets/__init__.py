"""What carries out the steps of a program, by name."""

import importlib

from nengo.engine.program import Target
from nengo.exceptions import ValidationError

TARGETS = {
    "auto": "nengo.engine.targets.auto.AutoTarget",
    "numpy": "nengo.engine.targets.numpy.NumpyTarget",
    "compiled": "nengo.engine.targets.compiled.target.CompiledTarget",
}
"""Where each target is found; imported when used, since Numba takes longer than a small model."""


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
    module, _, name = TARGETS[engine].rpartition(".")
    return getattr(importlib.import_module(module), name)()
