"""What to do about errors of Python that beginners, and all of us, meet often."""

from __future__ import annotations

import builtins
import difflib
import os
from collections.abc import Iterable, Mapping
from typing import Any

from nengo_gui.protocol.walls import WALLED
from nengo_gui.worker.guards import RuleBroken

USUAL_NAMES = {
    "np": "import numpy as np",
    "numpy": "import numpy",
    "nengo": "import nengo",
    "scipy": "import scipy",
    "math": "import math",
    "random": "import random",
    "os": "import os",
}


def remedy_for(error: BaseException, namespace: Mapping[str, Any]) -> str:
    """Say what to do about an error; empty if its message says all there is to say.

    Parameters
    ----------
    error : BaseException
    namespace : mapping
        The names of the model file, for "did you mean".
    """
    match error:
        case RuleBroken():
            return error.remedy
        case NameError(name=str(name)):
            return _for_name(name, [*namespace, *dir(builtins)])
        case AttributeError(name=str(name), obj=obj):
            return _did_you_mean(name, _names_of(obj))
        case ModuleNotFoundError(name=str(name)):
            package = name.partition(".")[0]
            return f"Check the spelling, or install it where the editor runs: pip install {package}"
        case FileNotFoundError():
            return "Paths are relative to the folder of the model."
        case PermissionError() if WALLED in os.environ:
            return _for_walls(error)
        case EOFError():
            return "Nobody can answer input() here. Make a Node, and give it a slider."
        case SystemExit():
            return 'Take out the call, or move it under `if __name__ == "__main__":`.'
        case RecursionError():
            return "A function calls itself without end. Give it a case in which it does not."
        case MemoryError():
            return (
                "Lower n_neurons or dimensions, or allow more memory when starting the editor "
                "(--memory 4G)."
            )
    return ""


def _for_walls(error: PermissionError) -> str:
    if error.filename is None:
        return "In the editor, a model is kept from the network and from other processes."
    return (
        "In the editor, a model may read the files of its folder, and write to "
        "`tempfile.gettempdir()`."
    )


def _for_name(name: str, known: Iterable[str]) -> str:
    if name in USUAL_NAMES:
        return f"Add `{USUAL_NAMES[name]}` at the top."
    return _did_you_mean(name, known)


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    public = [other for other in known if not other.startswith("_") or name.startswith("_")]
    close = difflib.get_close_matches(name, public, n=1)
    return f"Did you mean `{close[0]}`?" if close else ""


def _names_of(obj: object) -> list[str]:
    try:
        return dir(obj)
    except Exception:  # the model's own __dir__
        return []
