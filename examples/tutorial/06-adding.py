"""Two numbers meet in one group of neurons and are added.

Adding takes no effort at all: connect two groups to the
same third group, and the currents that their spikes
cause simply flow together. Every synapse in the brain
adds.

But mind the range. Each input lies between -1 and 1, so
the sum can reach 2. Neurons fire as fast as they can at
the edge of their range and cannot count further. `total`
therefore has a *radius* of 2: its neurons are spread
over the numbers from -2 to 2.

Try this:

* Hold both sliders at 1 and read the sum.
* Remove `radius=2`. At which sum do the neurons give up?
* Subtract instead: add `transform=-1` to one of the last
  two connections.
"""

import nengo
import numpy as np


def slow(t):
    return np.sin(t)


def quick(t):
    return 0.5 * np.sin(6 * t)


model = nengo.Network(seed=6)
with model:
    stim_a = nengo.Node(slow)
    stim_b = nengo.Node(quick)
    a = nengo.Ensemble(n_neurons=80, dimensions=1)
    b = nengo.Ensemble(n_neurons=80, dimensions=1)
    total = nengo.Ensemble(
        n_neurons=80, dimensions=1, radius=2
    )
    nengo.Connection(stim_a, a)
    nengo.Connection(stim_b, b)
    nengo.Connection(a, total)
    nengo.Connection(b, total)
