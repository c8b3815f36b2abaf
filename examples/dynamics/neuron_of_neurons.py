"""Three hundred neurons together act out the spikes of a single one.

FitzHugh and Nagumo described a nerve cell with two
numbers: a fast voltage v and a slow recovery w that
follows it and pulls it down.

    dv/dt = v - v^3 / 3 - w + current
    dw/dt = 0.08 (v + 0.7 - 0.8 w)

With little current the cell rests. Above a threshold it
fires again and again. Here a group of spiking neurons
represents v and w and solves the equations, so each slow
spike you see is made of thousands of fast ones.

Try this:

* Find the threshold with the slider.
* Watch the loop in the plane of v and w: quick to the
  right and to the left, slow up and down.
* A strong current (1.6) silences the cell again. Neurons
  in experiments do so too.
"""

import nengo
from nengo.processes import Piecewise

TAU = 0.1  # seconds
PACE = 25  # units of their time that pass in a second


def velocity(v, w):
    """The equations without the current."""
    return v - v**3 / 3 - w, 0.08 * (v + 0.7 - 0.8 * w)


def onward(state):
    v, w = state
    dv, dw = velocity(v, w)
    return v + TAU * PACE * dv, w + TAU * PACE * dw


model = nengo.Network(seed=3)
with model:
    current = nengo.Node(Piecewise({0: 0, 2: 0.6, 10: 0}))
    cell = nengo.Ensemble(
        n_neurons=300, dimensions=2, radius=2.2
    )
    nengo.Connection(
        current, cell[0], transform=TAU * PACE, synapse=TAU
    )
    nengo.Connection(
        cell, cell, function=onward, synapse=TAU
    )
