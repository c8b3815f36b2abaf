"""A process that builds one model and answers, on request, how long its steps take.

Started by ``engine.py`` once for each Python under comparison, so that two Nengos that cannot live
in one environment can be timed turn by turn. Speaks JSON lines on standard input and output.
"""

import json
import resource
import sys
import time

import models
import numpy as np

import nengo


def main(name, options):
    """Build the model called ``name``, then time as many steps as each line asks for."""
    np.random.seed(1)
    nengo.rc.set("decoder_cache", "enabled", "False")
    model = models.MODELS_BY_NAME[name]()
    started = time.perf_counter()
    simulator = nengo.Simulator(model, progress_bar=False, **options)
    answer(build=time.perf_counter() - started, peak_mb=peak_mb())
    for line in sys.stdin:
        n_steps = json.loads(line)
        started = time.perf_counter()
        simulator.run_steps(n_steps, progress_bar=False)
        answer(step=(time.perf_counter() - started) / n_steps)
    simulator.close()


def peak_mb():
    """Largest resident set of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def answer(**values):
    """Write one line to whoever asked."""
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
