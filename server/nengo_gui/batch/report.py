"""Problems and summaries as lines of text."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import nengo
from nengo_gui.protocol.objects import Problem


def tell(path: Path, problems: Iterable[Problem]) -> bool:
    """Print problems as ``file:line:column: error: …``; returns whether one of them is an error."""
    failed = False
    for problem in problems:
        failed |= problem.severity == "error"
        place = [str(path)]
        if problem.line is not None:
            place.append(str(problem.line))
            if problem.column is not None:
                place.append(str(problem.column + 1))
        sentence = f"{problem.message} {problem.remedy}".strip()
        print(f"{':'.join(place)}: {problem.severity}: {sentence}", file=sys.stderr)
    return failed


def size_of(network: nengo.Network) -> str:
    """Say how large a network is."""
    return ", ".join(
        [
            _counted(len(network.all_ensembles), "ensemble"),
            _counted(sum(e.n_neurons for e in network.all_ensembles), "neuron"),
            _counted(len(network.all_nodes), "Node"),
            _counted(len(network.all_connections), "connection"),
        ]
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
