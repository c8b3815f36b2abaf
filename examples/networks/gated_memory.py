"""A memory writes down what it hears while its gate is open, then keeps it.

`InputGatedMemory` holds a value in a loop, as in lesson
11 of the tutorial, and compares it with the input. While
the gate is open (0) the difference drives the memory
until it equals the input. When the gate shuts (1) the
neurons that carry the difference are silenced, and the
memory is left to itself.

The input is a slow wave, and the gate opens now and
then. Between the openings the plot of the memory shows a
staircase of remembered values.

Try this:

* Hold `gate` at 0: the memory becomes a mere copy of the
  input, a little late.
* Hold `reset` at 1 for a moment with the gate shut.
* How short may an opening be for the value to be caught?
"""

import nengo
import numpy as np
from nengo.processes import PresentInput


def wave(t):
    return 0.8 * np.sin(1.3 * t)


model = nengo.Network(seed=6)
with model:
    signal = nengo.Node(wave)
    gate = nengo.Node(
        PresentInput([[0], [1], [1]], presentation_time=0.5)
    )
    reset = nengo.Node(0)
    memory = nengo.networks.InputGatedMemory(
        n_neurons=200, dimensions=1
    )
    nengo.Connection(signal, memory.input)
    nengo.Connection(gate, memory.gate)
    nengo.Connection(reset, memory.reset)
