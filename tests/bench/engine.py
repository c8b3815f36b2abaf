"""How much faster do models build and step than in Nengo 4.1?

    python tests/bench/engine.py --reference /path/to/python-with-nengo-4.1 [--only lorenz]

Both Pythons build the model in a process of their own and then step it turn by turn, in many short
turns. Each figure is processor time in the best of them, since whatever else runs on the machine
only ever adds; the spread is that of the ratios of single turns, from lower to upper quartile.
The bound is how long it takes to read from memory what a step must read and write: each state and
each weight once.

    python tests/bench/engine.py --scaling growth.png

How does the time of a step grow with the number of neurons? Draws it, from a hundred neurons to a
million in a thousand ensembles.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

import models
import numpy as np

HERE = Path(__file__).parent
ROUNDS = 60
SECONDS = 0.01
"""What one turn should take: short, so that some turns meet nobody else on the machine."""


class Timed:
    """One process with one built model."""

    def __init__(self, python, name, options):
        command = [python, str(HERE / "timed.py"), name, json.dumps(options)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.built = json.loads(self.process.stdout.readline())
        # Once to warm up (a compiled loop may still be loading), once to choose the turn's length.
        self.step_time(200)
        self.n_steps = max(5, int(SECONDS / self.step_time(20)))

    def step_time(self, n_steps=None):
        """Seconds for a step, averaged over one turn."""
        self.process.stdin.write(f"{n_steps or self.n_steps}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["step"]

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()


def compare(name, reference, options):
    """Build in both, then step in turns; return a row of the table."""
    theirs, ours = Timed(reference, name, {}), Timed(sys.executable, name, options)
    turns = [(theirs.step_time(), ours.step_time()) for _ in range(ROUNDS)]
    theirs.close()
    ours.close()
    theirs_best, ours_best = (1e6 * min(column) for column in zip(*turns, strict=True))
    lower, _, upper = statistics.quantiles((a / b for a, b in turns), n=4)
    return {
        "model": name,
        "theirs_us": theirs_best,
        "ours_us": ours_best,
        "bound_us": 1e6 * ours.built["bound"],
        "ratio": theirs_best / ours_best,
        "lowest": lower,
        "highest": upper,
        "build_ratio": theirs.built["build"] / ours.built["build"],
        "build_s": ours.built["build"],
        "peak_mb": ours.built["peak_mb"],
    }


def measure_growth(options):
    """Print and return the number of neurons → seconds for a step."""
    seconds = {}
    for n_neurons, name in models.CROWDS.items():
        ours = Timed(sys.executable, name, options)
        seconds[n_neurons] = min(ours.step_time() for _ in range(ROUNDS))
        ours.close()
        nanoseconds = 1e9 * seconds[n_neurons] / n_neurons
        print(
            f"{n_neurons:>9} neurons {1e6 * seconds[n_neurons]:>10.1f} µs, "
            f"{nanoseconds:>6.2f} ns each, {ours.built['peak_mb']:>6.0f} MB",
            flush=True,
        )
    return seconds


def draw_growth(seconds, path):
    """Draw time over neurons, beside a straight line through the last point."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    neurons = np.array(list(seconds))
    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    axes.loglog(neurons, [1e6 * each for each in seconds.values()], "o-", label="measured")
    slope = 1e6 * seconds[neurons[-1]] / neurons[-1]
    axes.loglog(neurons, slope * neurons, ":", color="grey", label="proportional")
    axes.set(xlabel="neurons", ylabel="µs for a step", title="Time of a step")
    axes.legend()
    figure.savefig(path, dpi=150)


def main():
    """Print the table and the geometric mean of the ratios, or draw the growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reference", help="a Python that has Nengo 4.1")
    parser.add_argument("--scaling", metavar="PNG", help="measure and draw the growth instead")
    parser.add_argument("--only", default="", help="models whose name contains this")
    parser.add_argument("--engine", default="auto", help="engine of ours: auto, numpy, compiled")
    parser.add_argument("--json", help="write the rows here as well")
    arguments = parser.parse_args()
    if arguments.scaling:
        draw_growth(measure_growth({"engine": arguments.engine}), arguments.scaling)
        return
    if not arguments.reference:
        parser.error("--reference is missing: name the Python to compare with.")
    print_table(arguments)


def print_table(arguments):
    """Compare all models that are asked for; print a row for each as soon as it is there."""
    head = "{:<20}{:>11}{:>10}{:>10}{:>8}{:>16}{:>8}{:>9}{:>9}"
    line = "{model:<20}{theirs_us:>11.1f}{ours_us:>10.1f}{bound_us:>10.1f}{ratio:>8.1f}{spread:>16}"
    line += "{build_ratio:>8.1f}{build_s:>9.2f}{peak_mb:>9.0f}"
    titles = ("model", "4.1 µs", "ours µs", "bound µs", "ratio", "spread", "build", "build s", "MB")
    print(head.format(*titles))
    rows = []
    for name in models.MODELS:
        if arguments.only in name:
            row = compare(name, arguments.reference, {"engine": arguments.engine})
            spread = f"{row['lowest']:.1f}–{row['highest']:.1f}"
            print(line.format(spread=spread, **row), flush=True)
            rows.append(row)
    print(f"geometric mean of ratios: {statistics.geometric_mean(r['ratio'] for r in rows):.1f}")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
