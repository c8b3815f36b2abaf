"""One group of neurons holds a point that moves in a plane.

A group can represent several numbers at once: a
*vector*. Here it has two dimensions, the point's place
from left to right and from bottom to top. Each neuron
prefers a direction in the plane, its encoder, and fires
most when the point lies that way. Neurons in motor
cortex behave just so when a monkey reaches for
something.

The XY plot draws one dimension against the other; the
line plot draws both over time. Inside the circle
`point`, watch the active neurons change as the point
goes round.

Try this:

* Hold the sliders at 1 and 1. The point stops short: it
  is outside the unit circle, where no neuron was
  prepared for it.
* Make the ensemble three-dimensional. What must the
  input become?
* Give it 30 neurons. Each has a direction to cover, and
  there are many directions.
"""

import nengo
import numpy as np


def circle(t):
    return np.cos(2 * t), np.sin(2 * t)


model = nengo.Network(seed=7)
with model:
    stim = nengo.Node(circle)
    point = nengo.Ensemble(n_neurons=200, dimensions=2)
    nengo.Connection(stim, point)
