"""A number travels from one group of neurons to the next.

The first group `sender` hears the input. The second
group `receiver` hears only the spikes of the first. A
*connection* joins them: it decodes the number from the
sender's spikes and encodes it again for every neuron of
the receiver. Multiplied together, the two steps are
nothing but one strength for each pair of neurons: the
weights of the synapses. You never write these weights;
they are computed from what the connection is meant to
do.

A spike does not act at once. It opens channels that
close again slowly, and this smooths the signal. The
*synapse* of a connection says how slowly, in seconds. A
longer synapse gives a calmer line, but a later one.

Try this:

* Look closely at the two plots: the receiver runs a
  little behind.
* Change the synapse from 0.01 to 0.2 seconds. The wave
  comes late, and smaller.
* Connect a third group to the receiver. How does the
  noise change?
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=4)
with model:
    stim = nengo.Node(wave)
    sender = nengo.Ensemble(n_neurons=60, dimensions=1)
    receiver = nengo.Ensemble(n_neurons=60, dimensions=1)
    nengo.Connection(stim, sender)
    nengo.Connection(sender, receiver, synapse=0.01)
