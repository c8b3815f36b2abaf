"""How much memory does a running model take, beside that of its own signals and weights?

    python tests/bench/memory.py [crowd]

Builds and runs each model in a process of its own. Its signals and weights are counted once each;
what `Simulator.data` keeps besides (evaluation points, gains …) is counted apart.
"""

import ctypes
import gc
import json
import subprocess
import sys

import models
import numpy as np

import nengo

MB = 2**20


def many_channels(n_ensembles=100, n_neurons=500, dimensions=8):
    """Pairs of ensembles of several dimensions."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(np.zeros(dimensions))
        for _ in range(n_ensembles // 2):
            a, b = nengo.Ensemble(n_neurons, dimensions), nengo.Ensemble(n_neurons, dimensions)
            nengo.Connection(stim, a)
            nengo.Connection(a, b)
    return model


MODELS = {
    "crowd 100000": lambda: models.crowd(100_000),
    "crowd 1000000": lambda: models.crowd(1_000_000),
    "100 of 500, 8-d": many_channels,
    "recurrent 20000, 16-d": lambda: models.recurrent(20_000),
    "pes 5000": models.pes,
}


def resident():
    """Bytes that this process occupies now."""
    gc.collect()
    # What building has freed, so that only what is still held counts.
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096


def run(model):
    """Return a simulator that has run some steps in the compiled loop."""
    simulator = nengo.Simulator(model, engine="compiled", progress_bar=False)
    simulator.run_steps(50, progress_bar=False)
    return simulator


def measure(name):
    """Print the figures of one model as JSON; only sensible in a fresh process."""
    small = run(models.two_ensembles())
    before = resident()
    simulator = run(MODELS[name]())
    grown = resident() - before
    signals = {signal.base: None for signal in simulator.signals}
    own = sum(signal.nbytes for signal in signals)
    held = {id(signal.initial_value) for signal in signals}
    arrays = {
        id(value): value.nbytes
        for built in simulator.model.params.values()
        for value in (built if isinstance(built, tuple) else ())
        if isinstance(value, np.ndarray) and id(value) not in held
    }
    print(json.dumps({"own": own, "data": sum(arrays.values()), "grown": grown}))
    small.close()


def main():
    """Print a table, a process for each row."""
    chosen = [name for name in MODELS if not sys.argv[1:] or sys.argv[1] in name]
    print(f"{'model':<24}{'signals MB':>12}{'data MB':>10}{'grown MB':>10}{'ratio':>8}")
    for name in chosen:
        command = [sys.executable, __file__, "--measure", name]
        figures = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        own, data, grown = (figures[key] / MB for key in ("own", "data", "grown"))
        ratio = (grown - data) / own
        print(f"{name:<24}{own:>12.1f}{data:>10.1f}{grown:>10.1f}{ratio:>8.2f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        main()
