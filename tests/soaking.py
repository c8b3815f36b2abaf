"""Open, edit, play and kill models for a while, and watch what the server keeps of it.

    python tests/soaking.py [--minutes 60]

prints, each ten rounds, the memory and the open files of the server and of the process that
workers are forked from. After a while neither ought to grow; a test does a few rounds.
"""

import argparse
import contextlib
import importlib.util
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

MODEL = """import nengo
with nengo.Network(seed=1) as model:
    a = nengo.Ensemble(50, 1, label="{label}")
    nengo.Connection(a, a, synapse=0.1)
    nengo.Node(lambda t: print(t) or 0)
"""
WRONG = "import nengo\nwith nengo.Network() as model:\n    nengo.Ensemble(-1, 1)\n"
ENDING = "import ctypes\nctypes.string_at(0)\n"
PLOT = {"id": "", "kind": "value", "object": "model.a", "x": 0, "y": 0}


class Holding(NamedTuple):
    """What a process holds on to."""

    memory: int
    files: int

    @classmethod
    def of(cls, pid):
        """Look at a process: bytes in memory, open file descriptors."""
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return cls(pages * os.sysconf("SC_PAGE_SIZE"), len(os.listdir(f"/proc/{pid}/fd")))


def children(pid):
    """Return the processes a process has started that still live."""
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # the thread ended
            found += map(int, (thread / "children").read_text().split())
    return found


def rounds(visit, folder):
    """Go through the life of models, time and again; yields after each round."""
    number = 0
    while True:
        number += 1
        file = folder / f"soak-{number % 3}.py"
        file.write_text(MODEL.format(label=number))
        with contextlib.closing(visit(file.name)) as tab:
            # What was left there the last time ended its worker.
            revision = tab.until("opened")["revision"] + 1
            tab.send("edit", text=MODEL.format(label=f"begun {number}"), revision=revision)
            tab.until("graph", text_revision=revision)
            tab.send("add_plot", plot=PLOT)
            tab.send("run")
            tab.until("simulation", state="running")
            tab.until_frames(lambda frames: True)
            for text in (MODEL.format(label=f"again {number}"), WRONG, ENDING):
                revision += 1
                tab.send("edit", text=text, revision=revision)
                if text in (WRONG, ENDING):
                    while not tab.until("problems")["problems"]:
                        pass
                else:
                    tab.until("graph")
            tab.send("stop")
            tab.until("ended")
        yield number


def main():
    """Soak for some minutes."""
    from serving import Server

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    until = time.monotonic() + 60 * parser.parse_args().minutes
    where = Path(__file__).parent / "gui" / "conftest.py"
    spec = importlib.util.spec_from_file_location("gui", where)
    gui = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gui)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.js").touch()  # stands in for the built screen
        server = Server(Path(folder), "--screen", folder)
        try:
            for number in rounds(lambda path: gui.Client(server, path), Path(folder)):
                if number % 10 == 1:
                    report(number, server.process.pid)
                if time.monotonic() > until:
                    break
        finally:
            print("ended with", server.stop())


def report(number, pid):
    """Print what the server and the parents of its workers hold."""
    for name, one in [("server", pid), *(("zygote", child) for child in children(pid))]:
        memory, files = Holding.of(one)
        print(f"round {number:5}  {name} {memory / 2**20:7.1f} MiB {files:5} files", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
