"""What carries out the steps of a program, by name."""

from __future__ import annotations

import importlib
import os

from nengo.engine.program import Target
from nengo.exceptions import ValidationError
from nengo.extras import require
from nengo.rc import rc

TARGETS = {
    "auto": "nengo.engine.targets.auto.AutoTarget",
    "numpy": "nengo.engine.targets.numpy.NumpyTarget",
    "compiled": "nengo.engine.targets.compiled.target.CompiledTarget",
}
"""Where each target is found; imported when used, since Numba takes longer than a small model."""

VARIABLE = "NENGO_ENGINE"
"""Environment variable that names the engine of simulators that are not told."""


def choose_target(engine: str | None = None) -> Target:
    """Return the target of a given name; "auto" is the fastest that is installed.

    Parameters
    ----------
    engine : str, optional
        One of `TARGETS`. By default what the environment variable ``NENGO_ENGINE`` says, or else
        the setting ``engine`` in the section ``nengo.Simulator`` of `nengo.rc`, which is "auto".

    Raises
    ------
    ValidationError
        If there is none of that name.
    ModuleNotFoundError
        If the compiled engine is asked for, but there is no compiler.
    """
    source, name = _asked_for(engine)
    if name not in TARGETS:
        raise ValidationError(
            f"{source} is {name!r}, which is not an engine. "
            f"Choose one of {', '.join(map(repr, TARGETS))}.",
            attr="engine",
        )
    if name == "compiled":
        require("numba", 'engine="compiled"')
    module, _, target = TARGETS[name].rpartition(".")
    return getattr(importlib.import_module(module), target)()


def _asked_for(engine: str | None) -> tuple[str, str]:
    """Return who names the engine, and the name."""
    if engine is not None:
        return "engine", engine
    # Empty counts as unset, as is usual for variables of the environment.
    if os.environ.get(VARIABLE):
        return f"The environment variable {VARIABLE}", os.environ[VARIABLE]
    return "The setting nengo.Simulator.engine", rc.get("nengo.Simulator", "engine")
