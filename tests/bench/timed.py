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
    built = time.perf_counter() - started
    answer(build=built, peak_mb=peak_mb(), bound=bound(simulator) if options else None)
    for line in sys.stdin:
        n_steps = json.loads(line)
        # Time on the processor: others may use the machine too.
        started = time.process_time()
        simulator.run_steps(n_steps, progress_bar=False)
        answer(step=(time.process_time() - started) / n_steps)
    simulator.close()


def bound(simulator):
    """Seconds that reading takes, in order and adding up, of all bytes that a step must touch.

    States are read and written. Decoders of spiking neurons are the exception: few are needed.
    """
    own = {signal.base for op in simulator.step_order for signal in op.all_signals}
    read = sum(signal.nbytes for signal in own if not signal.sparse)
    written = {signal.base for op in simulator.step_order for signal in op.updates}
    n_bytes = read + sum(signal.nbytes for signal in written)
    # Of less than this NumPy needs longer to begin than to read.
    array = np.ones(max(n_bytes, 2**20) // 8)
    return min(time_of(array.sum) for _ in range(20)) * n_bytes / array.nbytes


def time_of(function):
    """Seconds on the processor that a call takes."""
    started = time.process_time()
    function()
    return time.process_time() - started


def peak_mb():
    """Largest resident set of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def answer(**values):
    """Write one line to whoever asked."""
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
