"""A process that builds one model each time it is asked, and answers what that took.

Started by ``build.py`` once for each Python under comparison. Plain Nengo, so that any can run it.
"""

import json
import resource
import sys
import time

import models
import numpy as np

import nengo


def channel(n_neurons, dimensions):
    """One ensemble, decoded once."""
    with nengo.Network(seed=1) as model:
        nengo.Connection(nengo.Ensemble(n_neurons, dimensions), nengo.Node(size_in=dimensions))
    return model


def feedback(n_neurons, dimensions):
    """One ensemble, decoded three times: into itself, out of it, and for a probe."""
    with nengo.Network(seed=1) as model:
        x = nengo.Ensemble(n_neurons, dimensions)
        nengo.Connection(x, x, synapse=0.1)
        nengo.Connection(x, nengo.Node(size_in=dimensions), function=np.square)
        nengo.Probe(x)
    return model


def array(n_ensembles):
    """One array of ensembles into another."""
    with nengo.Network(seed=1) as model:
        a = nengo.networks.EnsembleArray(50, n_ensembles)
        b = nengo.networks.EnsembleArray(50, n_ensembles)
        nengo.Connection(a.output, b.input)
    return model


MODELS = {
    "channel_100_1d": lambda: channel(100, 1),
    "channel_500_16d": lambda: channel(500, 16),
    "channel_2000_1d": lambda: channel(2000, 1),
    "channel_2000_3d": lambda: channel(2000, 3),
    "feedback_2000_1d": lambda: feedback(2000, 1),
    "channel_5000_1d": lambda: channel(5000, 1),
    "channel_5000_3d": lambda: channel(5000, 3),
    "array_200": lambda: array(200),
    "recurrent_50000_16d": models.recurrent,
}


def main(name):
    """Build once for each line."""
    nengo.rc.set("decoder_cache", "enabled", "False")
    engine = {} if nengo.__version__.startswith("4") else {"engine": "numpy"}
    nengo.Simulator(channel(10, 1), progress_bar=False, **engine).close()
    model = MODELS[name]()
    print("ready", flush=True)
    for _ in sys.stdin:
        started = time.process_time()
        simulator = nengo.Simulator(model, progress_bar=False, **engine)
        elapsed = time.process_time() - started
        simulator.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"seconds": elapsed, "peak_mb": peak / 1024}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
