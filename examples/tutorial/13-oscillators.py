"""A point circles for ever, once a second, with no input at all.

Take the recipe of the last lesson in two dimensions. If
the velocity of a point is its own position turned by a
right angle, the point runs round in a circle. That is
the equation of a pendulum or a spring, and of the rhythm
that walks your legs and swims a fish.

The short kick at the start puts the point off the
middle. The loop is a tad stronger than needed
(`GROWTH`), so the circle widens until the neurons
saturate at their radius; that keeps the rhythm alive in
spite of noise.

Try this:

* Double the frequency, or make it negative.
* Set `GROWTH` to 0.9: now the rhythm dies away.
* Hold both `kick` sliders at -1: the push is stronger
  than the loop. Then let go.
"""

import nengo
import numpy as np
from nengo.processes import Piecewise

TAU = 0.1  # seconds
FREQUENCY = 1.0  # turns per second
GROWTH = 1.1

turn = TAU * 2 * np.pi * FREQUENCY

model = nengo.Network(seed=13)
with model:
    kick = nengo.Node(Piecewise({0: [1, 0], 0.1: [0, 0]}))
    point = nengo.Ensemble(n_neurons=300, dimensions=2)
    nengo.Connection(kick, point)
    nengo.Connection(
        point,
        point,
        transform=[[GROWTH, -turn], [turn, GROWTH]],
        synapse=TAU,
    )
