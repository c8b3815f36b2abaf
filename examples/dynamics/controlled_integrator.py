"""A memory holds its value while it is told to, and forgets on command.

Lesson 11 of the tutorial built a memory whose loop gives
back exactly what it got. Here the loop multiplies by a
second number, `keep`, which lives in the same group of
neurons. At 1 everything comes back and the value stays;
below 1 a part is lost on every round and the value
fades, the faster the smaller it is.

The same group is thus a memory, a leaky filter, or
nothing, as another part of the brain wishes. That is how
a network can decide what to remember.

Try this:

* Hold `keep` at 1, push, let go; then hold it at 0.
* What happens at 1.2? Why does the value not grow for
  ever?
* Work out the time constant of the fading at 0.5: TAU /
  (1 - 0.5).
"""

import nengo
import numpy as np
from nengo.processes import Piecewise

TAU = 0.1  # seconds


def kept(state):
    value, keep = state
    return value * keep


model = nengo.Network(seed=1)
with model:
    push = nengo.Node(
        Piecewise({0: 0, 0.5: 1.4, 1: 0, 4.5: -1.4, 5: 0})
    )
    keep = nengo.Node(
        Piecewise({0: 1, 2.5: 0.6, 3.5: 1, 7: 0.6})
    )
    memory = nengo.Ensemble(
        n_neurons=800, dimensions=2, radius=np.sqrt(2)
    )
    nengo.Connection(
        push, memory[0], transform=TAU, synapse=TAU
    )
    nengo.Connection(keep, memory[1])
    nengo.Connection(
        memory, memory[0], function=kept, synapse=TAU
    )
