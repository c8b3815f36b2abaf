"""Eight numbers travel together through an array of eight ensembles.

One ensemble for an eight-dimensional vector would need
thousands of neurons, since they would have to be ready
for every direction in eight dimensions. If the
dimensions have nothing to do with each other, that is
wasted: an `EnsembleArray` gives each of them a small
ensemble of its own.

`add_output` reads a function from each ensemble; here
the squares. What an array cannot do is a function of two
dimensions at once, such as their product.

Try this:

* Open the array by a double click.
* Take the mean of all eight with one connection and a
  transform.
* Give `add_output` a list of eight different functions.
"""

import nengo
import numpy as np

N = 8
phase = np.linspace(0, np.pi, N)


def waves(t):
    return np.sin(2 * t + phase)


def square(x):
    return x * x


model = nengo.Network(seed=1)
with model:
    signal = nengo.Node(waves)
    array = nengo.networks.EnsembleArray(
        n_neurons=60, n_ensembles=N
    )
    array.add_output("squared", square)
    squares = nengo.Node(size_in=N)
    nengo.Connection(signal, array.input)
    nengo.Connection(array.squared, squares, synapse=0.02)
