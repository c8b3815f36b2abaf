"""A point circles faster, slower or backwards, as the slider tells it.

The oscillator of the last lesson has its frequency built
in. Here the frequency is a third number in the same
group of neurons, set from outside. The loop multiplies
the turning by it, which is no longer linear, so the
connection has a function instead of a matrix.

One group now does three things: it holds a point, it
holds a speed, and through its loop it computes where the
point goes next. Animals that change from walk to trot do
much the same.

Try this:

* Watch the two waves in the plot: which one leads when
  the speed is negative?
* Hold the speed at 0. The point stays where it is: a
  memory for an angle.
* Raise `FASTEST`. What limits it?
"""

import nengo
import numpy as np
from nengo.processes import Piecewise

TAU = 0.1  # seconds
FASTEST = 1.0  # turns per second at speed 1
RADIUS = 0.9  # of the circle


def onward(state):
    """Where a point wants to be `TAU` seconds later."""
    x, y, speed = state
    turn = TAU * 2 * np.pi * FASTEST * speed
    # Pull it to the circle, or noise would carry it away.
    hold = 1 + RADIUS**2 - (x**2 + y**2)
    return hold * x - turn * y, hold * y + turn * x


model = nengo.Network(seed=14)
with model:
    kick = nengo.Node(Piecewise({0: 1, 0.1: 0}))
    speed = nengo.Node(
        Piecewise({0: 1, 4: 0.4, 8: -1, 12: 0, 14: 0.7})
    )
    oscillator = nengo.Ensemble(
        n_neurons=600, dimensions=3, radius=1.5
    )
    nengo.Connection(kick, oscillator[0])
    nengo.Connection(speed, oscillator[2])
    nengo.Connection(
        oscillator,
        oscillator[:2],
        function=onward,
        synapse=TAU,
    )
