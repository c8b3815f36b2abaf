"""Small circuits go into boxes, and boxes are built into a larger model.

A `Network` inside a network keeps things tidy: it has
its own objects and is drawn as a box that opens and
closes with a double click. Python functions make as many
copies as you like: here `make_squarer` returns a network
that squares a number, and the model uses two, one for
each coordinate of a circling point. Their outputs add up
to the squared distance from the middle, which stays at 1
however the point moves.

Give a box an `input` and an `output` Node. The world
outside needs to know only these two, and what is inside
may change at will.

Some networks come ready-made. `EnsembleArray` is a row
of small ensembles that share the work on a long vector:
cheap, and precise, as long as no function needs two
coordinates at the same time.

Try this:

* Close both boxes by a double click and open them again.
* Make the squarers better: where is the only place to
  change?
* Look through `nengo.networks` by typing it in the
  editor, and among the examples.
"""

import nengo
import numpy as np


def circle(t):
    return np.cos(3 * t), np.sin(3 * t)


def square(x):
    return x * x


def make_squarer(label):
    with nengo.Network(label=label) as squarer:
        squarer.input = nengo.Node(size_in=1)
        squarer.number = nengo.Ensemble(
            n_neurons=100, dimensions=1
        )
        squarer.output = nengo.Node(size_in=1)
        nengo.Connection(
            squarer.input, squarer.number, synapse=None
        )
        nengo.Connection(
            squarer.number,
            squarer.output,
            function=square,
            synapse=None,
        )
    return squarer


model = nengo.Network(seed=18)
with model:
    stim = nengo.Node(circle)
    point = nengo.networks.EnsembleArray(
        n_neurons=60, n_ensembles=2
    )
    square_x = make_squarer("square_x")
    square_y = make_squarer("square_y")
    distance = nengo.Ensemble(
        n_neurons=100, dimensions=1, radius=1.5
    )

    nengo.Connection(stim, point.input)
    nengo.Connection(point.output[0], square_x.input)
    nengo.Connection(point.output[1], square_y.input)
    nengo.Connection(square_x.output, distance)
    nengo.Connection(square_y.output, distance)
