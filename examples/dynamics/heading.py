"""A bump of active neurons keeps a heading and moves as the animal turns.

Rats have neurons that fire when the head points to the
north, others for the east, and so on, in the dark too.
Here 360 neurons stand in a ring, one for each degree.
The spike plot shows them in this order: only those
around the present heading are awake, and the bump they
make stays when nothing happens.

The loop pulls the point (x, y) back to the circle, so it
can be anywhere on it but nowhere else. Turning shifts it
along; see lesson 14 of the tutorial for the same idea as
an oscillator.

Try this:

* Hold `turning` at 0: the heading stays, though noise
  makes it drift a little.
* Hold it at 1 for two seconds, a whole turn. Is the bump
  back where it began? Ours is a bit lazy.
* Hold `north` at 1: a landmark is seen, and the bump
  jumps there.
"""

import nengo
import numpy as np
from nengo.processes import Piecewise

TAU = 0.1  # seconds
FASTEST = 0.5  # turns per second when turning is 1

degrees = np.deg2rad(np.arange(360))
# Neighbours in the ring differ in how much they like turning
# left or right; multiples of the golden ratio spread the
# likings evenly between -1 and 1.
liking = 2 * (0.618 * np.arange(360) % 1) - 1
ring = np.column_stack(
    [np.cos(degrees), np.sin(degrees), liking]
)


def onward(state):
    x, y, turning = state
    turn = TAU * 2 * np.pi * FASTEST * turning
    hold = 2 - (x**2 + y**2)
    return hold * x - turn * y, hold * y + turn * x


model = nengo.Network(seed=4)
with model:
    north = nengo.Node(Piecewise({0: 1, 0.3: 0}))
    turning = nengo.Node(
        Piecewise(
            {0: 0, 1.5: 1, 4: 0, 5.5: -1, 8: 0, 9: 0.5}
        )
    )
    compass = nengo.Ensemble(
        n_neurons=360,
        dimensions=3,
        radius=1.4,
        encoders=ring,
        intercepts=nengo.dists.Uniform(0, 0.5),
    )
    nengo.Connection(north, compass[1])
    nengo.Connection(turning, compass[2])
    nengo.Connection(
        compass, compass[:2], function=onward, synapse=TAU
    )
