"""A process that has one network ready in nengo_dl and answers, on request, how long a run takes.

Started by ``deep.py`` once for each Python under comparison. The networks use nothing that NengoDL
3.6 does not have. Answers a line ``seconds x`` for the first call, and for each line it is sent.
"""

import sys
import time
import warnings

import numpy as np

import nengo
import nengo_dl

warnings.simplefilter("ignore")
BATCH, N_STEPS = 64, 50


def classifier():
    """784 inputs, 512 neurons, ten scores; every step has an image of its own."""
    with nengo.Network(seed=0) as net:
        net.x = nengo.Node(np.zeros(784))
        ens = nengo.Ensemble(512, 1, max_rates=nengo.dists.Choice([100]))
        out = nengo.Node(size_in=10)
        weights = nengo.dists.Gaussian(0, 0.05)
        nengo.Connection(net.x, ens.neurons, synapse=None, transform=weights)
        nengo.Connection(ens.neurons, out, synapse=None, transform=weights)
        net.p = nengo.Probe(out, synapse=0.01)
    return net


def recurrent(n_ensembles=1, n_neurons=1000, dimensions=2, dense=False):
    """Ensembles with recurrent connections: decoded, or from neuron to neuron."""
    with nengo.Network(seed=0) as net:
        net.x = nengo.Node(np.zeros(dimensions))
        for _ in range(n_ensembles):
            ens = nengo.Ensemble(n_neurons, dimensions)
            nengo.Connection(net.x, ens, synapse=None)
            if dense:
                weights = nengo.dists.Gaussian(0, 1e-4)
                nengo.Connection(ens.neurons, ens.neurons, transform=weights, synapse=0.1)
            else:
                nengo.Connection(ens, ens, synapse=0.1)
        net.p = nengo.Probe(ens, synapse=0.01)
    return net


NETWORKS = {
    "classifier": (classifier, BATCH, N_STEPS),
    "held": (classifier, BATCH, N_STEPS),
    "dense": (lambda: recurrent(dense=True), BATCH, N_STEPS),
    "factored": (recurrent, BATCH, N_STEPS),
    "long": (recurrent, 1, 1000),
    "many": (lambda: recurrent(n_ensembles=300, n_neurons=50, dimensions=1), 16, N_STEPS),
}
"""Name → network, items, steps. What is held has the same image in all steps."""


def main(case):
    """Prepare a case, then do it as often as lines come in."""
    name, _, what = case.partition("-")
    make, batch, n_steps = NETWORKS[name]
    net = make()
    x = np.random.RandomState(0).rand(batch, n_steps, net.x.size_out).astype(np.float32)
    if name == "held":
        x = np.repeat(x[:, :1], n_steps, axis=1)
    with nengo_dl.Simulator(net, minibatch_size=batch, progress_bar=False) as sim:
        do = make_run(sim, net, x) if what == "run" else make_training(sim, net, x)
        answer(do)
        for _ in sys.stdin:
            answer(do)


def make_run(sim, net, x):
    """Return a function that predicts one minibatch."""
    return lambda: sim.predict({net.x: x}, verbose=0)


def make_training(sim, net, x):
    """Return a function that trains on one minibatch."""
    y = np.zeros((*x.shape[:2], net.p.size_in), dtype=np.float32)
    sim.compile(optimizer="sgd", loss={net.p: "mse"})
    return lambda: sim.fit({net.x: x}, {net.p: y}, epochs=1, verbose=0)


def answer(do):
    """Do it, and say how much of this process' time it took."""
    started = time.process_time()
    do()
    print(f"seconds {time.process_time() - started}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
