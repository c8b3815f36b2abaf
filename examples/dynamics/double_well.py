"""A value falls to one of two sides and stays there until pushed hard.

Think of a ball in a landscape with two valleys, at -0.8
and 0.8, and a hill between them at zero. Without input
the ball rests in one valley; a weak push moves it up the
slope, and it rolls back; a strong push carries it over.
The equation of this landscape is

    dx/dt = 4 x (1 - (x / 0.8)^2) + push

Such a switch remembers one bit, and decides: of two weak
opposite reasons, the slightly stronger one wins
completely.

Try this:

* How hard must you push with the slider to change sides?
  Does half the push for twice the time do?
* Start again several times with another seed: from the
  top of the hill, noise decides.
* Give it three valleys.
"""

import nengo
from nengo.processes import Piecewise

TAU = 0.1  # seconds
VALLEY = 0.8


def onward(x):
    slope = 4 * x * (1 - (x / VALLEY) ** 2)
    return x + TAU * slope


PUSHES = {
    0: 1,
    0.3: 0,
    2: -1,
    2.3: 0,
    4: -3,
    4.5: 0,
    6: 1,
    6.3: 0,
    8: 3,
    8.5: 0,
}

model = nengo.Network(seed=2)
with model:
    push = nengo.Node(Piecewise(PUSHES))
    ball = nengo.Ensemble(
        n_neurons=300, dimensions=1, radius=1.2
    )
    nengo.Connection(push, ball, transform=TAU, synapse=TAU)
    nengo.Connection(
        ball, ball, function=onward, synapse=TAU
    )
