"""A matrix on a connection turns a point, or averages its coordinates.

Many functions are *linear*: they only scale and add.
Those need no `function`; a *transform* says it shorter,
as a number or as a matrix with a row for each output and
a column for each input. Here one connection turns the
point by a quarter of a circle and halves it, another
takes the mean of the two coordinates.

Function and transform may be combined: the function
comes first, then the transform. A transform is also the
only thing that can change the signal of a passthrough
Node, which has no neurons to read a function from.

Try this:

* Turn by 45 degrees instead of 90.
* What does the matrix `[[0, 1], [1, 0]]` do to the
  point?
* Write the mean as a function of the point. Do you see a
  difference?
"""

import nengo
import numpy as np


def spot(t):
    return 0.9 * np.cos(2 * t), 0.4 * np.sin(2 * t)


ANGLE = np.deg2rad(90)
TURN = np.array(
    [
        [np.cos(ANGLE), -np.sin(ANGLE)],
        [np.sin(ANGLE), np.cos(ANGLE)],
    ]
)

model = nengo.Network(seed=10)
with model:
    stim = nengo.Node(spot)
    point = nengo.Ensemble(n_neurons=200, dimensions=2)
    turned = nengo.Ensemble(n_neurons=200, dimensions=2)
    mean = nengo.Ensemble(n_neurons=100, dimensions=1)
    nengo.Connection(stim, point)
    nengo.Connection(point, turned, transform=0.5 * TURN)
    nengo.Connection(point, mean, transform=[[0.5, 0.5]])
