"""A random signal passes down three groups of neurons, later each time.

The input never repeats itself within a minute: it is
noise without any fast parts (`high` is the fastest
frequency in it, in hertz). What the neurons do is merely
pass it on. Two costs show: each synapse delays the
signal by about its time constant, and each group adds
noise of its own, since it knows the signal only through
the spikes of the group before it.

Try this:

* Raise `high` to 10: quick changes get lost in the
  synapses first.
* Give the middle group 20 neurons. A chain is as rough
  as its poorest link.
* Shorten the synapse to 0.005. What do you gain, and
  what do you lose?
"""

import nengo
from nengo.processes import WhiteSignal

SYNAPSE = 0.03  # seconds

model = nengo.Network(seed=1)
with model:
    signal = nengo.Node(
        WhiteSignal(period=60, high=1.5, rms=0.4, seed=3)
    )
    first = nengo.Ensemble(n_neurons=100, dimensions=1)
    second = nengo.Ensemble(n_neurons=100, dimensions=1)
    third = nengo.Ensemble(n_neurons=100, dimensions=1)
    nengo.Connection(signal, first)
    nengo.Connection(first, second, synapse=SYNAPSE)
    nengo.Connection(second, third, synapse=SYNAPSE)
