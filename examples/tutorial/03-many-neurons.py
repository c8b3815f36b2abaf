"""A hundred neurons carry a number more faithfully than five.

Both groups hear the same input. In each group every
neuron is different: where it starts to fire, how fast it
can get and which sign it prefers are drawn at random.
That variety is what makes a group precise, because each
neuron covers for the weak spots of the others.

Doubling the number of neurons makes the spiky noise
smaller by the square root of two. A brain has neurons to
spare and uses thousands where one could do the job
badly.

Try this:

* Compare the two value plots, then the two spike plots
  above them.
* Change `many` to 1000 neurons.
* Change the number in `seed=`. Another seed draws other
  neurons: which group minds more?
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=3)
with model:
    stim = nengo.Node(wave)
    few = nengo.Ensemble(n_neurons=5, dimensions=1)
    many = nengo.Ensemble(n_neurons=100, dimensions=1)
    nengo.Connection(stim, few)
    nengo.Connection(stim, many)
