"""How fast does nengo_dl run and train, beside NengoDL 3.6?

    python tests/bench/deep.py [--reference /path/to/python-with-nengo-dl-3.6] [--only factored]

Each Python works in a process of its own, held to one thread; they take turns. A figure is the
median of the turns in milliseconds of the processes' own time, which other work on the machine
disturbs least; the ratio is that of the turns' ratios, with its lowest and highest. The first call,
in seconds, is compiling and running once.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 5
CASES = (
    "classifier-run",
    "classifier-train",
    "held-run",
    "held-train",
    "dense-run",
    "dense-train",
    "factored-run",
    "factored-train",
    "long-run",
    "many-run",
    "many-train",
)
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}


class Timed:
    """One process that has one case ready."""

    def __init__(self, python, case):
        self.process = subprocess.Popen(
            [python, str(HERE / "timed_deep.py"), case],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **ONE_THREAD},
        )
        self.first = self._answer()

    def turn(self):
        """Milliseconds of one run, or of training on one minibatch."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return 1e3 * self._answer()

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()

    def _answer(self):
        line = self.process.stdout.readline()
        while line and not line.startswith("seconds "):
            line = self.process.stdout.readline()  # what a framework prints on its own account
        if not line:
            raise SystemExit(f"{self.process.args} ended before it answered. Run it by hand.")
        return json.loads(line.removeprefix("seconds "))


def measure(case, reference):
    """Return a row of the table."""
    pythons = {"ours": sys.executable, **({"theirs": reference} if reference else {})}
    timed = {name: Timed(python, case) for name, python in pythons.items()}
    turns = [{name: each.turn() for name, each in timed.items()} for _ in range(ROUNDS)]
    for each in timed.values():
        each.close()
    row = {"case": case, **{f"{name}_first_s": each.first for name, each in timed.items()}}
    row.update({f"{name}_ms": statistics.median(turn[name] for turn in turns) for name in timed})
    if reference:
        ratios = sorted(turn["theirs"] / turn["ours"] for turn in turns)
        row["ratio"] = statistics.median(ratios)
        row["spread"] = [ratios[0], ratios[-1]]
    return row


def show(row):
    """Print a row."""
    ours = f"{row['case']:<18}{row['ours_ms']:>10.1f} ms, first {row['ours_first_s']:>5.1f} s"
    if "theirs_ms" not in row:
        print(ours, flush=True)
        return
    theirs = f"{row['theirs_ms']:>10.1f} ms, first {row['theirs_first_s']:>5.1f} s"
    low, high = row["spread"]
    print(f"{ours} |{theirs} | {row['ratio']:>5.1f} × ({low:.1f}–{high:.1f})", flush=True)


def main():
    """Measure all cases that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reference", help="a Python that has NengoDL 3.6")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--json", help="write the rows here as well")
    arguments = parser.parse_args()
    rows = []
    for case in CASES:
        if arguments.only in case:
            rows.append(measure(case, arguments.reference))
            show(rows[-1])
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
