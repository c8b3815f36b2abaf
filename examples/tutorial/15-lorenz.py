"""Neurons draw the Lorenz butterfly: order without repetition.

In 1963 Edward Lorenz boiled the weather down to three
equations and found chaos: two states that hardly differ
soon go entirely different ways, yet all stay on the same
beautiful shape. The point circles in one wing for a
while, then crosses to the other, and no one can say for
long when.

Here 600 spiking neurons solve these equations, by the
recipe of lesson 12: the loop carries `x + TAU * f(x)`.
There is no input; noise from the spikes is enough to
leave the middle. Plots show the three coordinates over
time, the spikes, and the butterfly from three sides.

Lorenz's z runs from 0 to 50. Neurons prefer numbers
spread evenly around 0, so `Z` is taken away from it.

Try this:

* Change the seed: another run, another path, the same
  butterfly.
* Lower `RHO` to 14: the weather settles in one wing and
  stays there.
* Use 200 neurons. How little is enough for a butterfly?
"""

import nengo

SIGMA, RHO, BETA = 10, 28, 8 / 3  # the values Lorenz used
Z = 25  # what is taken away from z
TAU = 0.1  # seconds


def velocity(x, y, z):
    """Lorenz's equations, in his own coordinates."""
    return (
        SIGMA * (y - x),
        x * (RHO - z) - y,
        x * y - BETA * z,
    )


def onward(state):
    x, y, z = state
    dx, dy, dz = velocity(x, y, z + Z)
    return x + TAU * dx, y + TAU * dy, z + TAU * dz


model = nengo.Network(seed=15)
with model:
    weather = nengo.Ensemble(
        n_neurons=600, dimensions=3, radius=30
    )
    nengo.Connection(
        weather, weather, function=onward, synapse=TAU
    )
