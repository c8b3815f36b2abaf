"""The models every measurement of the engine uses; plain Nengo, so that any Nengo can run them."""

import numpy as np

import nengo


def two_ensembles():
    """A sine into one ensemble of 50, and from there into a second."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(lambda t: np.sin(6 * t))
        a, b = nengo.Ensemble(50, 1), nengo.Ensemble(50, 1)
        nengo.Connection(stim, a)
        nengo.Connection(a, b)
        nengo.Probe(b, synapse=0.01)
    return model


def lorenz(n_neurons=2000):
    """The butterfly in one recurrent ensemble of three dimensions."""
    tau, sigma, beta, rho = 0.1, 10, 8 / 3, 28

    def step(x):
        dx = -sigma * x[0] + sigma * x[1]
        dy = -x[0] * x[2] - x[1]
        dz = x[0] * x[1] - beta * (x[2] + rho) - rho
        return [dx * tau + x[0], dy * tau + x[1], dz * tau + x[2]]

    with nengo.Network(seed=1) as model:
        x = nengo.Ensemble(n_neurons, 3, radius=60)
        nengo.Connection(x, x, function=step, synapse=tau)
        nengo.Probe(x, synapse=tau)
    return model


def oscillator(n_neurons=1100):
    """A two-dimensional harmonic oscillator started by a short kick."""
    with nengo.Network(seed=1) as model:
        kick = nengo.Node(lambda t: [1, 0] if t < 0.1 else [0, 0])
        x = nengo.Ensemble(n_neurons, 2)
        nengo.Connection(kick, x)
        nengo.Connection(x, x, transform=[[1, 1], [-1, 1]], synapse=0.1)
        nengo.Probe(x, synapse=0.02)
    return model


def integrator(n_neurons=500):
    """One dimension, remembered."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(lambda t: np.cos(t))
        x = nengo.Ensemble(n_neurons, 1)
        nengo.Connection(stim, x, transform=0.1, synapse=0.1)
        nengo.Connection(x, x, synapse=0.1)
        nengo.Probe(x, synapse=0.02)
    return model


def channel(n_neurons=500, dimensions=8):
    """A communication channel: white signal to ensemble to ensemble."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(nengo.processes.WhiteSignal(2.0, high=5, seed=1), size_out=dimensions)
        a, b = nengo.Ensemble(n_neurons, dimensions), nengo.Ensemble(n_neurons, dimensions)
        nengo.Connection(stim, a)
        nengo.Connection(a, b)
        nengo.Probe(b, synapse=0.01)
    return model


def chain(length=500, n_neurons=50):
    """A long line of small ensembles: nothing but dispatch."""
    with nengo.Network(seed=1) as model:
        before = nengo.Node(lambda t: np.sin(6 * t))
        for _ in range(length):
            after = nengo.Ensemble(n_neurons, 1)
            nengo.Connection(before, after)
            before = after
        nengo.Probe(before, synapse=0.01)
    return model


def pes(n_neurons=5000, dimensions=4):
    """A channel that learns its decoders by PES."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(lambda t: np.sin(t * np.arange(1, dimensions + 1)))
        pre = nengo.Ensemble(n_neurons, dimensions)
        post = nengo.Ensemble(100 * dimensions, dimensions)
        error = nengo.Node(size_in=dimensions)
        learned = nengo.Connection(
            pre, post, function=lambda x: np.zeros(dimensions), learning_rule_type=nengo.PES(1e-4)
        )
        nengo.Connection(stim, pre)
        nengo.Connection(post, error)
        nengo.Connection(stim, error, transform=-1)
        nengo.Connection(error, learned.learning_rule)
        nengo.Probe(post, synapse=0.01)
    return model


