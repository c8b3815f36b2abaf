"""``nengo check``: what is wrong with a model, without letting time pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import nengo
from nengo_gui.batch.opening import open_model
from nengo_gui.batch.parameters import Parameter
from nengo_gui.batch.report import size_of, tell
from nengo_gui.worker.load import LoadError


def check(path: Path, parameters: Sequence[Parameter]) -> int:
    """Print what is wrong; returns 1 if anything would keep the model from running."""
    try:
        opened = open_model(path, parameters)
    except LoadError as error:
        tell(path, error.problems)
        return 1
    tell(path, opened.model.warnings)
    try:
        with opened.guards.lifted(), nengo.Simulator(opened.model.network, progress_bar=False):
            pass
    except Exception as error:
        tell(path, [opened.problem_of(error, "build")])
        return 1
    print(f"{path}: nothing is wrong. It builds: {size_of(opened.model.network)}.")
    return 0
