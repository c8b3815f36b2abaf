"""How much faster do models build than in Nengo 4.1, and in how much memory?

    python tests/bench/build.py --reference /path/to/python-with-nengo-4.1 [--only array_200]

Both Pythons build each model turn by turn, without decoder cache, on one thread. Figures are
processor seconds, the median over the turns; the ratio is the median of the turns' ratios, with
its lowest and highest. A step is not taken, so both use their interpreter. Memory is the largest
resident set of the process, Python and its libraries included, in megabytes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


class Builder:
    """One process that builds one model whenever it is asked."""

    def __init__(self, python, name):
        self.process = subprocess.Popen(
            [python, str(HERE / "timed_build.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
        self.process.stdout.readline()

    def build(self):
        """Build once, and return processor seconds and the largest resident set so far."""
        self.process.stdin.write("build\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["seconds"], answer["peak_mb"]

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()


def compare(name, reference, rounds):
    """Build in turns and print one line."""
    builders = [Builder(reference, name), Builder(sys.executable, name)]
    turns = [[builder.build() for builder in builders] for _ in range(rounds)]
    for builder in builders:
        builder.close()
    theirs, ours = (statistics.median(s for s, _ in builds) for builds in zip(*turns, strict=True))
    ratios = sorted(their / our for (their, _), (our, _) in turns)
    their_peak, our_peak = (peak for _, peak in turns[-1])
    print(
        f"{name:24} {theirs:9.3f} s {ours:9.3f} s   {statistics.median(ratios):5.2f} × "
        f"({ratios[0]:.2f} … {ratios[-1]:.2f}) {their_peak:7.0f} {our_peak:7.0f}",
        flush=True,
    )


def main():
    """Compare the models asked for."""
    from timed_build import MODELS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", required=True)
    parser.add_argument("--only", choices=list(MODELS), nargs="*", default=list(MODELS))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'model':24} {'4.1':>11} {'ours':>11}   {'ratio':21} {'MB, 4.1':>7} {'ours':>7}")
    for name in options.only:
        compare(name, options.reference, options.rounds)


if __name__ == "__main__":
    main()
