"""Reads the arguments of ``nengo run`` and ``nengo check``, and carries them out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nengo_gui.batch.check import check
from nengo_gui.batch.parameters import Parameter, parameter
from nengo_gui.batch.results import SUFFIXES
from nengo_gui.batch.run import Wanted, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command; returns an exit status."""
    chosen = _parser().parse_args(arguments)
    parameters: list[Parameter] = chosen.param
    if chosen.command == "check":
        return check(chosen.file, parameters)
    wanted = Wanted(chosen.time, chosen.dt, chosen.seed, chosen.engine, chosen.out)
    return run(chosen.file, parameters, wanted)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nengo")
    commands = parser.add_subparsers(dest="command", required=True)
    run_command = _command(commands, "run", "Run a model without a screen, and keep its probes.")
    run_command.add_argument(
        "-t", "--time", type=_positive, default=1.0, metavar="SECONDS",
        help="simulated seconds (default %(default)s)",
    )  # fmt: skip
    run_command.add_argument(
        "-o", "--out", type=_results_file, metavar="FILE",
        help="where to save what the probes recorded: a name ending in .npz or .csv",
    )  # fmt: skip
    run_command.add_argument(
        "--dt", type=_positive, default=0.001, help="seconds a step (default %(default)s)"
    )
    run_command.add_argument("--seed", type=int, help="seed of everything random while running")
    run_command.add_argument(
        "--engine", choices=["auto", "numpy", "compiled"], help="what carries out the steps"
    )
    _command(commands, "check", "Say what is wrong with a model: its rules, its code, its build.")
    return parser


def _command(commands: argparse._SubParsersAction, name: str, help: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help, description=help)
    command.add_argument("file", type=Path, help="the Python file of the model")
    command.add_argument(
        "-p", "--param", type=parameter, action="append", default=[], metavar="NAME=VALUE",
        help="another value for a variable that the file sets at its top level; may be repeated",
    )  # fmt: skip
    return command


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above zero")
    return number


def _results_file(text: str) -> Path:
    path = Path(text)
    if path.suffix not in SUFFIXES:
        allowed = " or ".join(SUFFIXES)
        raise argparse.ArgumentTypeError(f"{text!r} must end in {allowed}")
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} lies in a folder that does not exist")
    return path


if __name__ == "__main__":
    sys.exit(main())
