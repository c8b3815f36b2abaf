"""Neurons leak towards their input, like a bath that fills and drains.

A connection of a group to itself can make it obey a
differential equation. Here it is

    dx/dt = (u - x) / 0.5

the value x moves towards the input u, and gets 63 % of
the way in half a second.

The recipe works for any equation dx/dt = f(x) + g(u).
Synapses with time constant TAU make a leak of their own,
and the trick is to undo it: send `x + TAU * f(x)` round
the loop and `TAU * g(u)` in. With f = 0 you get the
memory of the last lesson.

Try this:

* Change `LEAK` to 0.1 and to 2 seconds.
* Let the input be a fast wave: a leaky group passes slow
  changes and swallows fast ones.
* Make it forget faster on the way down than on the way
  up. Then the equation is not linear any more; write f
  as a function.
"""

import nengo
from nengo.processes import Piecewise

TAU = 0.1  # of the synapses, in seconds
LEAK = 0.5  # of the group of neurons, in seconds

model = nengo.Network(seed=12)
with model:
    stim = nengo.Node(
        Piecewise(
            {0: 0, 0.5: 0.9, 2.5: -0.6, 4.5: 0.3, 6.5: 0}
        )
    )
    bath = nengo.Ensemble(n_neurons=300, dimensions=1)
    nengo.Connection(
        stim, bath, transform=TAU / LEAK, synapse=TAU
    )
    nengo.Connection(
        bath, bath, transform=1 - TAU / LEAK, synapse=TAU
    )
