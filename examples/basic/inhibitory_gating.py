"""Inhibitory neurons shut the gate for a signal, and open it again.

Most connections in these examples carry a value. This
one goes past the value, straight to the neurons:
`gate.neurons`. Each neuron of the gate gets the same
negative current, stronger than anything the signal can
do, and falls silent. No neuron fires, so the decoded
value is zero.

The connection is drawn with a bar instead of an arrow,
the mark of inhibition. The brain uses such gates all the
time: the basal ganglia hold every movement back except
the chosen one.

Try this:

* Hold `shut` at 0, at 0.5 and at 1. Is the gate ever
  half open?
* Compare with the product in lesson 9 of the tutorial:
  which of the two is cheaper in neurons?
* Replace -3 by 3. Excitation also ruins the value. Look
  at the spikes to see how.
"""

import nengo
import numpy as np
from nengo.dists import Choice, Uniform
from nengo.processes import Piecewise


def wave(t):
    return np.sin(8 * t)


model = nengo.Network(seed=2)
with model:
    signal = nengo.Node(wave)
    shut = nengo.Node(
        Piecewise({0: 0, 1.5: 1, 3: 0, 4.5: 1, 6: 0})
    )
    gate = nengo.Ensemble(n_neurons=100, dimensions=1)
    # These only know "more": they look up and sleep at zero.
    inhibitors = nengo.Ensemble(
        n_neurons=50,
        dimensions=1,
        encoders=Choice([[1]]),
        intercepts=Uniform(0.2, 0.9),
    )
    nengo.Connection(signal, gate)
    nengo.Connection(shut, inhibitors)
    nengo.Connection(
        inhibitors,
        gate.neurons,
        transform=-3 * np.ones((100, 1)),
    )
