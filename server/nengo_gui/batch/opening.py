"""From the path of a model file to its network, as the editor would load it."""

from __future__ import annotations

import tokenize
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nengo_gui.batch.parameters import Parameter, with_parameters
from nengo_gui.protocol.objects import Problem
from nengo_gui.worker.blame import find_culprit
from nengo_gui.worker.guards import Guards
from nengo_gui.worker.load import LoadError, Model, load
from nengo_gui.worker.naming import Naming
from nengo_gui.worker.problems import Phase, problem_of
from nengo_gui.worker.source import Source


class Opened(NamedTuple):
    """A model that ran, with what names its objects and watches its rules."""

    source: Source
    guards: Guards
    model: Model
    naming: Naming

    def problem_of(self, error: BaseException, phase: Phase) -> Problem:
        """Say what went wrong with it, and where."""
        culprit = find_culprit(error, self.naming, self.source)
        return problem_of(error, self.source, phase, self.model.names, *culprit)


def open_model(path: Path, parameters: Sequence[Parameter]) -> Opened:
    """Read, check and run a model file.

    Raises
    ------
    LoadError
        With everything that is wrong.
    """
    text = with_parameters(_read(path), parameters)
    file = path.absolute()
    source = Source(text, str(file), str(file.parent))
    guards = Guards(source)
    guards.stand()
    model = load(source, guards, lambda: None)
    return Opened(source, guards, model, Naming(model.network, model.names))


def _read(path: Path) -> str:
    """Read a file as Python would."""
    try:
        with tokenize.open(path) as file:
            return file.read()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LoadError(Problem(f"The file cannot be read: {reason}.", phase="check")) from error
    except (SyntaxError, UnicodeDecodeError) as error:
        remedy = "Save it as UTF-8, or name its coding in the first line."
        problem = Problem(f"The file is no Python text: {error}.", remedy=remedy, phase="check")
        raise LoadError(problem) from error
