"""What the command ``nengo`` can do besides opening the editor."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nengo_gui.session.titles import title
from nengo_gui.settings import examples_folder

SENTENCES = {
    "run": "run a model without a screen, and keep what its probes record",
    "check": "say what is wrong with a model",
    "examples": "list the built-in examples, or copy one here",
    "warmup": "compile the engine now, so that the first run need not",
}
WARM = "nengo.engine.targets.compiled.warm"


def carry_out(name: str, arguments: Sequence[str]) -> int:
    """Carry out one of ``SENTENCES``; returns an exit status."""
    if name == "examples":
        return _examples(arguments)
    if name == "warmup":
        return _warm_up(arguments)
    return _in_a_process("nengo_gui.batch", name, *arguments)


def _in_a_process(module: str, *arguments: str) -> int:
    """Run a module in a process of its own: this one never loads a model."""
    process = subprocess.Popen([sys.executable, "-m", module, *arguments])
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # it hears Ctrl-C as well, and decides itself how to end


def _warm_up(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="nengo warmup", description=f"{_told('warmup')}.")
    parser.add_argument(
        "precision", nargs="*", default=["float64"], help="float64 (the default) or float32"
    )
    return _in_a_process(WARM, *parser.parse_args(arguments).precision)


def _examples(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="nengo examples", description=f"{_told('examples')}.")
    parser.add_argument("name", nargs="?", help="copy this one, such as tutorial/15-lorenz.py")
    chosen = parser.parse_args(arguments)
    folder = examples_folder()
    if folder is None:
        print("nengo: The built-in examples are not installed.", file=sys.stderr)
        return 1
    return _list(folder) if chosen.name is None else _copy(folder, chosen.name)


def _list(folder: Path) -> int:
    files = sorted(file for file in folder.rglob("*.py"))
    names = [file.relative_to(folder).as_posix() for file in files]
    width = max(map(len, names), default=0)
    for name, file in zip(names, files, strict=True):
        print(f"{name:{width}}  {title(file.read_text(encoding='utf-8'))}")
    sys.stdout.flush()
    return 0


def _copy(folder: Path, name: str) -> int:
    """Copy an example here with its plots beside it; what is here already stays."""
    example = folder / name
    if not example.resolve().is_relative_to(folder.resolve()) or not example.is_file():
        print(f"nengo: There is no example {name}. See `nengo examples`.", file=sys.stderr)
        return 2
    copy = Path(example.name)
    if copy.exists():
        print(f"nengo: {copy} is here already. Move it away, or rename it.", file=sys.stderr)
        return 1
    shutil.copyfile(example, copy)
    sidecar = example.with_name(example.name + ".cfg")
    if sidecar.is_file():
        shutil.copyfile(sidecar, copy.with_name(sidecar.name))
    print(f"Copied to {copy}. Open it with: nengo {copy}")
    return 0


def _told(name: str) -> str:
    return SENTENCES[name].capitalize()