def matrix_product(rows=4, inner=4, columns=4, n_neurons=100):
    """The product of two matrices, every multiplication in neurons of its own."""
    with nengo.Network(seed=1) as model:
        a = nengo.networks.EnsembleArray(50, rows * inner)
        b = nengo.networks.EnsembleArray(50, inner * columns)
        products = nengo.networks.Product(n_neurons, rows * inner * columns)
        nengo.Connection(nengo.Node(0.5 * np.ones(rows * inner)), a.input)
        nengo.Connection(nengo.Node(-0.5 * np.ones(inner * columns)), b.input)
        left = np.zeros((rows * inner * columns, rows * inner))
        right = np.zeros((rows * inner * columns, inner * columns))
        total = np.zeros((rows * columns, rows * inner * columns))
        for i, j, k in np.ndindex(rows, inner, columns):
            at = (i * inner + j) * columns + k
            left[at, i * inner + j] = right[at, j * columns + k] = 1
            total[i * columns + k, at] = 1
        nengo.Connection(a.output, products.input_a, transform=left)
        nengo.Connection(b.output, products.input_b, transform=right)
        c = nengo.networks.EnsembleArray(50, rows * columns)
        nengo.Connection(products.output, c.input, transform=total)
        nengo.Probe(c.output, synapse=0.01)
    return model


def recurrent(n_neurons=50_000, dimensions=16):
    """One very large ensemble that remembers a vector."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(0.1 * np.ones(dimensions))
        x = nengo.Ensemble(n_neurons, dimensions, eval_points=small_ball(4000, dimensions))
        nengo.Connection(stim, x)
        nengo.Connection(x, x, synapse=0.1)
        nengo.Probe(x, synapse=0.02)
    return model


def small_ball(n_points, dimensions):
    """Points in the unit ball, so that a build fits in memory everywhere."""
    points = np.random.RandomState(1).randn(n_points, dimensions)
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def convolution(dimensions=256, n_neurons=100):
    """Circular convolution, the largest network of ours that people run every day."""
    with nengo.Network(seed=1) as model:
        a = nengo.Node(np.ones(dimensions) / np.sqrt(dimensions))
        b = nengo.Node(np.eye(dimensions)[0])
        circular = nengo.networks.CircularConvolution(n_neurons, dimensions)
        nengo.Connection(a, circular.input_a)
        nengo.Connection(b, circular.input_b)
        nengo.Probe(circular.output, synapse=0.01)
    return model


def action_selection(n_actions=10):
    """Basal ganglia and thalamus choosing among ten actions."""
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(lambda t: np.sin(t + np.arange(n_actions)))
        bg = nengo.networks.BasalGanglia(n_actions)
        thalamus = nengo.networks.Thalamus(n_actions)
        nengo.Connection(stim, bg.input)
        nengo.Connection(bg.output, thalamus.input)
        nengo.Probe(thalamus.output, synapse=0.01)
    return model


def crowd(n_neurons):
    """Ensembles of up to 1,000 neurons, each of which remembers a number, badly."""
    size = min(n_neurons, 1000)
    # Decoders that nobody has solved: building would take longer than all the rest.
    decoders = np.full((size, 1), 1e-3 / size)
    with nengo.Network(seed=1) as model:
        stim = nengo.Node(0.5)
        for _ in range(n_neurons // size):
            x = nengo.Ensemble(size, 1)
            nengo.Connection(stim, x)
            nengo.Connection(x, x, synapse=0.1, solver=nengo.solvers.NoSolver(decoders))
        nengo.Probe(x.neurons[:10])
    return model


MODELS = {
    "two ensembles": two_ensembles,
    "lorenz 600": lambda: lorenz(600),
    "lorenz 2000": lorenz,
    "oscillator 1100": oscillator,
    "integrator 500": integrator,
    "channel 2x500 8-d": channel,
    "pes 5000": pes,
    "matrix product": matrix_product,
    "basal ganglia": action_selection,
    "chain 500": chain,
    "recurrent 50000": recurrent,
    "convolution 256": convolution,
    "convolution 512": lambda: convolution(512),
}

CROWDS = {10**k: f"crowd {10**k}" for k in range(2, 7)}
"""Number of neurons → name of the model with which growth is measured."""

MODELS_BY_NAME = MODELS | {name: lambda n=n: crowd(n) for n, name in CROWDS.items()}
